import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { permutationStart } from '../../../../src/dataset/examples/sampling/permutation.ts';

const goldenCase = z.object({
  n: z.number(),
  seed: z.string(),
  first: z.array(z.number()),
  last: z.array(z.number()),
  sha256_int64_le: z.string(),
});
const golden = z
  .array(goldenCase)
  .parse(JSON.parse(readFileSync(new URL('../../../golden/permutation.json', import.meta.url), 'utf8')));

function sha256OfInt64(numbers: Uint32Array): string {
  return createHash('sha256').update(BigInt64Array.from(numbers, BigInt)).digest('hex');
}

const anySeed = fc.bigInt({ min: 0n, max: 2n ** 200n });

describe('permutationStart', () => {
  it.each(golden)(
    'gives NumPy’s permutation of $n with seed $seed',
    async ({ n, seed, first, last, sha256_int64_le }) => {
      const all = await permutationStart(n, n, BigInt(seed));
      expect([...all.subarray(0, 40)]).toEqual(first);
      expect([...all.subarray(-5)].slice(-last.length)).toEqual(last);
      expect(sha256OfInt64(all)).toBe(sha256_int64_le);
    },
  );

  it('has golden cases for seeds above 2^64 and for more than one block', () => {
    expect(golden.some(({ seed }) => BigInt(seed) > 2n ** 64n)).toBe(true);
    expect(golden.some(({ n }) => n > 1_000_000)).toBe(true);
  });

  it('is a permutation', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(400), anySeed, async (n, seed) => {
        const sorted = [...(await permutationStart(n, n, seed))].sort((a, b) => a - b);
        expect(sorted).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
    );
  });

  it('gives for fewer numbers the start of the whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(400), fc.nat(500), anySeed, async (n, count, seed) => {
        const whole = await permutationStart(n, n, seed);
        expect(await permutationStart(n, count, seed)).toEqual(whole.slice(0, count));
      }),
    );
  });

  it('gives the start of the whole across blocks', async () => {
    const whole = await permutationStart(200_001, 200_001, 5n);
    expect(await permutationStart(200_001, 1000, 5n)).toEqual(whole.slice(0, 1000));
  });

  it('refuses a negative seed', async () => {
    await expect(permutationStart(3, 3, -1n)).rejects.toThrow(RangeError);
  });

  it('ends within a block when it is cancelled', async () => {
    const abort = new AbortController();
    const running = permutationStart(2 ** 28, 10, 1n, abort.signal);
    abort.abort();
    await expect(running).rejects.toMatchObject({ problem: { code: 'run-cancelled' } });
  });
});
