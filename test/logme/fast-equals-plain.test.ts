import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScorer } from '../../src/logme/create-scorer.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import type { LogmeScore, Variant } from '../../src/logme/types.ts';
import { kernels } from './kernels-in-tests.ts';
import { plainLogme } from './oracle/plain-logme.ts';
import { type ProblemShape, randomExamples, randomMap } from './random-problem.ts';

interface Comparison {
  fast: LogmeScore;
  worst: number;
}

/** Scores a random map of a random problem both ways. */
function compare(shape: ProblemShape, variant: Variant): Comparison {
  const examples = randomExamples(shape);
  const map = randomMap(shape.d, shape.seed + 1);
  const fast = createScorer({ statistics: prepareStatistics({ ...examples, kernels }), variant, kernels }).score(map);
  const plain = plainLogme(examples, map, variant);
  expect(fast.evidence).toHaveLength(plain.length);
  return { fast, worst: Math.max(...plain.map((value, k) => Math.abs(value - (fast.evidence[k] ?? Number.NaN)))) };
}

const variants = fc.constantFrom<Variant>('evidence', 'hfselect');

const kinds = {
  classes: fc.constantFrom(0, 2, 3),
  seed: fc.integer(),
  decay: fc.constantFrom(1, 0.1, 1e-3),
};

const small = fc.record({
  ...kinds,
  n: fc.integer({ min: 4, max: 40 }),
  d: fc.integer({ min: 1, max: 30 }),
  offset: fc.constantFrom(0, 0.5, 10),
});

const large = fc.record({ ...kinds, n: fc.integer({ min: 257, max: 330 }), d: fc.integer({ min: 5, max: 40 }) });

describe('the fast path against the plain algorithm', () => {
  it('agrees in float64, whatever the shape', () => {
    fc.assert(
      fc.property(small, variants, (shape, variant) => {
        const { fast, worst } = compare(shape, variant);
        expect(fast.precision).toBe('float64');
        expect(worst).toBeLessThanOrEqual(1e-8);
      }),
      { numRuns: 150 },
    );
  });

  it('agrees with more examples, mostly in float32', () => {
    const precisions: string[] = [];
    fc.assert(
      fc.property(large, (shape) => {
        const { fast, worst } = compare(shape, 'evidence');
        precisions.push(fast.precision);
        expect(worst).toBeLessThanOrEqual(1e-6);
      }),
      { numRuns: 30 },
    );
    expect(precisions.filter((precision) => precision === 'float32').length).toBeGreaterThan(15);
  });

  it('agrees on labels that follow from the embeddings, whatever precision that takes', () => {
    const precisions = new Set<string>();
    fc.assert(
      fc.property(large, fc.constantFrom(0, 1e-3, 0.03), (shape, noise) => {
        const { fast, worst } = compare({ ...shape, noise }, 'evidence');
        precisions.add(fast.precision);
        expect(worst).toBeLessThanOrEqual(1e-6);
      }),
      { numRuns: 30 },
    );
    expect([...precisions].sort()).toEqual(['float32', 'float64']);
  });

  it('agrees in float32 where there are fewer examples than dimensions', () => {
    const { fast, worst } = compare({ n: 260, d: 290, classes: 2, seed: 5 }, 'evidence');
    expect(fast.precision).toBe('float32');
    expect(worst).toBeLessThanOrEqual(3e-7);
  });
});
