import type { DatasetFormat } from '../../../protocol/dataset-facts.ts';
import type { DatasetWarning } from '../../../protocol/dataset-warnings.ts';
import { ProblemError } from '../../../protocol/problem.ts';
import type { CsvParameters } from '../../sources/csv-parameters.ts';
import type { Table } from '../../table/table.ts';
import { textFrom } from '../../text-encoding/text-from.ts';
import { readTextStart, type TextSource } from '../../text-encoding/text-source.ts';
import { chooseQuoting } from './choose-quoting.ts';
import { findHeader } from './header.ts';
import { findStart } from './preamble.ts';
import { type CsvLayout, readRows } from './read-rows.ts';
import { RowMarks } from './row-marks.ts';
import { skipLines } from './skip-lines.ts';

/** What dialect and header are found from. */
const SAMPLE_BYTES = 1 << 18;

/** How a CSV file is opened. */
export interface OpenCsvOptions {
  /** Columns that the user named; they settle whether the first line is a header. */
  wanted?: readonly string[];
  /** What somebody says of the file. */
  parameters?: CsvParameters | undefined;
  /** How many bytes to look at for what quotation marks mean; by default all. */
  scanBytes?: number | undefined;
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
  { wanted = [], parameters = {}, scanBytes = Number.POSITIVE_INFINITY, signal }: OpenCsvOptions = {},
): Promise<Table> {
  const unskipped = withoutSkipped(whole, parameters);
  const sample = await readTextStart(unskipped, SAMPLE_BYTES, signal);
  const { dialect: first, records, bytes, comments } = findStart(sample, format, parameters);
  const text = textFrom(unskipped, bytes);
  const header = findHeader(records, wanted, parameters);
  const place = { text, dialect: first, headerRecords: header.lines, scanBytes, signal };
  const isTold = parameters.quote !== undefined || first.quote === null;
  const { dialect, warnings: ofQuotes } = isTold ? { dialect: first, warnings: [] } : await chooseQuoting(place);
  const layout = { text, dialect, names: header.names, headerRecords: header.lines, marks: new RowMarks() };
  if (records.length === 0) await failWithoutRecords(layout, signal);
  const indexOf = new Map(header.names.map((name, i) => [name, i]));
  const warnings: DatasetWarning[] = [...text.warnings, ...ofQuotes];
  if (comments) warnings.push({ code: 'dataset-comment-lines', detail: comments });
  if (header.guessedAbsent) warnings.push({ code: 'dataset-no-header', detail: { columns: header.names } });
  return {
    format,
    columns: header.names.map((name) => ({ name, kind: null, classNames: null })),
    columnsComplete: true,
    rowCount: null,
    untyped: true,
    warnings,
    rows: (columns, options) =>
      readRows(
        layout,
        columns.map((name) => indexOf.get(name) ?? -1),
        options,
      ),
  };
}

function withoutSkipped(text: TextSource, { skipRows, quote = '"' }: CsvParameters): TextSource {
  if (skipRows === undefined) return text;
  const { streamPart: _, ...rest } = text;
  return { ...rest, stream: (signal) => skipLines(text.stream(signal), skipRows, quote) };
}

/** Reading the file as a whole says what is wrong with its first line. */
async function failWithoutRecords(layout: CsvLayout, signal?: AbortSignal): Promise<void> {
  for await (const _ of readRows({ ...layout, headerRecords: 0 }, [], { signal })) return;
  throw new ProblemError({ area: 'dataset', code: 'dataset-no-rows', file: layout.text.name });
}
