import type { RowRange } from '../../table/table.ts';

/** A part of a text that begins and ends with whole records. */
export interface RowSpan {
  /** In bytes; the end is exclusive, infinite where it is not known. */
  start: number;
  end: number;
  /** The number of its first row. */
  firstRow: number;
}

const SPACING_BYTES = 1 << 15;
const MARKS = 1 << 16;

/** Where some of the rows of a file begin, so that others can be found without all that stands before them. At most 65,536 are kept. */
export class RowMarks {
  #rows: number[] = [];
  #offsets: number[] = [];
  #spacing = SPACING_BYTES;
  #next = 0;

  /** Takes where a row begins; in order. */
  note(row: number, offset: number): void {
    if (offset < this.#next || row <= (this.#rows.at(-1) ?? 0)) return;
    this.#rows.push(row);
    this.#offsets.push(offset);
    if (this.#rows.length > MARKS) this.#thinOut();
    this.#next = offset + this.#spacing;
  }

  /**
   * The spans to read for some rows, in order and apart from each other. They hold other rows too.
   * @param needed Ascending.
   */
  spans(needed: readonly RowRange[]): RowSpan[] {
    const spans: RowSpan[] = [];
    let mark = 0;
    for (const { first, last } of needed) {
      while ((this.#rows[mark + 1] ?? Number.POSITIVE_INFINITY) <= first) mark += 1;
      const start = this.#offsets[mark];
      if (start === undefined) continue;
      let end = mark + 1;
      while ((this.#rows[end] ?? Number.POSITIVE_INFINITY) <= last) end += 1;
      const stop = this.#offsets[end] ?? Number.POSITIVE_INFINITY;
      const before = spans.at(-1);
      if (before && before.end >= start) before.end = Math.max(before.end, stop);
      else spans.push({ start, end: stop, firstRow: this.#rows[mark] ?? 1 });
    }
    return spans;
  }

  #thinOut(): void {
    this.#rows = this.#rows.filter((_, i) => i % 2 === 0);
    this.#offsets = this.#offsets.filter((_, i) => i % 2 === 0);
    this.#spacing *= 2;
  }
}
