import type { DatasetFormat } from '../../../protocol/dataset-facts.ts';
import type { DatasetWarning } from '../../../protocol/dataset-warnings.ts';
import { ProblemError } from '../../../protocol/problem.ts';
import { throwIfCancelled } from '../../cancellation.ts';
import { type Column, faultyRow, type Row, type Table } from '../../table.ts';
import { toValue } from '../../values.ts';
import { fieldOf } from './parse-record.ts';

/** An element or line of a JSON file: its fields, or why it has none. */
export type JsonRecord = { fields: Record<string, unknown> } | { message: string };

/** Where the records of a JSON file come from, some at a time. */
export type ReadRecords = (signal?: AbortSignal) => AsyncIterable<JsonRecord[]>;

/** Columns are those of the first so many records. */
const SAMPLE_RECORDS = 1000;
const COLUMN_LIMIT = 10_000;

/**
 * Records with named fields as a table.
 * @throws ProblemError `dataset-no-rows`.
 */
export async function openRecords(
  name: string,
  format: DatasetFormat,
  warnings: readonly DatasetWarning[],
  read: ReadRecords,
  signal?: AbortSignal,
): Promise<Table> {
  const names = await fieldNames(read, signal);
  if (names === null) throw new ProblemError({ area: 'dataset', code: 'dataset-no-rows', file: name });
  return {
    format,
    columns: names.map((column): Column => ({ name: column, kind: null, classNames: null })),
    columnsComplete: false,
    rowCount: null,
    untyped: false,
    warnings,
    rows: (columns, options) => readRows(read, columns, options?.signal),
  };
}

/** Names of the fields of the first records, in the order of their coming; null where there is no record. */
async function fieldNames(read: ReadRecords, signal?: AbortSignal): Promise<string[] | null> {
  const names = new Set<string>();
  let seen = 0;
  for await (const batch of read(signal)) {
    for (const record of batch) {
      if ('fields' in record) for (const name of Object.keys(record.fields)) names.add(name);
    }
    seen += batch.length;
    if (seen >= SAMPLE_RECORDS || names.size > COLUMN_LIMIT) break;
  }
  return seen === 0 ? null : [...names].slice(0, COLUMN_LIMIT);
}

async function* readRows(read: ReadRecords, columns: readonly string[], signal?: AbortSignal): AsyncGenerator<Row[]> {
  let number = 0;
  for await (const batch of read(signal)) {
    throwIfCancelled(signal);
    yield batch.map((record): Row => {
      number += 1;
      if ('message' in record) {
        return faultyRow(number, columns.length, { reason: 'unreadable-row', message: record.message });
      }
      return { number, values: columns.map((name) => fieldOf(record.fields, name, toValue)), fault: null };
    });
  }
}
