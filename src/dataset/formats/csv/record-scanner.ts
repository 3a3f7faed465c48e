import { cellKind, FoundRecords, recordTrait } from './found-records.ts';
import type { Dialect } from './quoting.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

const within = { recordStart: 0, cellStart: 1, plain: 2, quoted: 3, comment: 4 } as const;

/** Where the scan of a cell stops; bits of {@link RecordScanner.#stops}. */
const stop = { plain: 1, quoted: 2 } as const;

/**
 * Finds records and cells in the bytes of a CSV file, which come in chunks of any size. A state machine after RFC 4180 and what is
 * found beyond it: a cell is quoted where it begins with a quote; quotes elsewhere are letters; a closing quote with something
 * behind it makes the cell a text with quotes in it; a line ends in LF, CR or both; empty lines are none.
 *
 * Each byte is looked at once. What is found is told in numbers: only wanted cells are made into strings ({@link FoundRecords}).
 */
export class RecordScanner {
  /** What the last {@link push} or {@link end} found. */
  readonly found: FoundRecords;
  readonly #dialect: Dialect;
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #comment: number;
  readonly #stops = new Uint8Array(256);
  #length = 0;
  #position = 0;
  #recordStart = 0;
  #cellStart = 0;
  #kind: number = cellKind.plain;
  #traits = 0;
  #state: number = within.recordStart;
  #isEnd = false;

  /** @param base Where the bytes that will come begin in the text. */
  constructor(dialect: Dialect, base = 0) {
    this.#dialect = dialect;
    this.found = new FoundRecords(dialect, base);
    this.#delimiter = codeOf(dialect.delimiter);
    this.#quote = codeOf(dialect.quote);
    this.#comment = codeOf(dialect.comment);
    for (const byte of [LINE_FEED, CARRIAGE_RETURN]) this.#stopAt(byte, stop.plain | stop.quoted);
    this.#stopAt(this.#delimiter, stop.plain);
    this.#stopAt(this.#comment, stop.plain);
    this.#stopAt(this.#quote, stop.quoted);
    this.#stopAt(codeOf(dialect.escape), dialect.escapesEverywhere ? stop.plain | stop.quoted : stop.quoted);
  }

  /** Bytes of the record that has begun and not ended. */
  get pending(): number {
    return this.#length - this.#recordStart;
  }

  /** True where what was read ends within quotes. */
  get isUnclosed(): boolean {
    return this.#state === within.quoted;
  }

  /** Takes the next bytes, and finds the records that end in them. What was found before is gone. */
  push(chunk: Uint8Array): void {
    const dropped = this.#recordStart;
    this.#length = this.found.append(chunk, dropped, this.#length);
    this.#position -= dropped;
    this.#cellStart -= dropped;
    this.#recordStart = 0;
    this.#scan();
  }

  /** Says that there are no more bytes: a last line without an end is a record, unless {@link isUnclosed}. */
  end(): void {
    this.finish(new Uint8Array(0));
  }

  /** Takes the last bytes: {@link push} and {@link end} in one, so that all records are found together. */
  finish(chunk: Uint8Array): void {
    this.#isEnd = true;
    this.push(chunk);
    if (this.#state === within.cellStart) this.#cellStart = this.#length;
    if (this.#state === within.cellStart || this.#state === within.plain) {
      this.#endCell(this.#length);
      this.#endRecord(this.#length);
    }
  }

  #stopAt(byte: number, stops: number): void {
    if (byte >= 0) this.#stops[byte] = (this.#stops[byte] ?? 0) | stops;
  }

  #scan(): void {
    let goesOn = true;
    while (goesOn && this.#position < this.#length) goesOn = this.#step();
    if (this.#isEnd && this.#state === within.quoted && this.#dialect.quotesEndInLine) {
      this.#takeQuoteAsLetter();
      this.#scan();
    }
  }

