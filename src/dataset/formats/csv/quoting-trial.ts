import { ROW_LIMIT_BYTES } from '../reading-limits.ts';
import { type FoundRecords, recordTrait } from './found-records.ts';
import { ColumnValues, type GluedRecord, gluedRecord } from './glued-rows.ts';
import type { Dialect } from './quoting.ts';
import { RecordScanner } from './record-scanner.ts';

/** Row numbers that are told, and records that are kept to be judged. */
const ROWS_TOLD = 5;
const GLUED_KEPT = 1000;

/** What a whole file looks like in one dialect. */
export class QuotingTrial {
  readonly dialect: Dialect;
  rows = 0;
  /** Rows with another number of cells than the header. */
  ragged = 0;
  /** Rows with a quote that is no quote by the rules: something stands behind it, or its line does not close it. */
  odd = 0;
  readonly firstOdd: number[] = [];
  /** Rows with a cell in quotes; whether the first record has one. */
  quoted = 0;
  isHeaderQuoted = false;
  /** A quote is not closed, or closed so late that no row can be so long. */
  isUnclosed = false;
  readonly glued: GluedRecord[] = [];
  /** Values of the rows without odd quotes; only kept where asked for. */
  readonly values: ColumnValues | null;
  readonly #scanner: RecordScanner;
  readonly #headerRecords: number;
  #header: string[] | null = null;

  /** @param headerRecords How many records stand before the first row. */
  constructor(dialect: Dialect, headerRecords: number, keepValues = false) {
    this.dialect = dialect;
    this.#headerRecords = headerRecords;
    this.#scanner = new RecordScanner(dialect);
    this.values = keepValues ? new ColumnValues() : null;
  }

  /** True where nothing speaks against the dialect. */
  get isClean(): boolean {
    return !this.isUnclosed && this.ragged === 0 && this.odd === 0 && this.glued.length === 0;
  }

  /** Lines that are read wrongly if the dialect is wrong. */
  get badLines(): number {
    if (this.isUnclosed) return Number.POSITIVE_INFINITY;
    return this.glued.reduce((lines, { lineCount }) => lines + lineCount, this.ragged);
  }

  /** Takes the next bytes. */
  push(chunk: Uint8Array): void {
    if (this.isUnclosed) return;
    this.#scanner.push(chunk);
    this.#take(this.#scanner.found);
    this.isUnclosed = this.#scanner.pending > ROW_LIMIT_BYTES;
  }

  /** Says that there are no more bytes. */
  end(): void {
    if (this.isUnclosed) return;
    this.#scanner.end();
    this.#take(this.#scanner.found);
    this.isUnclosed = this.#scanner.isUnclosed;
  }

  #take(found: FoundRecords): void {
    for (let record = 0; record < found.count; record++) {
      this.#header ??= found.cells(record);
      this.rows += 1;
      this.#judge(found, record, this.#header);
    }
  }

  #judge(found: FoundRecords, record: number, header: readonly string[]): void {
    const row = Math.max(1, this.rows - this.#headerRecords);
    const traits = found.traits(record);
    const width = found.width(record);
    const isRagged = width < header.length || (width > header.length && !found.isEmptyFrom(record, header.length));
    const isOdd = (traits & (recordTrait.oddQuote | recordTrait.loneQuote)) !== 0;
    if (isRagged) this.ragged += 1;
    if ((traits & recordTrait.quotedCell) !== 0) {
      this.quoted += 1;
      if (this.rows === 1) this.isHeaderQuoted = true;
    }
    if (isOdd) {
      this.odd += 1;
      if (this.firstOdd.length < ROWS_TOLD) this.firstOdd.push(row);
    } else if (!isRagged && this.rows > 1) this.values?.add(found, record, header.length);
    const glued = gluedRecord(found, record, row, this.dialect, header);
    if (glued && this.glued.length < GLUED_KEPT) this.glued.push(glued);
  }
}
