import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScorer } from '../../src/logme/create-scorer.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import type { LabelledEmbeddings, SharedStatistics } from '../../src/logme/types.ts';
import { kernels } from './kernels-in-tests.ts';
import { randomExamples, randomMap } from './random-problem.ts';

const shapes = fc.record({
  n: fc.integer({ min: 1, max: 300 }),
  d: fc.integer({ min: 1, max: 40 }),
  classes: fc.constantFrom(0, 2, 3),
  seed: fc.integer(),
  offset: fc.constantFrom(0, 100),
});

/** Embeddings less their mean, in float64, `[n, d]` with columns in the order of the factor. */
function centred({ embeddings, n, d }: LabelledEmbeddings, { mean, columnOrder }: SharedStatistics): Float64Array[] {
  return Array.from({ length: n }, (_, row) =>
    Float64Array.from(columnOrder, (k) => (embeddings[row * d + k] ?? 0) - (mean[k] ?? 0)),
  );
}

function gramEntry(rows: Float64Array[], a: number, b: number): number {
  return rows.reduce((sum, row) => sum + (row[a] ?? 0) * (row[b] ?? 0), 0);
}

function factorRows({ factor, rank, d }: SharedStatistics): Float64Array[] {
  return Array.from({ length: rank }, (_, j) => factor.slice(j * d, (j + 1) * d));
}

describe('prepareStatistics', () => {
  it('gives RᵀR = XᵀX of the centred embeddings, R lower trapezoidal with its small rows first', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const examples = randomExamples(shape);
        const statistics = prepareStatistics({ ...examples, kernels });
        const rows = centred(examples, statistics);
        const factor = factorRows(statistics);
        const { d, rank } = statistics;
        const size = Math.max(1e-300, ...Array.from({ length: d }, (_, k) => gramEntry(rows, k, k)));
        for (let a = 0; a < d; a++) {
          for (let b = 0; b <= a; b++) {
            expect(Math.abs(gramEntry(rows, a, b) - gramEntry(factor, a, b))).toBeLessThan(1e-11 * size);
          }
        }
        factor.forEach((row, j) => {
          expect(row.slice(j + d - rank + 1).every((value) => value === 0)).toBe(true);
          const corner = Math.abs(row[j + d - rank] ?? Number.NaN);
          expect(corner).toBeLessThanOrEqual(
            Math.abs(factor[j + 1]?.[j + 1 + d - rank] ?? Number.POSITIVE_INFINITY) * (1 + 1e-9),
          );
        });
      }),
      { numRuns: 40 },
    );
  });

  it('gives coordinates whose squares and ρ add up to yᵀy, and whose products with R are XᵀY', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const examples = randomExamples({ ...shape, classes: 0 });
        const statistics = prepareStatistics({ ...examples, kernels });
        const { coordinates, unexplained, squaredNorm, rank, d, n, labelExponent } = statistics;
        const total = coordinates.reduce((sum, value) => sum + value * value, unexplained[0] ?? 0);
        const yy = squaredNorm[0] ?? Number.NaN;
        expect(Math.abs(total - yy)).toBeLessThan(1e-11 * yy);
        const labels = examples.labels.map((label) => label * 2 ** -labelExponent);
        const largest = Math.max(...labels.map(Math.abs));
        expect(largest).toBeGreaterThanOrEqual(1);
        expect(largest).toBeLessThan(2);
        expect(coordinates[rank]).toBeCloseTo(labels.reduce((sum, y) => sum + y, 0) / Math.sqrt(n), 9);
        const rows = centred(examples, statistics);
        const factor = factorRows(statistics);
        for (let k = 0; k < d; k++) {
          const direct = rows.reduce((sum, row, i) => sum + (row[k] ?? 0) * (labels[i] ?? 0), 0);
          const shared = factor.reduce((sum, row, j) => sum + (row[k] ?? 0) * (coordinates[j] ?? 0), 0);
          expect(Math.abs(direct - shared)).toBeLessThan(
            1e-10 * Math.sqrt(yy * Math.max(1e-300, gramEntry(rows, k, k))) + 1e-300,
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('finds the rank: fewer examples, repeated rows, repeated and constant dimensions', () => {
    const rankOf = (examples: LabelledEmbeddings) => prepareStatistics({ ...examples, kernels }).rank;
    const tall = randomExamples({ n: 60, d: 12, classes: 2, seed: 1 });
    expect(rankOf(tall)).toBe(12);
    expect(rankOf(randomExamples({ n: 9, d: 12, classes: 2, seed: 1 }))).toBe(8);
    expect(rankOf(randomExamples({ n: 1, d: 12, classes: 0, seed: 1 }))).toBe(0);
    expect(rankOf({ ...tall, embeddings: new Float32Array(60 * 12).fill(0.1) })).toBe(0);
    const rows = tall.embeddings.map((_, i) => tall.embeddings[(Math.floor(i / 12) % 5) * 12 + (i % 12)] ?? 0);
    expect(rankOf({ ...tall, embeddings: rows })).toBe(4);
    const dimensions = tall.embeddings.map((_, i) =>
      i % 12 === 3 ? 7.25 : (tall.embeddings[i - (i % 12 === 8 ? 1 : 0)] ?? 0),
    );
    expect(rankOf({ ...tall, embeddings: dimensions })).toBe(10);
  });

  it('keeps directions that are small beside the others, as float32 resolves them', () => {
    const tall = randomExamples({ n: 60, d: 12, classes: 2, seed: 1 });
    const scaled = tall.embeddings.map((value, i) => value * 10 ** (-0.7 * (i % 12)));
    expect(prepareStatistics({ ...tall, embeddings: scaled, kernels }).rank).toBe(12);
  });

  it('leaves exactly nothing unexplained where there are as many directions as examples', () => {
    const { unexplained, squaredNorm } = prepareStatistics({
      ...randomExamples({ n: 20, d: 30, classes: 2, seed: 1 }),
      kernels,
    });
    unexplained.forEach((rest, k) => {
      expect(rest).toBeLessThan(1e-25 * (squaredNorm[k] ?? 0));
    });
  });

  it('is plain data: a copy made for another thread scores the same', () => {
    const statistics = prepareStatistics({ ...randomExamples({ n: 50, d: 20, classes: 2, seed: 1 }), kernels });
    const scores = [statistics, structuredClone(statistics)].map((each) =>
      createScorer({ statistics: each, variant: 'evidence', kernels }).score(randomMap(20, 1)),
    );
    expect(scores[1]).toEqual(scores[0]);
  });
});
