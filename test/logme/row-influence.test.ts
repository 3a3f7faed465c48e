import { describe, expect, it } from 'vitest';
import { createScorer } from '../../src/logme/create-scorer.ts';
import { prepareInfluence } from '../../src/logme/influence-basis.ts';
import { labelColumns } from '../../src/logme/label-columns.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import type { EmbeddingMap, Influence, LabelledEmbeddings, LogmeScore, Variant } from '../../src/logme/types.ts';
import { standardNormals } from '../../src/random/standard-normals.ts';
import { kernels } from './kernels-in-tests.ts';
import { leverages, residuals, weightedOptimum } from './oracle/weighted-evidence.ts';
import { type ProblemShape, randomExamples, randomMap } from './random-problem.ts';

const draws = 40;

/** A scorer of these examples that looks at the given rows, or all. */
function scorerOf(examples: LabelledEmbeddings, { variant = 'evidence', rows = allRows(examples) } = {}) {
  const statistics = prepareStatistics({ ...examples, kernels });
  const basis = prepareInfluence({ examples, statistics, rows, kernels });
  const reweighting = { basis, draws, normals: standardNormals(draws * rows.length, 0) };
  return createScorer({ statistics, variant: asVariant(variant), kernels, reweighting });
}

function asVariant(name: string): Variant {
  return name === 'hfselect' ? 'hfselect' : 'evidence';
}

function allRows({ n }: LabelledEmbeddings): Uint32Array {
  return Uint32Array.from({ length: n }, (_, row) => row);
}

function influenceOf({ influence }: LogmeScore): Influence {
  if (influence === null) throw new Error('the score has no influence');
  return influence;
}

/** F = X·Wᵀ + b `[n, d]`. */
function features({ embeddings, n, d }: LabelledEmbeddings, { weight, bias }: EmbeddingMap): Float64Array[] {
  return Array.from({ length: n }, (_, row) =>
    Float64Array.from({ length: d }, (_, k) => {
      let sum = bias?.[k] ?? 0;
      for (let j = 0; j < d; j++) sum += (weight[k * d + j] ?? 0) * (embeddings[row * d + j] ?? 0);
      return sum;
    }),
  );
}

/** Derivative of n·score by each row's weight, by differences, and the share of it that the leverage makes; both centred. */
function derivatives(examples: LabelledEmbeddings, map: EmbeddingMap, rows: Uint32Array) {
  const columns = labelColumns(examples);
  const mapped = features(examples, map);
  const ones = new Float64Array(examples.n).fill(1);
  const step = 1e-4;
  const each = columns.map((labels) => {
    const { t } = weightedOptimum({ features: mapped, labels, weights: ones });
    const leverage = leverages({ features: mapped, labels, weights: ones }, t);
    const evidence = (row: number, weight: number) =>
      weightedOptimum({ features: mapped, labels, weights: ones.with(row, weight) }).evidence;
    return {
      total: [...rows].map((row) => (evidence(row, 1 + step) - evidence(row, 1 - step)) / (2 * step)),
      leverage: [...rows].map((row) => -0.5 * (leverage[row] ?? 0)),
    };
  });
  const mean = (of: 'total' | 'leverage') =>
    centred([...rows].map((_, i) => each.reduce((sum, column) => sum + (column[of][i] ?? 0), 0) / columns.length));
  return { total: mean('total'), leverage: mean('leverage') };
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - (b[i] ?? Number.NaN))));
}

