import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { NpzError } from '../../src/npz/npz-error.ts';
import { NpzFile } from '../../src/npz/read-npz.ts';
import { writeNpz } from '../../src/npz/write-npz.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const folder = mkdtempSync(join(tmpdir(), 'itr-npz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** x[i, j] = i + j/8, y = −x, `[5, 3]`: what every readable fixture holds. */
const x = Float32Array.from({ length: 15 }, (_, at) => Math.floor(at / 3) + (at % 3) / 8);

async function arrayOf(path: string, name: string, rows: number): Promise<number[]> {
  await using file = await NpzFile.open(path);
  const numbers: number[] = [];
  for await (const piece of file.rows(name, rows)) numbers.push(...piece);
  return numbers;
}

async function faultOf(work: Promise<unknown>): Promise<Partial<NpzError>> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof NpzError) return error;
  throw new Error(`no NpzError: ${error}`);
}

describe('an archive of NumPy', () => {
  it.each(['savez', 'compressed', 'float64', 'float16', 'with-metadata', 'version-2'])(
    'is read as saved: %s',
    async (name) => {
      const path = join(fixtures, `${name}.npz`);
      expect(await arrayOf(path, 'x', 2)).toEqual([...x]);
      expect(await arrayOf(path, 'y', 5)).toEqual([...x.map((value) => -value)]);
      await using file = await NpzFile.open(path);
      expect(await file.header('x')).toMatchObject({ rows: 5, columns: 3 });
    },
  );

  it.each([
    ['fortran', 'column-order'],
    ['integers', 'not-floats'],
    ['big-endian', 'not-floats'],
    ['pickled', 'not-floats'],
    ['one-dimensional', 'not-two-dimensional'],
    ['other-names', 'no-array'],
    ['not-npy', 'not-an-array'],
    ['cut-off', 'cut-off'],
  ])('is refused: %s', async (name, fault) => {
    expect(await faultOf(arrayOf(join(fixtures, `${name}.npz`), 'x', 2))).toMatchObject({ fault, array: 'x' });
  });

  it('that is none, or is not there, is told', async () => {
    writeFileSync(join(folder, 'text.npz'), 'no archive');
    expect(await faultOf(NpzFile.open(join(folder, 'text.npz')))).toMatchObject({ fault: 'not-zip' });
    const bytes = readFileSync(join(fixtures, 'savez.npz'));
    writeFileSync(join(folder, 'half.npz'), bytes.subarray(0, bytes.length / 2));
    expect(await faultOf(NpzFile.open(join(folder, 'half.npz')))).toMatchObject({ fault: 'not-zip' });
    expect(await faultOf(NpzFile.open(join(folder, 'nothing.npz')))).toMatchObject({ fault: 'missing' });
  });

  it('is written whole, and read again', async () => {
    const path = join(folder, 'written.npz');
    const pieces = async function* () {
      yield x.subarray(0, 6);
      yield x.subarray(6);
    };
    await writeNpz(path, [
      { name: 'x', rows: 5, columns: 3, pieces },
      { name: 'y', rows: 5, columns: 3, pieces },
    ]);
    expect(await arrayOf(path, 'x', 4)).toEqual([...x]);
    expect(await arrayOf(path, 'y', 4)).toEqual([...x]);
  });

  it('is not there where its numbers end in a failure', async () => {
    const path = join(folder, 'failed.npz');
    const failing = async function* (): AsyncGenerator<Float32Array> {
      yield x;
      throw new Error('no more');
    };
    await expect(writeNpz(path, [{ name: 'x', rows: 10, columns: 3, pieces: failing }])).rejects.toThrow('no more');
    expect(readdirSync(folder).filter((name) => name.startsWith('failed'))).toEqual([]);
  });
});
