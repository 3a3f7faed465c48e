import { openTable } from '../../src/dataset/formats/open-table.ts';
import type { ByteSource } from '../../src/dataset/sources/byte-source.ts';
import type { Row } from '../../src/dataset/table/table.ts';

/** All rows of a source, in all columns. */
export async function rowsOf(source: ByteSource): Promise<{ names: string[]; rows: Row[] }> {
  const table = await openTable(source);
  const names = table.columns.map(({ name }) => name);
  const rows: Row[] = [];
  for await (const batch of table.rows(names)) rows.push(...batch);
  return { names, rows };
}
