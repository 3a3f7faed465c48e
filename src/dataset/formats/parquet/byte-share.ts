import type { ByteSource } from '../../sources/byte-source.ts';
import { openParquet } from './parquet-table.ts';

/** The share of a Parquet file's bytes that some of its columns have, 0 to 1, by its footer. */
export async function byteShare(source: ByteSource, columns: readonly string[]): Promise<number> {
  return (await openParquet(source)).byteShare?.(columns) ?? 1;
}
