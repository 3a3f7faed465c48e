import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScorer } from '../../src/logme/create-scorer.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import type { EmbeddingMap, LabelledEmbeddings, LogmeScore, Variant } from '../../src/logme/types.ts';
import { kernels } from './kernels-in-tests.ts';
import { plainLogme } from './oracle/plain-logme.ts';
import { randomExamples, randomMap } from './random-problem.ts';
import { scaledCases, scaledExamples, scaledMap } from './scales/scaled-cases.ts';

function scoreOf(examples: LabelledEmbeddings, map: EmbeddingMap, variant: Variant = 'evidence'): LogmeScore {
  return createScorer({ statistics: prepareStatistics({ ...examples, kernels }), variant, kernels }).score(map);
}

function scaleMap({ weight, bias }: EmbeddingMap, exponent: number): EmbeddingMap {
  const scale = 2 ** exponent;
  return { weight: weight.map((value) => value * scale), bias: bias?.map((value) => value * scale) ?? null };
}

function scaleEmbeddings(examples: LabelledEmbeddings, exponent: number): LabelledEmbeddings {
  return { ...examples, embeddings: examples.embeddings.map((value) => value * 2 ** exponent) };
}

function scaleLabels(examples: LabelledEmbeddings, exponent: number): LabelledEmbeddings {
  return { ...examples, labels: examples.labels.map((label) => label * 2 ** exponent) };
}

function largestDifference(some: ArrayLike<number>, others: ArrayLike<number>): number {
  expect(some).toHaveLength(others.length);
  return Math.max(...Array.from(some, (value, k) => Math.abs(value - (others[k] ?? Number.NaN))));
}

const exponents = fc.integer({ min: -60, max: 60 });

describe('scores at unusual scales, against 400 digits', () => {
  const named = scaledCases.map((scaled) => {
    const { rows, dimension, classes, kind, map, mapExponent, embeddingExponent, labelExponent } = scaled;
    const scales = `map ${map} × 2^${mapExponent}, embeddings × 2^${embeddingExponent}, labels × 2^${labelExponent}`;
    return { name: `${rows} × ${dimension}, ${classes} classes, ${kind}: ${scales}`, scaled };
  });

  it.each(named)('$name', ({ scaled }) => {
    for (const variant of ['evidence', 'hfselect'] as const) {
      const { evidence, precision } = scoreOf(scaledExamples(scaled), scaledMap(scaled), variant);
      const within = precision === 'float32' ? 1e-6 : 1e-10;
      expect(largestDifference(evidence, scaled[variant])).toBeLessThanOrEqual(within);
    }
  });
});

describe('the evidence where n < d', () => {
  const shapes = fc.oneof(
    { weight: 12, arbitrary: fc.record({ n: fc.integer({ min: 6, max: 20 }), d: fc.integer({ min: 21, max: 30 }) }) },
    { weight: 1, arbitrary: fc.constant({ n: 260, d: 270 }) },
  );
  const problems = fc.tuple(shapes, fc.constantFrom(0, 2, 3), fc.integer());

  it('is the same bit for bit when the map is multiplied by a power of two', () => {
    fc.assert(
      fc.property(problems, exponents, ([shape, classes, seed], exponent) => {
        const examples = randomExamples({ ...shape, classes, seed });
        const map = randomMap(shape.d, seed);
        expect(scoreOf(examples, scaleMap(map, exponent))).toEqual(scoreOf(examples, map));
      }),
      { numRuns: 60 },
    );
  });

  it('is the same bit for bit when the embeddings are', () => {
    fc.assert(
      fc.property(problems, exponents, ([shape, classes, seed], exponent) => {
        const examples = randomExamples({ ...shape, classes, seed });
        const map = { ...randomMap(shape.d, seed), bias: null };
        expect(scoreOf(scaleEmbeddings(examples, exponent), map)).toEqual(scoreOf(examples, map));
      }),
      { numRuns: 60 },
    );
  });

  it('loses the logarithm of what labels are multiplied with', () => {
    const far = fc.oneof(exponents, fc.integer({ min: -1000, max: 1000 }));
    fc.assert(
      fc.property(problems, far, ([shape, , seed], exponent) => {
        const examples = randomExamples({ ...shape, classes: 0, seed });
        const map = randomMap(shape.d, seed);
        const expected = scoreOf(examples, map).score - exponent * Math.LN2;
        const { score } = scoreOf(scaleLabels(examples, exponent), map);
        expect(Math.abs(score - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the fixed point where n > d', () => {
  const problems = fc.record({
    n: fc.constantFrom(40, 60, 300),
    d: fc.integer({ min: 2, max: 24 }),
    classes: fc.constantFrom(0, 2, 3),
    seed: fc.integer(),
  });

  it('is what the plain algorithm gives at any scale of maps, embeddings and labels', () => {
    const precisions = new Set<string>();
    fc.assert(
      fc.property(problems, exponents, exponents, exponents, (shape, ofMap, ofEmbeddings, ofLabels) => {
        const plain = scaleEmbeddings(randomExamples(shape), ofEmbeddings);
        const examples = shape.classes === 0 ? scaleLabels(plain, ofLabels) : plain;
        // A bias at the scale of what the weights make of the embeddings: beside a far larger one, float64 would not hold F.
        const { weight, bias } = randomMap(shape.d, shape.seed);
        const map = {
          weight: scaleMap({ weight, bias: null }, ofMap).weight,
          bias: scaleMap({ weight, bias }, Math.max(-120, Math.min(120, ofMap + ofEmbeddings))).bias,
        };
        const { evidence, precision } = scoreOf(examples, map);
        precisions.add(precision);
        const within = 1e-6 * Math.max(1, Math.abs(evidence[0] ?? Number.NaN) / 100);
        expect(largestDifference(evidence, plainLogme(examples, map, 'evidence'))).toBeLessThanOrEqual(within);
      }),
      { numRuns: 150 },
    );
    expect([...precisions].sort()).toEqual(['float32', 'float64']);
  });
});

describe('labels at the ends of float64', () => {
  it.each([1.7e308, 1e160, 1e-160, 1e-300, 5e-324])('are scored (%d)', (size) => {
    for (const n of [12, 40, 300]) {
      const examples = randomExamples({ n, d: 20, classes: 0, seed: 3 });
      const largest = Math.max(...examples.labels.map(Math.abs));
      const labels = examples.labels.map((label) => (label / largest) * size);
      expect(scoreOf({ ...examples, labels }, randomMap(20, 1)).score).toSatisfy(Number.isFinite);
    }
  });
});
