import { type Dialect, unquote } from './quoting.ts';

/** How the content of a cell is made of its bytes. */
export const cellKind = {
  /** The bytes are the content. */
  plain: 0,
  /** The bytes between the first and the last are. */
  quoted: 1,
  /** There are quotes or escapes within. */
  complex: 2,
} as const;

/** What is to be known of a record beyond its cells; bits. */
export const recordTrait = {
  /** A line break within quotes. */
  severalLines: 1,
  /** A closing quote with something behind it. */
  oddQuote: 2,
  /** A cell in quotes, as the rules have it. */
  quotedCell: 4,
  /** A quote at the start of a cell that its line does not close. */
  loneQuote: 8,
} as const;

/** Records found in a stretch of bytes, as places in it. */
export class FoundRecords {
  /** What the places refer to. */
  bytes: Buffer = Buffer.alloc(0);
  count = 0;
  /** Where {@link bytes} begins in the text. */
  base: number;
  readonly #dialect: Dialect;
  /** By record: where it begins and ends, where its cells end in the lists of cells, its {@link recordTrait}s. */
  #recordStarts = new Int32Array(256);
  #recordEnds = new Int32Array(256);
  #cellsEnds = new Int32Array(256);
  #traits = new Uint8Array(256);
  /** By cell: where it begins and ends, its {@link cellKind}. */
  #starts = new Int32Array(1024);
  #ends = new Int32Array(1024);
  #kinds = new Uint8Array(1024);
  /** Cells in all, those of the open record too. */
  #cells = 0;

  constructor(dialect: Dialect, base: number) {
    this.#dialect = dialect;
    this.base = base;
  }

  /** How many cells a record has. */
  width(record: number): number {
    return (this.#cellsEnds[record] ?? 0) - this.#firstCell(record);
  }

  /** Where a record begins in the text. */
  offset(record: number): number {
    return this.base + (this.#recordStarts[record] ?? 0);
  }

  /** The bytes of a record, without its line end. */
  recordBytes(record: number): Buffer {
    return this.bytes.subarray(this.#recordStarts[record], this.#recordEnds[record]);
  }

  /** Its {@link recordTrait}s. */
  traits(record: number): number {
    return this.#traits[record] ?? 0;
  }

  /** The content of one cell; null where the record has fewer. */
  cell(record: number, column: number): string | null {
    const cell = this.#firstCell(record) + column;
    if (column < 0 || cell >= (this.#cellsEnds[record] ?? 0)) return null;
    const start = this.#starts[cell] ?? 0;
    const end = this.#ends[cell] ?? 0;
    const kind = this.#kinds[cell];
    if (kind === cellKind.plain) return this.bytes.toString('utf8', start, end);
    if (kind === cellKind.quoted) return this.bytes.toString('utf8', start + 1, end - 1);
    return unquote(this.bytes.toString('utf8', start, end), this.#dialect);
  }

  /** All cells of a record. */
  cells(record: number): string[] {
    return Array.from({ length: this.width(record) }, (_, column) => this.cell(record, column) ?? '');
  }

  /** True where an unquoted cell has a quote in it. */
  hasPlainCellWith(record: number, quote: string | null): boolean {
    if (quote === null) return false;
    for (let cell = this.#firstCell(record); cell < (this.#cellsEnds[record] ?? 0); cell++) {
      const content = this.bytes.subarray(this.#starts[cell], this.#ends[cell]);
      if (this.#kinds[cell] === cellKind.plain && content.includes(quote)) return true;
    }
    return false;
  }

  /** True where the cells from this one on are empty. */
  isEmptyFrom(record: number, column: number): boolean {
    for (let i = column; i < this.width(record); i++) if (this.cell(record, i) !== '') return false;
    return true;
  }

  /** Adds a cell of the open record. */
  addCell(start: number, end: number, kind: number): void {
    if (this.#cells === this.#starts.length) this.#growCells();
    this.#starts[this.#cells] = start;
    this.#ends[this.#cells] = end;
    this.#kinds[this.#cells] = kind;
    this.#cells += 1;
  }

  /** Makes the cells added since the last call a record. */
  addRecord(start: number, end: number, traits: number): void {
    if (this.count === this.#recordStarts.length) this.#growRecords();
    this.#recordStarts[this.count] = start;
    this.#recordEnds[this.count] = end;
    this.#cellsEnds[this.count] = this.#cells;
    this.#traits[this.count] = traits;
    this.count += 1;
  }

  /**
   * Forgets the records, and puts more bytes behind those of the open one.
   * @param dropped Bytes before the open record.
   * @param length Bytes so far.
   * @returns Bytes now.
   */
  append(chunk: Uint8Array, dropped: number, length: number): number {
    const kept = length - dropped;
    const needed = kept + chunk.length;
    // A long record gets room for as much again, so that its bytes are not moved with each chunk.
    const bytes = needed <= this.bytes.length ? this.bytes : Buffer.allocUnsafeSlow(Math.max(needed, 2 * kept));
    if (dropped > 0 || bytes !== this.bytes) this.bytes.copy(bytes, 0, dropped, length);
    bytes.set(chunk, kept);
    this.bytes = bytes;
    this.base += dropped;
    this.#keepOpenCells(dropped);
    return needed;
  }

  #keepOpenCells(dropped: number): void {
    const first = this.#firstCell(this.count);
    const open = this.#cells - first;
    for (let i = 0; i < open && (first > 0 || dropped > 0); i++) {
      this.#starts[i] = (this.#starts[first + i] ?? 0) - dropped;
      this.#ends[i] = (this.#ends[first + i] ?? 0) - dropped;
      this.#kinds[i] = this.#kinds[first + i] ?? 0;
    }
    this.#cells = open;
    this.count = 0;
  }

  #firstCell(record: number): number {
    return record === 0 ? 0 : (this.#cellsEnds[record - 1] ?? 0);
  }

  #growCells(): void {
    this.#starts = doubled(this.#starts, Int32Array);
    this.#ends = doubled(this.#ends, Int32Array);
    this.#kinds = doubled(this.#kinds, Uint8Array);
  }

  #growRecords(): void {
    this.#recordStarts = doubled(this.#recordStarts, Int32Array);
    this.#recordEnds = doubled(this.#recordEnds, Int32Array);
    this.#cellsEnds = doubled(this.#cellsEnds, Int32Array);
    this.#traits = doubled(this.#traits, Uint8Array);
  }
}

function doubled<T extends Int32Array | Uint8Array>(list: T, Type: new (length: number) => T): T {
  const larger = new Type(2 * list.length);
  larger.set(list);
  return larger;
}
