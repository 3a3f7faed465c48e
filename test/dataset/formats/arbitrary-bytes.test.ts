import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../src/protocol/problem.ts';
import { memorySource } from '../memory-source.ts';
import { rowsOf } from '../rows-of.ts';

const golden = new URL('../../golden/dataset-files/', import.meta.url).pathname;
const fixtures = new URL('../fixtures/', import.meta.url).pathname;
const samples = [golden, fixtures].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => /\.(csv|tsv|jsonl?|parquet|arrows?|feather)$/.test(file))
    .map((file): [string, Uint8Array] => [file, readFileSync(folder + file)]),
);
const names = ['a.csv', 'a.tsv', 'a.json', 'a.jsonl', 'a.parquet', 'a.arrow', 'a'];

/** Reads whatever it is; gives the number of rows or the code of the problem, and fails for any other error. */
async function outcome(name: string, bytes: Uint8Array): Promise<number | string> {
  try {
    return (await rowsOf(memorySource(name, bytes, [1 << 12]))).rows.length;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}

describe('bytes of any kind', () => {
  it('give rows or a problem', async () => {
    const magic = fc.constantFrom('', 'PAR1', 'ARROW1\0\0', '\xff\xff\xff\xff', '[', '{', '"');
    const bytes = fc.tuple(magic, fc.uint8Array({ maxLength: 400 }), fc.constantFrom('', 'PAR1', 'ARROW1'));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), bytes, async (name, [start, middle, end]) => {
        const content = Buffer.concat([Buffer.from(start, 'latin1'), middle, Buffer.from(end)]);
        expect(['number', 'string']).toContain(typeof (await outcome(name, content)));
      }),
      { numRuns: 500 },
    );
  });

  it('give rows or a problem where a good file is damaged', async () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...samples), damage, async ([file, good], changes) => {
        const bytes = Uint8Array.from(good);
        for (const [position, value] of changes) bytes[position % bytes.length] = value;
        expect(['number', 'string']).toContain(typeof (await outcome(file, bytes)));
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  it('give fewer rows or a problem where a good file is cut off', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async ([file, good], part) => {
          const result = await outcome(file, good.slice(0, Math.floor(good.length * part)));
          const binary = /parquet/.test(file);
          if (binary) expect(result).toMatch(/^dataset-(truncated-file|empty-file|wrong-extension|damaged-file)$/);
          else if (typeof result === 'number') expect(result).toBeLessThanOrEqual(300);
        },
      ),
      { numRuns: 100 },
    );
  }, 30_000);
});