  /** Goes through one cell, or to where it must wait. @returns False where the next byte must be seen first. */
  #step(): boolean {
    switch (this.#state) {
      case within.recordStart:
        return this.#startRecord();
      case within.cellStart:
        return this.#startCell();
      case within.plain:
        return this.#goThroughPlain();
      case within.quoted:
        return this.#goThroughQuoted();
      default:
        return this.#goThroughComment();
    }
  }

  #startRecord(): boolean {
    const byte = this.found.bytes[this.#position];
    this.#recordStart = this.#position;
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
      this.#position += 1;
      this.#recordStart += 1;
      return true;
    }
    this.#traits = 0;
    this.#state = byte === this.#comment ? within.comment : within.cellStart;
    return true;
  }

  #startCell(): boolean {
    this.#cellStart = this.#position;
    this.#kind = cellKind.plain;
    this.#state = within.plain;
    if (this.found.bytes[this.#position] === this.#quote) {
      this.#state = within.quoted;
      this.#position += 1;
    }
    return true;
  }

  #goThroughPlain(): boolean {
    const { bytes } = this.found;
    const position = this.#next(stop.plain);
    if (position === this.#length) return true;
    const byte = bytes[position];
    if (byte === this.#delimiter) {
      this.#endCell(position);
      this.#state = within.cellStart;
    } else if (byte === LINE_FEED || byte === CARRIAGE_RETURN || byte === this.#comment) {
      this.#endCell(position);
      this.#endRecord(position);
      this.#state = byte === this.#comment ? within.comment : within.recordStart;
    } else return this.#skipEscaped();
    this.#position += 1;
    return true;
  }

  #goThroughQuoted(): boolean {
    const { bytes } = this.found;
    const position = this.#next(stop.quoted);
    if (position === this.#length) return true;
    const byte = bytes[position];
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
      if (this.#dialect.quotesEndInLine) this.#takeQuoteAsLetter();
      else {
        this.#traits |= recordTrait.severalLines;
        this.#position += 1;
      }
      return true;
    }
    if (byte !== this.#quote) return this.#skipEscaped();
    const isLast = position + 1 === this.#length;
    if (isLast && !this.#isEnd) return false;
    const next = isLast ? LINE_FEED : bytes[position + 1];
    if (next === this.#quote && this.#dialect.doubleQuote) return this.#skipEscaped();
    this.#closeQuote(next);
    return true;
  }

  #closeQuote(next: number | undefined): void {
    const closes = next === this.#delimiter || next === LINE_FEED || next === CARRIAGE_RETURN || next === this.#comment;
    if (closes) {
      this.#traits |= recordTrait.quotedCell;
      if (this.#kind === cellKind.plain) this.#kind = cellKind.quoted;
    } else {
      this.#traits |= recordTrait.oddQuote;
      this.#kind = cellKind.complex;
    }
    this.#position += 1;
    this.#state = within.plain;
  }

  #goThroughComment(): boolean {
    const { bytes } = this.found;
    while (this.#position < this.#length) {
      const byte = bytes[this.#position];
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
        this.#state = within.recordStart;
        break;
      }
      this.#position += 1;
    }
    this.#recordStart = this.#position;
    return true;
  }

  /** An escape, or the first of two quotes, with the byte behind it. */
  #skipEscaped(): boolean {
    this.#kind = cellKind.complex;
    if (this.#position + 1 === this.#length && !this.#isEnd) return false;
    this.#position = Math.min(this.#position + 2, this.#length);
    return true;
  }

  /** Goes back to a quote at the start of a cell that no quote of its line closes. */
  #takeQuoteAsLetter(): void {
    this.#traits |= recordTrait.loneQuote;
    this.#kind = cellKind.plain;
    this.#position = this.#cellStart + 1;
    this.#state = within.plain;
  }

  /** Moves to the next byte at which a cell of this kind may end. */
  #next(stops: number): number {
    const { bytes } = this.found;
    const marks = this.#stops;
    const length = this.#length;
    let position = this.#position;
    while (position < length && ((marks[bytes[position] ?? 0] ?? 0) & stops) === 0) position += 1;
    this.#position = position;
    return position;
  }

  #endCell(end: number): void {
    this.found.addCell(this.#cellStart, end, this.#kind);
  }

  #endRecord(end: number): void {
    this.found.addRecord(this.#recordStart, end, this.#traits);
    this.#recordStart = end;
  }
}

function codeOf(character: string | null): number {
  return character === null ? -1 : character.charCodeAt(0);
}