describe('the influence of a row', () => {
  it.each([
    { n: 60, d: 6, classes: 3, seed: 1 },
    { n: 60, d: 6, classes: 0, seed: 2 },
    { n: 300, d: 5, classes: 2, seed: 3, of: 12 },
    { n: 300, d: 6, classes: 0, seed: 4, of: 12 },
    { n: 24, d: 30, classes: 3, seed: 5, of: 12 },
    { n: 24, d: 30, classes: 2, seed: 6, of: 12 },
  ])(
    'is the derivative of the score by its weight, without the leverage: %o',
    (shape: ProblemShape & { of?: number }) => {
      const examples = randomExamples(shape);
      const map = randomMap(shape.d, 9);
      const rows = allRows(examples).subarray(0, shape.of);
      const { total, leverage } = derivatives(examples, map, rows);
      const { rows: influence } = influenceOf(scorerOf(examples, { rows }).score(map));
      const withLeverage = influence.map((value, i) => value + (leverage[i] ?? 0));
      expect(largestDifference(withLeverage, total)).toBeLessThan(1e-6);
      expect(Math.max(...total.map(Math.abs))).toBeGreaterThan(0.05);
    },
  );

  it.each([
    [{ n: 500, d: 24, classes: 4, seed: 7 }, 'float32'],
    [{ n: 260, d: 270, classes: 0, seed: 8 }, 'float32'],
    [{ n: 90, d: 24, classes: 2, seed: 8 }, 'float64'],
  ] as const)('is that of the residuals in either precision: %o in %s', (shape, precision) => {
    const examples = randomExamples(shape);
    const map = randomMap(shape.d, 2);
    const score = scorerOf(examples).score(map);
    expect(score.precision).toBe(precision);
    expect(largestDifference(influenceOf(score).rows, plainInfluence(examples, map))).toBeLessThan(3e-6);
  });

  it('gives the standard error of the difference to the base model’s own score: 0 for itself', () => {
    const examples = randomExamples({ n: 300, d: 12, classes: 3, seed: 10 });
    const scorer = scorerOf(examples);
    const baseline = influenceOf(scorer.scoreIdentity());
    expect(baseline.standardError).toBe(0);
    const { rows, standardError } = influenceOf(scorer.score(randomMap(12, 1)));
    const squared = rows.reduce((sum, value, row) => sum + (value - (baseline.rows[row] ?? 0)) ** 2, 0);
    expect(standardError).toBeCloseTo(Math.sqrt(squared) / 300, 12);
    const identity = Float32Array.from({ length: 144 }, (_, i) => Number(i % 13 === 0));
    expect(influenceOf(scorer.score({ weight: identity, bias: null })).standardError).toBe(0);
  });

  it('of a random part of the rows gives about the standard error of all', () => {
    const examples = randomExamples({ n: 4000, d: 10, classes: 3, seed: 20 });
    const part = allRows(examples).filter((row) => row % 2 === 0);
    const map = randomMap(10, 1);
    const all = influenceOf(scorerOf(examples).score(map)).standardError;
    const some = influenceOf(scorerOf(examples, { rows: part }).score(map)).standardError;
    expect(some / all).toBeGreaterThan(0.93);
    expect(some / all).toBeLessThan(1.07);
  });

  it('moves with its row', () => {
    const examples = randomExamples({ n: 80, d: 12, classes: 3, seed: 11 });
    const order = [...allRows(examples)].sort((a, b) => ((7 * a) % 80) - ((7 * b) % 80));
    const { d } = examples;
    const moved: LabelledEmbeddings = {
      ...examples,
      embeddings: Float32Array.from(order.flatMap((row) => [...examples.embeddings.subarray(row * d, (row + 1) * d)])),
      labels: Float64Array.from(order, (row) => examples.labels[row] ?? 0),
    };
    const { rows: before, standardError } = influenceOf(scorerOf(examples).score(randomMap(d, 1)));
    const { rows: after, standardError: moving } = influenceOf(scorerOf(moved).score(randomMap(d, 1)));
    expect(moving).toBeCloseTo(standardError, 9);
    expect(
      largestDifference(
        after,
        order.map((row) => before[row] ?? Number.NaN),
      ),
    ).toBeLessThan(1e-7);
  });

  it.each([
    { n: 40, d: 60, classes: 3, seed: 12 },
    { n: 300, d: 320, classes: 2, seed: 13 },
  ])('does not follow the scale of a map where n < d: %o', (shape) => {
    const examples = randomExamples(shape);
    const { weight, bias } = randomMap(shape.d, 3);
    const scorer = scorerOf(examples);
    const once = influenceOf(scorer.score({ weight, bias }));
    const scaled = influenceOf(
      scorer.score({ weight: weight.map((value) => 1000 * value), bias: bias?.map((value) => 1000 * value) ?? null }),
    );
    expect(largestDifference(scaled.rows, once.rows)).toBeLessThan(1e-5);
  });

  it('is the same, and so are its draws, for equal maps, whatever was scored in between', () => {
    const examples = randomExamples({ n: 300, d: 16, classes: 3, seed: 14 });
    const scorer = scorerOf(examples);
    const first = influenceOf(scorer.score(randomMap(16, 1)));
    scorer.score(randomMap(16, 2));
    expect(influenceOf(scorer.score(randomMap(16, 1)))).toEqual(first);
    expect(influenceOf(scorerOf(examples).score(randomMap(16, 1)))).toEqual(first);
  });

  it('is reweighted as the draws say, a part of the rows standing for all', () => {
    const examples = randomExamples({ n: 101, d: 8, classes: 2, seed: 15 });
    const rows = allRows(examples).filter((row) => row % 2 === 0);
    const { rows: influence, draws: drawn } = influenceOf(scorerOf(examples, { rows }).score(randomMap(8, 1)));
    expect(influence.length).toBe(51);
    expect(Math.abs(influence.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-9);
    const normals = standardNormals(draws * 51, 0);
    const expected = Array.from(
      { length: draws },
      (_, draw) =>
        influence.reduce((sum, value, i) => sum + value * (normals[draw * 51 + i] ?? 0), 0) / Math.sqrt(101 * 51),
    );
    expect(largestDifference(drawn, expected)).toBeLessThan(1e-7);
  });

  it('is there where labels are large, tiny, separable, or rows repeat', () => {
    const examples = randomExamples({ n: 60, d: 10, classes: 0, seed: 16 });
    const plain = influenceOf(scorerOf(examples).score(randomMap(10, 1))).rows;
    const large = { ...examples, labels: examples.labels.map((label) => 2 ** 20 * label) };
    const { d, n } = { d: 80, n: 60 };
    expect(largestDifference(influenceOf(scorerOf(large).score(randomMap(10, 1))).rows, plain)).toBeLessThan(1e-4);
    const exact = randomExamples({ n, d, classes: 2, seed: 17, noise: 0 });
    const twice = exact.embeddings.map((_, i) => exact.embeddings[i % ((n / 2) * d)] ?? 0);
    for (const some of [exact, { ...exact, embeddings: twice }, { ...exact, embeddings: twice.fill(0.5) }]) {
      const { rows, draws: drawn } = influenceOf(scorerOf(some).scoreIdentity());
      expect(rows.every(Number.isFinite) && drawn.every(Number.isFinite)).toBe(true);
    }
  });

  it('is not there for the reference’s numbers where n < d, which are no evidence', () => {
    const examples = randomExamples({ n: 30, d: 40, classes: 2, seed: 18 });
    expect(scorerOf(examples, { variant: 'hfselect' }).scoreIdentity().influence).toBeNull();
    const more = randomExamples({ n: 60, d: 40, classes: 2, seed: 18 });
    expect(scorerOf(more, { variant: 'hfselect' }).scoreIdentity().influence).not.toBeNull();
  });

  it('asks for rows that there are', () => {
    const examples = randomExamples({ n: 30, d: 4, classes: 2, seed: 19 });
    expect(() => scorerOf(examples, { rows: Uint32Array.of(3, 30) })).toThrow('30 examples have no row 30');
  });
});

/** Mean of −½·β·r² over the label columns, centred, from F itself. */
function plainInfluence(examples: LabelledEmbeddings, map: EmbeddingMap): number[] {
  const columns = labelColumns(examples);
  const problem = { features: features(examples, map), weights: new Float64Array(examples.n).fill(1) };
  const each = columns.map((labels) => {
    const { t, beta } = weightedOptimum({ ...problem, labels });
    return residuals({ ...problem, labels }, t).map((value) => -0.5 * beta * value * value);
  });
  return centred(
    Array.from(
      { length: examples.n },
      (_, row) => each.reduce((sum, column) => sum + (column[row] ?? 0), 0) / columns.length,
    ),
  );
}
