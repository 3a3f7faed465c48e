import { throwIfCancelled } from '../../cancellation.ts';
import type { Row } from '../../table/table.ts';
import type { Value } from '../../table/values.ts';
import { BATCH_ROWS } from '../reading-limits.ts';

/** A column whose values come in pages of any size, as hyparquet decodes them. */
export interface PagedColumn {
  pages: AsyncIterable<ArrayLike<unknown>>;
  toValue(raw: unknown): Value;
}

/** How far a column has been used. */
interface Cursor {
  pages: AsyncIterator<ArrayLike<unknown>>;
  page: ArrayLike<unknown>;
  used: number;
  toValue(raw: unknown): Value;
}

/**
 * Joins columns, each of which comes in pages of its own sizes, into rows.
 * @param columns Null for a column without values.
 * @param rowsBefore Number of the row before the first.
 * @param count How many rows there are.
 * @throws Error where a column has fewer values.
 */
export async function* joinColumns(
  columns: readonly (PagedColumn | null)[],
  rowsBefore: number,
  count: number,
  signal?: AbortSignal,
): AsyncGenerator<Row[]> {
  const cursors = columns.map((column) => (column === null ? null : cursorOf(column)));
  try {
    for (let row = 0; row < count; ) {
      let ready = Math.min(BATCH_ROWS, count - row);
      for (const cursor of cursors) if (cursor) ready = Math.min(ready, await fill(cursor));
      throwIfCancelled(signal);
      yield takeRows(cursors, rowsBefore + row, ready);
      row += ready;
    }
  } finally {
    for (const cursor of cursors) await cursor?.pages.return?.();
  }
}

function cursorOf({ pages, toValue }: PagedColumn): Cursor {
  return { pages: pages[Symbol.asyncIterator](), page: [], used: 0, toValue };
}

/** Makes sure of at least one unused value; gives how many there are. */
async function fill(cursor: Cursor): Promise<number> {
  while (cursor.used === cursor.page.length) {
    const next = await cursor.pages.next();
    if (next.done) throw new Error('a column has fewer values than there are rows');
    cursor.page = next.value;
    cursor.used = 0;
  }
  return cursor.page.length - cursor.used;
}

function takeRows(cursors: readonly (Cursor | null)[], rowsBefore: number, count: number): Row[] {
  const rows: Row[] = [];
  for (let i = 0; i < count; i++) {
    const values = cursors.map((cursor) => cursor?.toValue(cursor.page[cursor.used + i]) ?? null);
    rows.push({ number: rowsBefore + i + 1, values, fault: null });
  }
  for (const cursor of cursors) if (cursor) cursor.used += count;
  return rows;
}
