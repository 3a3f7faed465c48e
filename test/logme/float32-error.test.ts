import { describe, expect, it } from 'vitest';
import { createScorer } from '../../src/logme/create-scorer.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import { MapReduction } from '../../src/logme/reduce-map.ts';
import type { EmbeddingMap, LabelledEmbeddings, Variant } from '../../src/logme/types.ts';
import { kernels } from './kernels-in-tests.ts';
import { normal, type ProblemShape, randomExamples, randomMap } from './random-problem.ts';

function precisionOf(examples: LabelledEmbeddings, map: EmbeddingMap, variant: Variant = 'evidence'): string {
  return createScorer({ statistics: prepareStatistics({ ...examples, kernels }), variant, kernels }).score(map)
    .precision;
}

function shapeOf(change: Partial<ProblemShape>): ProblemShape {
  return { n: 400, d: 40, classes: 2, seed: 11, ...change };
}

/** Labels that follow from the embeddings up to float32: regression leaves no residual. */
const exact = randomExamples(shapeOf({ classes: 0, noise: 0 }));

describe('float32', () => {
  const map = randomMap(40, 12);

  it('is used for ordinary labels from 257 examples on', () => {
    expect(precisionOf(randomExamples(shapeOf({ n: 256 })), map)).toBe('float64');
    expect(precisionOf(randomExamples(shapeOf({ n: 257 })), map)).toBe('float32');
    expect(precisionOf(randomExamples(shapeOf({ n: 257, d: 300 })), randomMap(300, 1))).toBe('float32');
  });

  it('is not used where the labels follow exactly from the embeddings', () => {
    expect(precisionOf(exact, map)).toBe('float64');
  });

  it('is left for a single map that needs float64', () => {
    const statistics = prepareStatistics({ ...randomExamples(shapeOf({})), kernels });
    const scorer = createScorer({ statistics, variant: 'evidence', kernels });
    const large = { weight: map.weight.map((value) => value * 1e6), bias: null };
    const precisions = [map, large, map].map((each) => scorer.score(each).precision);
    expect(precisions).toEqual(['float32', 'float64', 'float32']);
  });

  it('is not used where T has no eigenvalue that must be 0: embeddings of lower rank, n >= d', () => {
    const examples = randomExamples(shapeOf({}));
    const doubled = examples.embeddings.map((_, i) => examples.embeddings[i % 40 === 7 ? i - 1 : i] ?? 0);
    expect(precisionOf({ ...examples, embeddings: doubled }, map)).toBe('float64');
  });

  it('is not used for the numbers of hfselect where n < d', () => {
    const examples = randomExamples(shapeOf({ n: 257, d: 300 }));
    expect(precisionOf(examples, randomMap(300, 1), 'hfselect')).toBe('float64');
  });

  it('is used at any scale of the map where that does not matter, n < d', () => {
    const examples = randomExamples(shapeOf({ n: 300, d: 320 }));
    const { weight } = randomMap(320, 1);
    for (const scale of [1e-36, 1, 1e18, 1e36]) {
      expect(precisionOf(examples, { weight: weight.map((value) => value * scale), bias: null })).toBe('float32');
    }
  });
});

describe('roundingAlong', () => {
  it('is the error of T in float32, and next to nothing of a reduction that made none', () => {
    const statistics = prepareStatistics({ ...randomExamples(shapeOf({})), kernels });
    const next = normal(3);
    const vector = Float64Array.from({ length: statistics.rank + 1 }, next);
    const reduction = new MapReduction(statistics, kernels, 'float32');
    const ordinary = reduction.reduce(randomMap(40, 12));
    const largest = Math.max(...ordinary.diagonal);
    const made = reduction.roundingAlong(ordinary, vector);
    expect(made.residual).toBeGreaterThan(1e-10 * largest);
    expect(made.residual).toBeLessThan(1e-6 * largest);
    expect(made.quadratic).toBeLessThanOrEqual(made.residual);
    // The identity over one example: Ĝ is one number, which float32 holds to its own precision.
    const single = prepareStatistics({ ...randomExamples(shapeOf({ n: 1, d: 8, classes: 0 })), kernels });
    const trivial = new MapReduction(single, kernels, 'float32');
    const reduced = trivial.reduce({ weight: new Float32Array(64).fill(0), bias: new Float32Array(8).fill(0.5) });
    expect((reduced.diagonal[0] ?? 0) * 4 ** reduced.exponent).toBe(2);
    expect(trivial.roundingAlong(reduced, new Float64Array([1]))).toEqual({ quadratic: 0, residual: 0 });
  });
});
