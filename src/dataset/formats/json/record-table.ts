import type { DatasetFormat } from '../../../protocol/dataset-facts.ts';
import type { DatasetWarning } from '../../../protocol/dataset-warnings.ts';
import { ProblemError } from '../../../protocol/problem.ts';
import { throwIfCancelled } from '../../cancellation.ts';
import { type Column, faultyRow, type Row, type Table, type UnreadableRow } from '../../table/table.ts';
import { toValue } from '../../table/values.ts';
import { NESTING_LIMIT, NestedTooDeep } from './nesting.ts';
import { fieldOf } from './parse-record.ts';
import { lookOf, startOf } from './text-look.ts';

/** An element or line of a JSON file: its fields, or why it has none. */
export type JsonRecord = { fields: Record<string, unknown> } | { fault: UnreadableRow };

/** Where the records of a JSON file come from, some at a time. */
export type ReadRecords = (signal?: AbortSignal) => AsyncIterable<JsonRecord[]>;

/** The file that the records are those of. */
export interface RecordFile {
  name: string;
  format: DatasetFormat;
  /** What reading has shown so far. */
  warnings(): readonly DatasetWarning[];
}

/** Columns are those of the first so many records. */
const SAMPLE_RECORDS = 1000;
const COLUMN_LIMIT = 10_000;

/** Values that are handed out at once: a chunk of short records with thousands of columns is millions, few of which are wanted. */
const BATCH_VALUES = 1 << 18;

/**
 * Records with named fields as a table.
 * @throws ProblemError `dataset-no-rows`, `dataset-invalid-json` where most of the first records are none, `dataset-json-shape`
 * where the only one holds the columns as arrays.
 */
export async function openRecords(file: RecordFile, read: ReadRecords, signal?: AbortSignal): Promise<Table> {
  const names = await fieldNames(file.name, read, signal);
  return {
    format: file.format,
    columns: names.map((column): Column => ({ name: column, kind: null, classNames: null })),
    columnsComplete: false,
    rowCount: null,
    untyped: false,
    get warnings() {
      return file.warnings();
    },
    rows: (columns, options) => readRows(read, columns, options?.signal),
  };
}

/** What the first records show. */
interface Start {
  names: Set<string>;
  records: number;
  faults: number;
  firstFault: { row: number; fault: UnreadableRow } | null;
  firstFields: Record<string, unknown> | null;
}

/** Names of the fields of the first records, in the order of their coming. */
async function fieldNames(file: string, read: ReadRecords, signal?: AbortSignal): Promise<string[]> {
  const start: Start = { names: new Set(), records: 0, faults: 0, firstFault: null, firstFields: null };
  for await (const batch of read(signal)) {
    for (const record of batch) takeRecord(start, record);
    if (start.records >= SAMPLE_RECORDS || start.names.size > COLUMN_LIMIT) break;
  }
  checkStart(file, start);
  return [...start.names].slice(0, COLUMN_LIMIT);
}

function takeRecord(start: Start, record: JsonRecord): void {
  start.records += 1;
  if ('fault' in record) {
    start.faults += 1;
    start.firstFault ??= { row: start.records, fault: record.fault };
    return;
  }
  for (const name of Object.keys(record.fields)) start.names.add(name);
  start.firstFields ??= record.fields;
}

function checkStart(file: string, { records, faults, firstFault, firstFields }: Start): void {
  if (records === 0) throw new ProblemError({ area: 'dataset', code: 'dataset-no-rows', file });
  if (firstFault && faults > records / 2) throw invalidJson(file, firstFault.row, firstFault.fault);
  if (records > 1 || firstFields === null) return;
  const keys = Object.keys(firstFields);
  if (keys.length > 0 && keys.every((key) => Array.isArray(firstFields[key]))) {
    throw new ProblemError({ area: 'dataset', code: 'dataset-json-shape', file, found: 'object-of-arrays', keys });
  }
}

/** The problem of a row that is no JSON. */
export function invalidJson(file: string, row: number, fault: UnreadableRow, cause?: unknown): ProblemError {
  const { message, line, looksLike, start } = fault;
  const seen = { ...(line && { line }), ...(looksLike && { looksLike }), ...(start !== undefined && { start }) };
  return new ProblemError(
    { area: 'dataset', code: 'dataset-invalid-json', file, row, reason: message, ...seen },
    { cause },
  );
}

/**
 * Why a text could not be parsed.
 * @param line Where it stands, if that is known.
 * @throws ProblemError `dataset-nested-too-deep`, after which there is no use in reading on.
 */
export function faultOf(
  error: unknown,
  text: string,
  place: { file: string; row: number; line?: number },
): UnreadableRow {
  const { file, row, line } = place;
  if (error instanceof NestedTooDeep) {
    const facts = { file, row, depth: error.depth, limit: NESTING_LIMIT };
    throw new ProblemError({ area: 'dataset', code: 'dataset-nested-too-deep', ...facts }, { cause: error });
  }
  const looksLike = lookOf(text);
  return {
    reason: 'unreadable-row',
    message: withoutPlace(error instanceof Error ? error.message : String(error)),
    start: startOf(text),
    ...(line !== undefined && { line }),
    ...(looksLike && { looksLike }),
  };
}

/** The parser counts within the one row that it was given, which reads like a place in the file. */
function withoutPlace(message: string): string {
  return message.replace(/ in JSON at position \d+(?: \(line \d+ column \d+\))?$/, '');
}

async function* readRows(read: ReadRecords, columns: readonly string[], signal?: AbortSignal): AsyncGenerator<Row[]> {
  const step = Math.ceil(BATCH_VALUES / Math.max(1, columns.length));
  let number = 0;
  for await (const batch of read(signal)) {
    for (let start = 0; start < batch.length; start += step) {
      throwIfCancelled(signal);
      yield batch.slice(start, start + step).map((record): Row => {
        number += 1;
        if ('fault' in record) return faultyRow(number, columns.length, record.fault);
        return { number, values: columns.map((name) => fieldOf(record.fields, name, toValue)), fault: null };
      });
    }
  }
}
