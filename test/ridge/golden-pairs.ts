import { join } from 'node:path';
import { NpzFile } from '../../src/npz/read-npz.ts';
import { MapSums } from '../../src/ridge/map-sums.ts';
import { kernels } from '../logme/kernels-in-tests.ts';

/** Folder of the golden values. */
export const goldenFolder = join(import.meta.dirname, '../golden/ridge');

/** Rows before and after, `[n, d]` each. */
export interface RowPairs {
  x: Float32Array;
  y: Float32Array;
  n: number;
  d: number;
}

/** The first rows of the golden embeddings. */
export async function goldenPairs(n: number): Promise<RowPairs> {
  await using file = await NpzFile.open(join(goldenFolder, 'embeddings.npz'));
  const { columns } = await file.header('x');
  const first = async (name: string) => {
    for await (const rows of file.rows(name, n)) return rows;
    throw new Error(`no rows in ${name}`);
  };
  return { x: await first('x'), y: await first('y'), n, d: columns };
}

/** Sums of rows that are given in blocks of so many. */
export function sumsOf({ x, y, n, d }: RowPairs, block = n, weight = 1): MapSums {
  const sums = new MapSums(d, kernels);
  for (let begin = 0; begin < n; begin += block) {
    const end = Math.min(begin + block, n);
    sums.add(x.subarray(begin * d, end * d), y.subarray(begin * d, end * d), end - begin, weight);
  }
  return sums;
}
