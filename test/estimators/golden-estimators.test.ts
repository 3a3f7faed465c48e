import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createEstimators } from '../../src/estimators/create-estimators.ts';
import { caseNames, readCase } from '../logme/golden-cases.ts';
import { kernels } from '../logme/kernels-in-tests.ts';

const numbers = z.object({
  esm: z.string(),
  constant: z.boolean().optional(),
  hscore: z.number().optional(),
  knn: z.number().optional(),
  ridge: z.number().optional(),
});

const file = join(import.meta.dirname, '../golden/estimators/expected.json');
const expected = z.record(z.string(), z.array(numbers)).parse(JSON.parse(readFileSync(file, 'utf8')));

/** Of one map, by its name. */
function expectationOf(name: string, esm: string) {
  const found = expected[name]?.find((entry) => entry.esm === esm);
  if (found === undefined) throw new Error(`no golden values of ${esm} in ${name}`);
  return found;
}

describe.each(caseNames)('golden case %s', (name) => {
  const { examples, maps } = readCase(name);
  const estimators = createEstimators({
    examples,
    estimators: examples.classes === 0 ? ['knn', 'ridge'] : ['hscore', 'knn', 'ridge'],
    kernels,
  });
  const told = maps.filter(({ result }) => !expectationOf(name, result.esm).constant);

  it.each(told)('$result.esm has the numbers of transformer-ranker and scikit-learn', ({ result, map }) => {
    const scores = estimators.score(map);
    const { hscore, knn, ridge } = expectationOf(name, result.esm);
    // transformer-ranker takes the square roots of the counts in float32.
    if (hscore !== undefined)
      expect(Math.abs((scores.hscore ?? Number.NaN) - hscore)).toBeLessThanOrEqual(1e-6 * hscore);
    expect(scores.knn).toBeCloseTo(knn ?? Number.NaN, 10);
    expect(Math.abs((scores.ridge ?? Number.NaN) - (ridge ?? Number.NaN))).toBeLessThanOrEqual(1e-6);
  });

  it('scores the base model as the identity map', () => {
    const scores = estimators.scoreIdentity();
    expect(scores.ridge).toBeCloseTo(expectationOf(name, 'identity').ridge ?? Number.NaN, 5);
    expect(scores.knn).toBeCloseTo(expectationOf(name, 'identity').knn ?? Number.NaN, 10);
  });
});
