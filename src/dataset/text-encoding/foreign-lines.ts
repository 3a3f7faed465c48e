import { isAscii } from 'node:buffer';

const LINE_FEED = 0x0a;
const ESCAPE = 0x1b;
/** So much is enough to tell an encoding, and quickly looked at. */
const LIMIT_BYTES = 1 << 16;
const LINE_BYTES = 1 << 12;
/** Below it no byte is ever the second, third or fourth one of a letter, in any encoding that text is told apart for. */
const FIRST_TRAIL_BYTE = 0x30;

/** Collects the lines of a text that are not all ASCII: only these tell its encoding, and they may stand far below. */
export class ForeignLines {
  readonly #lines: Uint8Array[] = [];
  #bytes = 0;
  /** The line that the chunks so far ended in. */
  #open: Uint8Array = new Uint8Array();

  /**
   * Takes the next bytes, in chunks of any size.
   * @param arePlain True where all of them are ASCII, and no escape sequence; then little is to be done.
   */
  push(chunk: Uint8Array, arePlain = isPlain(chunk)): void {
    if (this.#bytes >= LIMIT_BYTES) return;
    if (arePlain && isPlain(this.#open)) {
      this.#keepOpen(lastLine(chunk));
      return;
    }
    const bytes = this.#open.length === 0 ? chunk : Buffer.concat([this.#open, chunk]);
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    this.#take(bytes.subarray(0, end));
    this.#keepOpen(bytes.subarray(end));
  }

  /** What was collected, up to 64 kB, with no letter cut in two. */
  end(): Uint8Array {
    this.#take(this.#open);
    this.#open = new Uint8Array();
    return Buffer.concat(this.#lines);
  }

  /** A line that goes on for long is cut, where no letter can be cut by it. */
  #keepOpen(rest: Uint8Array): void {
    if (rest.length <= LINE_BYTES) {
      this.#open = Uint8Array.from(rest);
      return;
    }
    let end = rest.length;
    while (end > 0 && (rest[end - 1] ?? 0) >= FIRST_TRAIL_BYTE) end -= 1;
    if (end === 0) end = rest.length;
    this.#take(rest.subarray(0, end));
    this.#open = Uint8Array.from(rest.subarray(end));
  }

  #take(bytes: Uint8Array): void {
    if (isPlain(bytes)) return;
    for (let start = 0; start < bytes.length && this.#bytes < LIMIT_BYTES; ) {
      const end = lineEnd(bytes, start);
      const line = bytes.subarray(start, end);
      if (!isPlain(line)) {
        this.#lines.push(Uint8Array.from(line));
        this.#bytes += line.length;
      }
      start = end;
    }
  }
}

/** What follows the last line feed; of a long line its end. */
function lastLine(bytes: Uint8Array): Uint8Array {
  const start = Math.max(0, bytes.length - LINE_BYTES);
  return bytes.subarray(start + bytes.subarray(start).lastIndexOf(LINE_FEED) + 1);
}

function isPlain(bytes: Uint8Array): boolean {
  return isAscii(bytes) && !bytes.includes(ESCAPE);
}

/** Behind the next line feed, or earlier where the line is long. */
function lineEnd(bytes: Uint8Array, start: number): number {
  const feed = bytes.subarray(start, start + LINE_BYTES).indexOf(LINE_FEED);
  if (feed >= 0) return start + feed + 1;
  let end = start + LINE_BYTES;
  while (end < bytes.length && (bytes[end] ?? 0) >= FIRST_TRAIL_BYTE && end < start + 2 * LINE_BYTES) end += 1;
  return Math.min(end, bytes.length);
}
