/** One element of the rows' array, not parsed yet. */
export interface SplitElement {
  /** The key of its array in the outer object; null where the array is the whole file. */
  key: string | null;
  text: string;
}

/** What the outermost value of a JSON file turned out to be. */
export interface OuterShape {
  outer: 'array' | 'object' | 'value' | 'nothing';
  /** Of an outer object: keys of arrays that hold objects, of other arrays, of empty arrays; all keys. */
  rowArrays: string[];
  otherArrays: string[];
  emptyArrays: string[];
  keys: string[];
  /** True where the file ends inside the outermost value. */
  truncated: boolean;
  /** Offset of what follows the outermost value; null where nothing does. */
  trailingAt: number | null;
}

/** Thrown by {@link RowSplitter.push} for an element longer than the limit. */
export class ElementTooLarge extends Error {}

/** Keys of the outer object that are kept for messages. */
const KEYS_KEPT = 100;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Cuts a JSON file into the elements of its array of rows, as the bytes come, without holding more than one element: an array at
 * the top, or the arrays of objects one level down in an object. Only brackets, strings and commas are looked at; whether an
 * element is well formed shows when it is parsed.
 */
export class RowSplitter {
  readonly shape: OuterShape = {
    outer: 'nothing',
    rowArrays: [],
    otherArrays: [],
    emptyArrays: [],
    keys: [],
    truncated: false,
    trailingAt: null,
  };
  readonly #limit: number;
  /** Bytes of the chunks before. */
  #seenBytes = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Depth of the elements; -1 while outside the array of rows. */
  #elementDepth = -1;
  /** True within an array of an outer object whose first element is not known yet. */
  #arrayUndecided = false;
  #key: string | null = null;
  #keyNext = false;
  /** Start of what is captured in the current chunk, -1 while nothing is; and what earlier chunks gave of it. */
  #captureStart = -1;
  #captured: Uint8Array[] = [];
  #capturedBytes = 0;
  #capturing: 'element' | 'key' | null = null;
  #elements: SplitElement[] = [];

  /** @param limitBytes Longest element. */
  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  /** Takes the next bytes and gives the elements that end in them. */
  push(chunk: Uint8Array): SplitElement[] {
    this.#elements = [];
    if (this.#capturing) this.#captureStart = 0;
    for (let i = 0; i < chunk.length; i++) {
      if (this.#inString) i = this.#skipString(chunk, i);
      else this.#take(chunk[i] ?? 0, chunk, i);
    }
    if (this.#capturing) this.#keep(chunk.subarray(this.#captureStart));
    this.#seenBytes += chunk.length;
    return this.#elements;
  }

  /** Says that there are no more bytes. */
  end(): OuterShape {
    this.shape.truncated = this.#depth > 0 || this.#inString;
    return this.shape;
  }

  /** Goes to the quote that ends the string, or to the end of the chunk. */
  #skipString(chunk: Uint8Array, from: number): number {
    let i = from;
    for (; i < chunk.length; i++) {
      if (this.#escaped) this.#escaped = false;
      else if (chunk[i] === BACKSLASH) this.#escaped = true;
      else if (chunk[i] === QUOTE) {
        this.#inString = false;
        if (this.#capturing === 'key') this.#endKey(chunk, i + 1);
        break;
      }
    }
    return i;
  }

  #take(byte: number, chunk: Uint8Array, i: number): void {
    if (byte <= 0x20) return;
    switch (byte) {
      case QUOTE:
        this.#startString(i);
        break;
      case OPEN_ARRAY:
      case OPEN_OBJECT:
        this.#open(byte, i);
        break;
      case CLOSE_ARRAY:
      case CLOSE_OBJECT:
        this.#close(chunk, i);
        break;
      case COMMA:
        this.#comma(chunk, i);
        break;
      case COLON:
        break;
      default:
        this.#startValue(i);
    }
  }

  #startString(i: number): void {
    this.#inString = true;
    if (this.#keyNext && this.#depth === 1) {
      this.#keyNext = false;
      this.#startCapture('key', i);
    } else {
      this.#startValue(i);
    }
  }

  /** A string or another value without brackets begins. */
  #startValue(i: number): void {
    if (this.#depth === 0) this.#startOuter('value', i);
    else if (this.#arrayUndecided) this.#decideArray(false);
    if (this.#depth === this.#elementDepth) this.#startCapture('element', i);
  }

  #open(byte: number, i: number): void {
    if (this.#depth === 0) {
      this.#startOuter(byte === OPEN_ARRAY ? 'array' : 'object', i);
      if (byte === OPEN_ARRAY) this.#elementDepth = 1;
      else this.#keyNext = true;
    } else if (this.#depth === 1 && this.shape.outer === 'object' && byte === OPEN_ARRAY) {
      this.#arrayUndecided = true;
    } else {
      if (this.#arrayUndecided) this.#decideArray(byte === OPEN_OBJECT);
      if (this.#depth === this.#elementDepth) this.#startCapture('element', i);
    }
    this.#depth += 1;
  }

  #close(chunk: Uint8Array, i: number): void {
    if (this.#arrayUndecided) this.#decideArray(null);
    if (this.#depth === this.#elementDepth) {
      this.#endElement(chunk, i);
      if (this.shape.outer === 'object') this.#elementDepth = -1;
    }
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.#depth === this.#elementDepth) this.#endElement(chunk, i + 1);
  }

  #comma(chunk: Uint8Array, i: number): void {
    if (this.#depth === this.#elementDepth) this.#endElement(chunk, i);
    if (this.#depth === 1 && this.shape.outer === 'object') this.#keyNext = true;
  }

  #startOuter(outer: 'array' | 'object' | 'value', i: number): void {
    if (this.shape.outer === 'nothing') this.shape.outer = outer;
    else this.shape.trailingAt ??= this.#seenBytes + i;
  }

  /** @param holdsObjects Null where the array is empty. */
  #decideArray(holdsObjects: boolean | null): void {
    this.#arrayUndecided = false;
    const { rowArrays, otherArrays, emptyArrays } = this.shape;
    const keys = holdsObjects === null ? emptyArrays : holdsObjects ? rowArrays : otherArrays;
    if (keys.length < KEYS_KEPT) keys.push(this.#key ?? '');
    if (holdsObjects) this.#elementDepth = 2;
  }

  #startCapture(what: 'element' | 'key', i: number): void {
    if (this.#capturing) return;
    this.#capturing = what;
    this.#captureStart = i;
  }

  #endElement(chunk: Uint8Array, end: number): void {
    if (this.#capturing !== 'element') return;
    const key = this.shape.outer === 'object' ? this.#key : null;
    this.#elements.push({ key, text: this.#endCapture(chunk, end) });
  }

  #endKey(chunk: Uint8Array, end: number): void {
    const text = this.#endCapture(chunk, end);
    try {
      this.#key = String(JSON.parse(text));
    } catch {
      this.#key = text;
    }
    if (this.shape.keys.length < KEYS_KEPT) this.shape.keys.push(this.#key);
  }

  #endCapture(chunk: Uint8Array, end: number): string {
    this.#keep(chunk.subarray(this.#captureStart, end));
    const text = Buffer.concat(this.#captured).toString('utf8');
    this.#capturing = null;
    this.#captured = [];
    this.#capturedBytes = 0;
    return text;
  }

  #keep(bytes: Uint8Array): void {
    this.#capturedBytes += bytes.length;
    if (this.#capturedBytes > this.#limit) throw new ElementTooLarge();
    this.#captured.push(bytes);
  }
}
