import { permutationStart } from './permutation.ts';

/** Rows that are sampled where nothing is said, and their seed. */
const DEFAULT_EXAMPLES = 1000;
const DEFAULT_SEED = '42';

/** Which of the usable rows are sampled. */
export interface SamplePlan {
  /** `[n]`, indices of usable rows from 0, in the order of the sample. */
  rows: Uint32Array;
  /** In decimal digits; null: the first rows. */
  seed: string | null;
}

/**
 * Chooses rows as the reference does: `default_rng(seed).permutation(rows)[:examples]`.
 * @param rows How many there are to choose from.
 * @param examples How many to choose. Default: all up to 1,000; of more, 1,000.
 * @param seed Decimal digits; null: the first rows. Default: 42 where rows are left out, else all in order.
 */
export async function planSample({
  rows,
  examples = DEFAULT_EXAMPLES,
  seed,
  signal,
}: {
  rows: number;
  examples?: number | undefined;
  seed?: string | null | undefined;
  signal?: AbortSignal | undefined;
}): Promise<SamplePlan> {
  const count = Math.min(examples, rows);
  const chosen = seed === undefined ? (count < rows ? DEFAULT_SEED : null) : seed;
  if (chosen === null) return { rows: Uint32Array.from({ length: count }, (_, i) => i), seed: null };
  return { rows: await permutationStart(rows, count, BigInt(chosen), signal), seed: chosen };
}
