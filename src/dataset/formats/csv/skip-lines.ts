const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * A text without some of its lines, as `skiprows` of pandas leaves them out: a line break between quotation marks ends no line.
 * @param chunks UTF-8, in chunks of any size.
 * @param lines How many at the start, or the numbers of those to leave out, from 0.
 * @param quote Null where quotation marks are letters.
 */
export async function* skipLines(
  chunks: AsyncIterable<Uint8Array>,
  lines: number | readonly number[],
  quote: string | null,
): AsyncGenerator<Uint8Array> {
  const skipper = new LineSkipper(lines, quote);
  for await (const chunk of chunks) yield skipper.rest(chunk);
}

class LineSkipper {
  readonly #isSkipped: (line: number) => boolean;
  /** The first line after all that are skipped. */
  readonly #end: number;
  readonly #quote: number;
  #line = 0;
  #isQuoted = false;
  #afterReturn = false;

  constructor(lines: number | readonly number[], quote: string | null) {
    const numbers = new Set(typeof lines === 'number' ? [] : lines);
    this.#isSkipped = typeof lines === 'number' ? (line) => line < lines : (line) => numbers.has(line);
    this.#end = typeof lines === 'number' ? lines : lines.reduce((end, line) => Math.max(end, line + 1), 0);
    this.#quote = quote === null ? -1 : quote.charCodeAt(0);
  }

  /** The bytes of the next chunk that are in no skipped line. */
  rest(chunk: Uint8Array): Uint8Array {
    const kept = new Uint8Array(chunk.length);
    let length = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0;
      const closesReturn = this.#afterReturn && byte === LINE_FEED;
      if (this.#line >= this.#end && !closesReturn) {
        kept.set(chunk.subarray(i), length);
        return kept.subarray(0, length + chunk.length - i);
      }
      if (!this.#isSkipped(closesReturn ? this.#line - 1 : this.#line)) kept[length++] = byte;
      this.#take(byte, closesReturn);
    }
    return kept.subarray(0, length);
  }

  #take(byte: number, closesReturn: boolean): void {
    if (byte === this.#quote) this.#isQuoted = !this.#isQuoted;
    const endsLine = !this.#isQuoted && (byte === LINE_FEED || byte === CARRIAGE_RETURN);
    if (endsLine && !closesReturn) this.#line += 1;
    this.#afterReturn = endsLine && byte === CARRIAGE_RETURN;
  }
}
