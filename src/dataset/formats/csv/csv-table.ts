import { pipeline, Readable } from 'node:stream';
import { Parser } from 'csv-parse';
import type { DatasetFormat } from '../../../protocol/dataset-facts.ts';
import type { DatasetWarning } from '../../../protocol/dataset-warnings.ts';
import { ProblemError } from '../../../protocol/problem.ts';
import { throwIfCancelled } from '../../cancellation.ts';
import { faultyRow, type Row, type Table } from '../../table.ts';
import { readTextStart, type TextSource } from '../../text-encoding/text-source.ts';
import { BATCH_ROWS, ROW_LIMIT_BYTES } from '../reading-limits.ts';
import type { CsvParameters } from './csv-parameters.ts';
import { type Dialect, detectDialect, isCsvError, parserOptions } from './dialect.ts';
import { findHeader, type Header } from './header.ts';
import { skipLines } from './skip-lines.ts';

/** What dialect and header are found from. */
const SAMPLE_BYTES = 1 << 18;

/** How a CSV file is opened. */
export interface OpenCsvOptions {
  /** Columns that the user named; they settle whether the first line is a header. */
  wanted?: readonly string[];
  /** What somebody says of the file. */
  parameters?: CsvParameters | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * A CSV or TSV file (RFC 4180, and what is found in the wild: other delimiters, backslashes, no header) as a table of text.
 * @throws ProblemError `dataset-empty-file`, `dataset-no-rows`, `dataset-undecodable`; while reading `dataset-unclosed-quote`,
 * `dataset-row-too-large`.
 */
export async function openCsv(
  whole: TextSource,
  format: Extract<DatasetFormat, 'csv' | 'tsv'>,
  { wanted = [], parameters = {}, signal }: OpenCsvOptions = {},
): Promise<Table> {
  const text = withoutSkipped(whole, parameters);
  const sample = await readTextStart(text, SAMPLE_BYTES, signal);
  const { dialect, records } = detectDialect(sample, format, parameters);
  const header = findHeader(records, wanted, parameters);
  if (records.length === 0) await failWithoutRecords(text, dialect, signal);
  const warnings: DatasetWarning[] = [...text.warnings];
  if (header.guessedAbsent) warnings.push({ code: 'dataset-no-header', detail: { columns: header.names } });
  return {
    format,
    columns: header.names.map((name) => ({ name, kind: null, classNames: null })),
    columnsComplete: true,
    rowCount: null,
    untyped: true,
    warnings,
    rows: (columns, options) => readRows(text, dialect, header, columns, options?.signal),
  };
}

function withoutSkipped(text: TextSource, { skipRows, quote = '"' }: CsvParameters): TextSource {
  if (skipRows === undefined) return text;
  return { ...text, stream: (signal) => skipLines(text.stream(signal), skipRows, quote) };
}

/** Reading the file as a whole says what is wrong with its first line. */
async function failWithoutRecords(text: TextSource, dialect: Dialect, signal?: AbortSignal): Promise<void> {
  for await (const _ of readRows(text, dialect, { lines: 0, names: [], guessedAbsent: false }, [], signal)) return;
  throw new ProblemError({ area: 'dataset', code: 'dataset-no-rows', file: text.name });
}

async function* readRows(
  text: TextSource,
  dialect: Dialect,
  { names, lines }: Header,
  columns: readonly string[],
  signal?: AbortSignal,
): AsyncGenerator<Row[]> {
  const parser = new Parser({ ...parserOptions(dialect, text.lineFeedsOnly), max_record_size: ROW_LIMIT_BYTES });
  pipeline(Readable.from(text.stream(signal)), parser, () => {});
  const indices = columns.map((name) => names.indexOf(name));
  let batch: Row[] = [];
  let number = -lines;
  try {
    for await (const record of records(parser)) {
      number += 1;
      if (number <= 0) continue;
      batch.push(rowOf(record, number, indices, names.length));
      if (batch.length < BATCH_ROWS) continue;
      throwIfCancelled(signal);
      yield batch;
      batch = [];
    }
  } catch (error) {
    throw csvProblem(text.name, error, lines);
  } finally {
    parser.destroy();
  }
  if (batch.length > 0) yield batch;
}

async function* records(parser: Parser): AsyncGenerator<string[]> {
  for await (const record of parser) {
    if (Array.isArray(record)) yield record;
  }
}

function rowOf(record: readonly string[], number: number, indices: readonly number[], width: number): Row {
  const tooLong = record.length > width && record.slice(width).some((cell) => cell !== '');
  const tooShort = record.length < width && indices.some((index) => index >= record.length);
  if (tooLong || tooShort) {
    return faultyRow(number, indices.length, { reason: 'ragged-row', expected: width, found: record.length });
  }
  return { number, values: indices.map((index) => record[index] ?? null), fault: null };
}

/** @param lines How many records at the start are no rows. */
function csvProblem(file: string, error: unknown, lines: number): unknown {
  if (!isCsvError(error)) return error;
  const cause = { cause: error };
  // The records before the one at fault, also those that were not handed out yet.
  const records = typeof error.records === 'number' ? error.records : 0;
  const row = Math.max(1, records + 1 - lines);
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new ProblemError({ area: 'dataset', code: 'dataset-unclosed-quote', file, row }, cause);
    case 'CSV_MAX_RECORD_SIZE':
      return new ProblemError(
        { area: 'dataset', code: 'dataset-row-too-large', file, row, limitBytes: ROW_LIMIT_BYTES },
        cause,
      );
    default:
      return new ProblemError(
        { area: 'dataset', code: 'dataset-damaged-file', file, format: 'csv', reason: error.message },
        cause,
      );
  }
}
