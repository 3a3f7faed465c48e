import type { ColumnKind, DatasetFormat, TextLook } from '../../protocol/dataset-facts.ts';
import type { DatasetWarning } from '../../protocol/dataset-warnings.ts';
import type { TextEncoding } from '../../protocol/text-encoding.ts';
import type { Value } from './values.ts';

/** A column as the format declares it. */
export interface Column {
  name: string;
  /** Null where the format declares no kinds (CSV, JSON): the values tell. */
  kind: ColumnKind | null;
  /** Names of the values 0, 1, … of a `class-label` column. */
  classNames: string[] | null;
  /** What the format calls a type whose values are not read, where the kind does not tell. */
  unreadType?: string;
}

/** One row: the values of the columns asked for, in the order asked. */
export interface Row {
  /** Counted from 1; a header line and blank lines do not count. */
  number: number;
  values: Value[];
  /** Why nothing of the row can be used; its values are all null then. */
  fault: RowFault | null;
}

/** A row with another number of fields than the header, or one that is no JSON object. */
export type RowFault = { reason: 'ragged-row'; expected: number; found: number } | UnreadableRow;

/** A row that is no JSON object. */
export interface UnreadableRow {
  reason: 'unreadable-row';
  message: string;
  /** Its line, counted from 1 with blank ones, where a row is a line. */
  line?: number;
  looksLike?: TextLook;
  /** How it begins. */
  start?: string;
}

/** Rows by their numbers; both ends belong to them. */
export interface RowRange {
  first: number;
  last: number;
}

/** How a table is read. */
export interface RowsOptions {
  /** Rows that are needed, ascending and apart; a table that can jump leaves others out. By default all. */
  needed?: readonly RowRange[] | undefined;
  signal?: AbortSignal | undefined;
}

/** An opened dataset: its columns, and its rows as often as wanted. No format differs beyond this. */
export interface Table {
  readonly format: DatasetFormat;
  /** Of a text format. */
  readonly encoding?: TextEncoding;
  /** Of a spreadsheet: the sheet that is read, and all of them in their order. */
  readonly sheet?: string;
  readonly sheets?: readonly string[];
  readonly columns: readonly Column[];
  /** False where rows further down may bring columns that are not in {@link columns} (JSON). */
  readonly columnsComplete: boolean;
  /** Null where it takes reading to know. */
  readonly rowCount: number | null;
  /**
   * True where values are text whatever they mean (CSV): the column's type is then found from all its values, as pandas does.
   */
  readonly untyped: boolean;
  readonly warnings: readonly DatasetWarning[];
  /** Which share of the dataset's bytes some columns take, 0 to 1; absent where every byte must be read. */
  byteShare?(columns: readonly string[]): number;
  /**
   * The rows in order, some at a time.
   * @param columns Names; a column that a row lacks is null there.
   * @throws ProblemError for damage that only reading shows, and `run-cancelled`.
   */
  rows(columns: readonly string[], options?: RowsOptions): AsyncIterable<Row[]>;
}

/** A row of which nothing can be used. */
export function faultyRow(number: number, columns: number, fault: RowFault): Row {
  return { number, values: new Array<Value>(columns).fill(null), fault };
}
