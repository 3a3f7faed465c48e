import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScorer } from '../../src/logme/create-scorer.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import type { EmbeddingMap, LabelledEmbeddings, LogmeScore, Variant } from '../../src/logme/types.ts';
import { kernels } from './kernels-in-tests.ts';
import { randomExamples, randomMap, uniform } from './random-problem.ts';

function scoreOf(examples: LabelledEmbeddings, map: EmbeddingMap, variant: Variant = 'evidence'): LogmeScore {
  return createScorer({ statistics: prepareStatistics({ ...examples, kernels }), variant, kernels }).score(map);
}

function permutation(length: number, seed: number): number[] {
  const next = uniform(seed);
  return Array.from({ length }, () => next())
    .map((key, index) => ({ key, index }))
    .sort((a, b) => a.key - b.key)
    .map(({ index }) => index);
}

function permuteRows(examples: LabelledEmbeddings, order: number[]): LabelledEmbeddings {
  const { embeddings, labels, d } = examples;
  const rows = order.flatMap((row) => [...embeddings.subarray(row * d, (row + 1) * d)]);
  return {
    ...examples,
    embeddings: Float32Array.from(rows),
    labels: Float64Array.from(order, (row) => labels[row] ?? 0),
  };
}

/** Small problems of every regime, and two that go through float32. */
const shapes = fc.oneof(
  fc.record({
    n: fc.integer({ min: 6, max: 40 }),
    d: fc.integer({ min: 2, max: 30 }),
    classes: fc.constantFrom(0, 2, 4),
    seed: fc.integer(),
  }),
  fc.record({ n: fc.constant(300), d: fc.constantFrom(24, 36), classes: fc.constantFrom(0, 3), seed: fc.integer() }),
);

describe('a score', () => {
  it('does not depend on the order of the examples', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const examples = randomExamples(shape);
        const map = randomMap(shape.d, shape.seed);
        const shuffled = permuteRows(examples, permutation(shape.n, shape.seed));
        expect(Math.abs(scoreOf(examples, map).score - scoreOf(shuffled, map).score)).toBeLessThanOrEqual(1e-7);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the numbers of the classes: they only permute the evidence', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        fc.pre(shape.classes > 0);
        const examples = randomExamples(shape);
        const map = randomMap(shape.d, shape.seed);
        const names = permutation(shape.classes, shape.seed);
        const renamed = scoreOf({ ...examples, labels: examples.labels.map((label) => names[label] ?? -1) }, map);
        const before = scoreOf(examples, map);
        before.evidence.forEach((value, label) => {
          expect(Math.abs(value - (renamed.evidence[names[label] ?? -1] ?? Number.NaN))).toBeLessThanOrEqual(1e-7);
        });
        expect(Math.abs(before.score - renamed.score)).toBeLessThanOrEqual(1e-7);
      }),
      { numRuns: 60 },
    );
  });

  it('is the mean of its evidence, which is the same for both of two classes', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { score, evidence } = scoreOf(randomExamples({ ...shape, classes: 2 }), randomMap(shape.d, shape.seed));
        expect(evidence).toHaveLength(2);
        expect(score).toBeCloseTo(((evidence[0] ?? Number.NaN) + (evidence[1] ?? Number.NaN)) / 2, 12);
      }),
      { numRuns: 20 },
    );
  });

  it('does not depend on the scale of the map where n < d, in the evidence variant', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 20 }),
        fc.integer({ min: 1, max: 15 }),
        fc.integer({ min: -12, max: 12 }),
        fc.integer(),
        (n, more, exponent, seed) => {
          const examples = randomExamples({ n, d: n + more, classes: 2, seed });
          const map = randomMap(n + more, seed);
          const scaled = {
            weight: map.weight.map((x) => x * 2 ** exponent),
            bias: map.bias?.map((x) => x * 2 ** exponent) ?? null,
          };
          expect(Math.abs(scoreOf(examples, map).score - scoreOf(examples, scaled).score)).toBeLessThanOrEqual(1e-9);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('does depend on it in the hfselect variant: the reference omits a term', () => {
    const examples = randomExamples({ n: 12, d: 20, classes: 2, seed: 1 });
    const map = randomMap(20, 2);
    const scaled = { weight: map.weight.map((x) => x * 1000), bias: map.bias };
    expect(
      Math.abs(scoreOf(examples, map, 'hfselect').score - scoreOf(examples, scaled, 'hfselect').score),
    ).toBeGreaterThan(0.5);
  });

  it('is the same in both variants where n >= d', () => {
    const examples = randomExamples({ n: 50, d: 20, classes: 3, seed: 1 });
    const map = randomMap(20, 2);
    expect(scoreOf(examples, map, 'evidence').evidence).toEqual(scoreOf(examples, map, 'hfselect').evidence);
  });

  it('does not depend on what was scored before', () => {
    const examples = randomExamples({ n: 300, d: 30, classes: 2, seed: 4 });
    const scorer = createScorer({
      statistics: prepareStatistics({ ...examples, kernels }),
      variant: 'evidence',
      kernels,
    });
    const first = scorer.score({ ...randomMap(30, 1), bias: null });
    scorer.score(randomMap(30, 2));
    scorer.scoreIdentity();
    expect(scorer.score({ ...randomMap(30, 1), bias: null })).toEqual(first);
  });
});
