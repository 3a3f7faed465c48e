import { describe, expect, it } from 'vitest';
import { constantEvidence } from '../../src/logme/constant-evidence.ts';
import { createScorer } from '../../src/logme/create-scorer.ts';
import { labelColumns } from '../../src/logme/label-columns.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import { kernels } from './kernels-in-tests.ts';
import { weightedOptimum } from './oracle/weighted-evidence.ts';
import { normal, randomExamples, randomMap } from './random-problem.ts';

describe('the evidence of features that are the same for all texts', () => {
  it.each([
    { n: 40, d: 5, classes: 3, seed: 1 },
    { n: 40, d: 60, classes: 2, seed: 2 },
    { n: 40, d: 5, classes: 0, seed: 3 },
  ])('is the maximum over α and β: %o', (shape) => {
    const examples = randomExamples(shape);
    const given =
      shape.classes > 0 ? examples : { ...examples, labels: examples.labels.map((label) => 300 + 50 * label) };
    const features = Array.from({ length: shape.n }, () => Float64Array.of(1.5));
    const weights = new Float64Array(shape.n).fill(1);
    const each = labelColumns(given).map((labels) => weightedOptimum({ features, labels, weights }).evidence / shape.n);
    const expected = each.reduce((sum, value) => sum + value, 0) / each.length;
    expect(constantEvidence(prepareStatistics({ ...given, kernels }))).toBeCloseTo(expected, 7);
  });

  it('is the score of a map that maps all texts to its bias, where n < d', () => {
    const examples = randomExamples({ n: 30, d: 40, classes: 3, seed: 4 });
    const statistics = prepareStatistics({ ...examples, kernels });
    const constant = { weight: new Float32Array(1600), bias: new Float32Array(40).fill(2) };
    const scorer = createScorer({ statistics, variant: 'evidence', kernels });
    expect(scorer.score(constant).score).toBeCloseTo(constantEvidence(statistics), 6);
  });

  it('is above what maps make of labels that have nothing to do with the texts, and below where they follow from them', () => {
    const examples = randomExamples({ n: 200, d: 30, classes: 3, seed: 5, noise: 0.3 });
    const next = normal(6);
    const keys = Array.from({ length: 200 }, next);
    const order = [...keys.keys()].sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
    const shuffled = { ...examples, labels: Float64Array.from(order, (row) => examples.labels[row] ?? 0) };
    for (const [given, sign] of [
      [examples, 1],
      [shuffled, -1],
    ] as const) {
      const statistics = prepareStatistics({ ...given, kernels });
      const scorer = createScorer({ statistics, variant: 'evidence', kernels });
      for (const seed of [1, 2, 3]) {
        expect(sign * (scorer.score(randomMap(30, seed)).score - constantEvidence(statistics))).toBeGreaterThan(0);
      }
    }
  });
});
