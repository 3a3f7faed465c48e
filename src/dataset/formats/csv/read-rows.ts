import { ProblemError } from '../../../protocol/problem.ts';
import { throwIfCancelled } from '../../cancellation.ts';
import { faultyRow, type Row, type RowsOptions } from '../../table/table.ts';
import type { TextSource } from '../../text-encoding/text-source.ts';
import { BATCH_ROWS, ROW_LIMIT_BYTES } from '../reading-limits.ts';
import type { FoundRecords } from './found-records.ts';
import type { Dialect } from './quoting.ts';
import { RecordScanner } from './record-scanner.ts';
import type { RowMarks } from './row-marks.ts';

/** How the rows of a file are found. */
export interface CsvLayout {
  text: TextSource;
  dialect: Dialect;
  /** Names of the columns. */
  names: readonly string[];
  /** How many records stand before the first row. */
  headerRecords: number;
  /** Where rows begin; what is read adds to it. */
  marks: RowMarks;
}

/**
 * The rows of a CSV file, some at a time.
 * @param indices Which cells of a row are wanted.
 * @throws ProblemError `dataset-unclosed-quote`, `dataset-row-too-large`, `run-cancelled`.
 */
export async function* readRows(
  layout: CsvLayout,
  indices: readonly number[],
  { signal, needed }: RowsOptions = {},
): AsyncGenerator<Row[]> {
  const { text, marks, headerRecords } = layout;
  if (needed === undefined || !text.streamPart) {
    yield* readStretch(layout, indices, text.stream(signal), 0, 1 - headerRecords, signal);
    return;
  }
  for (const { start, end, firstRow } of marks.spans(needed)) {
    yield* readStretch(layout, indices, text.streamPart(start, end, signal), start, firstRow, signal);
  }
}

/** @param firstRow The number of the first record; 0 and below are records before the first row. */
async function* readStretch(
  { text, dialect, names, marks }: CsvLayout,
  indices: readonly number[],
  chunks: AsyncIterable<Uint8Array>,
  start: number,
  firstRow: number,
  signal?: AbortSignal,
): AsyncGenerator<Row[]> {
  let number = firstRow;
  for await (const found of scanRecords(chunks, new RecordScanner(dialect, start), text.name, () => number)) {
    for (let record = 0; record < found.count; ) {
      const batch: Row[] = [];
      for (; record < found.count && batch.length < BATCH_ROWS; record++, number++) {
        if (number < 1) continue;
        marks.note(number, found.offset(record));
        batch.push(rowOf(found, record, number, indices, names.length));
      }
      throwIfCancelled(signal);
      if (batch.length > 0) yield batch;
    }
  }
}

/** Bytes that are scanned at a time: what is found in them is in memory together. */
const PIECE_BYTES = 1 << 18;

/** Scans a stream; each result holds until the next. @param row The number of the row that comes next. */
async function* scanRecords(
  chunks: AsyncIterable<Uint8Array>,
  scanner: RecordScanner,
  file: string,
  row: () => number,
): AsyncGenerator<FoundRecords> {
  for await (const chunk of chunks) {
    for (let i = 0; i < chunk.length; i += PIECE_BYTES) {
      scanner.push(chunk.subarray(i, i + PIECE_BYTES));
      yield scanner.found;
      if (scanner.pending <= ROW_LIMIT_BYTES) continue;
      const limitBytes = ROW_LIMIT_BYTES;
      throw new ProblemError({
        area: 'dataset',
        code: 'dataset-row-too-large',
        file,
        row: Math.max(1, row()),
        limitBytes,
      });
    }
  }
  scanner.end();
  yield scanner.found;
  if (!scanner.isUnclosed) return;
  throw new ProblemError({ area: 'dataset', code: 'dataset-unclosed-quote', file, row: Math.max(1, row()) });
}

function rowOf(found: FoundRecords, record: number, number: number, indices: readonly number[], width: number): Row {
  const cells = found.width(record);
  const isTooLong = cells > width && !found.isEmptyFrom(record, width);
  if (isTooLong || (cells < width && indices.some((index) => index >= cells))) {
    return faultyRow(number, indices.length, { reason: 'ragged-row', expected: width, found: cells });
  }
  return { number, values: indices.map((index) => found.cell(record, index)), fault: null };
}
