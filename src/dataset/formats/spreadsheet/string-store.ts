/** Texts that are encoded together. */
const BLOCK_TEXTS = 1024;

/** Texts of one block: their bytes one after another, and where each ends. */
interface Block {
  bytes: Buffer;
  ends: Uint32Array;
}

/**
 * Many texts by their number, as UTF-8 outside of the heap of JavaScript: half of the memory that strings take, and none of it for
 * the garbage collector to look at.
 */
export class StringStore {
  readonly #blocks: Block[] = [];
  #open: string[] = [];
  /** Bytes of the texts. */
  bytes = 0;

  get length(): number {
    return this.#blocks.length * BLOCK_TEXTS + this.#open.length;
  }

  /** Takes the next text. */
  push(text: string): void {
    this.#open.push(text);
    if (this.#open.length === BLOCK_TEXTS) this.#close();
  }

  /** A text by its number from 0; undefined where there is none. */
  get(index: number): string | undefined {
    const block = this.#blocks[Math.floor(index / BLOCK_TEXTS)];
    const within = index % BLOCK_TEXTS;
    if (block === undefined) return index < this.length ? this.#open[within] : undefined;
    const start = within === 0 ? 0 : block.ends[within - 1];
    return block.bytes.toString('utf8', start, block.ends[within]);
  }

  #close(): void {
    const ends = new Uint32Array(BLOCK_TEXTS);
    let end = 0;
    this.#open.forEach((text, i) => {
      end += Buffer.byteLength(text);
      ends[i] = end;
    });
    this.#blocks.push({ bytes: Buffer.from(this.#open.join('')), ends });
    this.bytes += end;
    this.#open = [];
  }
}
