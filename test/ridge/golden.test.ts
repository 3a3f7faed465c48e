import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type SolvedMap, solveMap } from '../../src/ridge/solve-map.ts';
import { goldenFolder, goldenPairs, type RowPairs, sumsOf } from './golden-pairs.ts';

const fit = z.object({
  lam: z.number(),
  gcv: z.number(),
  loo_mse: z.number(),
  training_mse: z.number(),
  effective_dimensions: z.number(),
  W00: z.number(),
  W01: z.number(),
  W_minus_I_norm: z.number(),
  b0: z.number(),
});
const expected = z
  .record(
    z.string(),
    z.object({
      best: fit.extend({ loo_mse_brute_force: z.number() }),
      identity_mse: z.number(),
      mean_mse: z.number(),
      at: z.array(fit),
    }),
  )
  .parse(JSON.parse(readFileSync(join(goldenFolder, 'expected.json'), 'utf8')));

/** Two numbers that agree to the precision of sums in float64. */
function close(actual: number, wanted: number, relative = 1e-9): void {
  expect(Math.abs(actual - wanted)).toBeLessThanOrEqual(relative * Math.abs(wanted));
}

function leaveOneOut({ leaveOneOut: errors }: SolvedMap, { x, y, n, d }: RowPairs): number {
  return errors.errorsOf(x, y, n).leftOut / (n * d);
}

function distanceFromIdentity({ weight }: SolvedMap, d: number): number {
  return Math.sqrt(weight.reduce((sum, value, at) => sum + (value - (at % (d + 1) === 0 ? 1 : 0)) ** 2, 0));
}

describe.each([300, 60])('the ridge towards the identity of %i rows', (n) => {
  const golden = expected[`n=${n}`];
  if (golden === undefined) throw new Error('no golden values');

  it.each(golden.at)('is that of NumPy at λ = $lam', async (wanted) => {
    const pairs = await goldenPairs(n);
    const solved = solveMap(sumsOf(pairs), { lambda: wanted.lam });
    close(solved.gcv, wanted.gcv);
    close(solved.trainingError, wanted.training_mse, 1e-8);
    close(solved.effectiveDimensions, wanted.effective_dimensions);
    close(leaveOneOut(solved, pairs), wanted.loo_mse);
    close(solved.weight[0] ?? 0, wanted.W00);
    close(solved.weight[1] ?? 0, wanted.W01, 1e-8);
    close(distanceFromIdentity(solved, pairs.d), wanted.W_minus_I_norm);
    close(solved.bias[0] ?? 0, wanted.b0, 1e-8);
    close(solved.identityError, golden.identity_mse);
    close(solved.meanError, golden.mean_mse);
  });

  it('finds the λ of the least criterion, to the 1 % that the golden one is known to', async () => {
    const pairs = await goldenPairs(n);
    const solved = solveMap(sumsOf(pairs));
    expect(Math.abs(Math.log(solved.lambda / golden.best.lam))).toBeLessThan(0.012);
    expect(solved.gcv).toBeLessThanOrEqual(golden.best.gcv * (1 + 1e-9));
    close(solved.gcv, golden.best.gcv, 1e-5);
    close(leaveOneOut(solved, pairs), golden.best.loo_mse_brute_force, 2e-3);
    const same = solveMap(sumsOf(pairs), { lambda: golden.best.lam });
    close(leaveOneOut(same, pairs), golden.best.loo_mse_brute_force);
  });

  it('does not depend on the blocks in which the rows come', async () => {
    const pairs = await goldenPairs(n);
    const whole = solveMap(sumsOf(pairs), { lambda: 1 });
    const inBlocks = solveMap(sumsOf(pairs, 7), { lambda: 1 });
    for (const at of [0, 1, 129, 5000]) close(inBlocks.weight[at] ?? 0, whole.weight[at] ?? 0, 1e-8);
    close(inBlocks.gcv, whole.gcv);
  });
});
