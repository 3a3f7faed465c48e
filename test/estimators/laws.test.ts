import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEstimators, type EstimatorScores } from '../../src/estimators/create-estimators.ts';
import { LogmeError } from '../../src/logme/logme-error.ts';
import type { EmbeddingMap, LabelledEmbeddings } from '../../src/logme/types.ts';
import { kernels } from '../logme/kernels-in-tests.ts';
import { normal, randomExamples, randomMap, uniform } from '../logme/random-problem.ts';

const shapes = fc.record({
  n: fc.integer({ min: 8, max: 60 }),
  d: fc.integer({ min: 2, max: 40 }),
  classes: fc.constantFrom(0, 2, 4),
  seed: fc.integer(),
});

function scoresOf(examples: LabelledEmbeddings, map: EmbeddingMap): EstimatorScores {
  const estimators = examples.classes === 0 ? (['knn', 'ridge'] as const) : (['hscore', 'knn', 'ridge'] as const);
  return createEstimators({ examples, estimators, kernels }).score(map);
}

/** To the digits that features in float32 leave: k-NN by at most one row, as distances may be almost the same. */
function expectSame(a: EstimatorScores, b: EstimatorScores, { n, classes }: LabelledEmbeddings): void {
  expect(Object.keys(a)).toEqual(Object.keys(b));
  const difference = (name: 'hscore' | 'knn' | 'ridge') => Math.abs((a[name] ?? 0) - (b[name] ?? 0));
  expect(difference('hscore')).toBeLessThanOrEqual(1e-4);
  expect(difference('ridge')).toBeLessThanOrEqual(1e-3);
  expect(difference('knn')).toBeLessThanOrEqual(classes === 0 ? 1e-6 : 1.001 / n);
}

function inOrder(examples: LabelledEmbeddings, order: readonly number[]): LabelledEmbeddings {
  const { embeddings, labels, d } = examples;
  return {
    ...examples,
    embeddings: Float32Array.from(order.flatMap((row) => [...embeddings.subarray(row * d, (row + 1) * d)])),
    labels: Float64Array.from(order, (row) => labels[row] ?? 0),
  };
}

/** H·W for the reflection H = I − 2vvᵀ/‖v‖². */
function reflected({ weight }: EmbeddingMap, d: number, seed: number): EmbeddingMap {
  const next = normal(seed);
  const v = Array.from({ length: d }, next);
  const length = v.reduce((sum, value) => sum + value * value, 0);
  const rotated = new Float32Array(d * d);
  for (let k = 0; k < d; k++) {
    const along = v.reduce((sum, value, row) => sum + value * (weight[row * d + k] ?? 0), 0);
    for (let row = 0; row < d; row++) {
      rotated[row * d + k] = (weight[row * d + k] ?? 0) - (2 * (v[row] ?? 0) * along) / length;
    }
  }
  return { weight: rotated, bias: null };
}

describe('the estimators', () => {
  it('do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const examples = randomExamples(shape);
        const map = randomMap(shape.d, shape.seed);
        const next = uniform(shape.seed);
        const order = Array.from({ length: shape.n }, (_, row) => ({ row, key: next() })).sort((a, b) => a.key - b.key);
        const shuffled = inOrder(
          examples,
          order.map(({ row }) => row),
        );
        const [a, b] = [scoresOf(examples, map), scoresOf(shuffled, map)];
        expect(Math.abs((a.hscore ?? 0) - (b.hscore ?? 0))).toBeLessThanOrEqual(1e-8);
        expect(Math.abs((a.ridge ?? 0) - (b.ridge ?? 0))).toBeLessThanOrEqual(1e-6);
        expect(a.knn).toBeCloseTo(b.knn ?? Number.NaN, 10);
      }),
      { numRuns: 40 },
    );
  });

  it('do not change when features are rotated, or moved by a bias', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const examples = randomExamples(shape);
        const map = randomMap(shape.d, shape.seed);
        const scores = scoresOf(examples, map);
        expectSame(scores, scoresOf(examples, reflected(map, shape.d, shape.seed)), examples);
        expect(scoresOf(examples, { ...map, bias: null })).toEqual(scores);
      }),
      { numRuns: 40 },
    );
  });

  it('do not depend on the scale of the features', () => {
    fc.assert(
      fc.property(shapes, fc.constantFrom(-20, -3, 5, 20), (shape, exponent) => {
        const examples = randomExamples(shape);
        const map = randomMap(shape.d, shape.seed);
        const scaled = { ...map, weight: map.weight.map((value) => value * 2 ** exponent) };
        expectSame(scoresOf(examples, map), scoresOf(examples, scaled), examples);
      }),
      { numRuns: 40 },
    );
  });

  it('give 0 or a little less where all texts have the same features', () => {
    const examples = randomExamples({ n: 40, d: 12, classes: 3, seed: 1 });
    const scores = scoresOf(examples, { weight: new Float32Array(144), bias: null });
    expect(scores.hscore).toBe(0);
    expect(scores.ridge).toBeCloseTo(1 - (40 / 39) ** 2, 12);
  });

  it('refuse what is no map, and the H-score of numbers', () => {
    const examples = randomExamples({ n: 40, d: 12, classes: 0, seed: 1 });
    const { score } = createEstimators({ examples, estimators: ['ridge'], kernels });
    expect(() => score({ weight: new Float32Array(3), bias: null })).toThrow(LogmeError);
    expect(() => score({ weight: new Float32Array(144).fill(Number.NaN), bias: null })).toThrow(/NaN or infinite/);
    expect(() => createEstimators({ examples, estimators: ['hscore'], kernels })).toThrow(RangeError);
  });
});
