import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScorer } from '../../src/logme/create-scorer.ts';
import { prepareInfluence } from '../../src/logme/influence-basis.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import type { EmbeddingMap, LabelledEmbeddings } from '../../src/logme/types.ts';
import { standardNormals } from '../../src/random/standard-normals.ts';
import { kernels } from './kernels-in-tests.ts';
import { plainLogme } from './oracle/plain-logme.ts';
import { randomExamples, randomMap } from './random-problem.ts';

function scorerOf(examples: LabelledEmbeddings) {
  const statistics = prepareStatistics({ ...examples, kernels });
  const rows = Uint32Array.from({ length: examples.n }, (_, row) => row);
  const basis = prepareInfluence({ examples, statistics, rows, kernels });
  const reweighting = { basis, draws: 20, normals: standardNormals(20 * examples.n, 0) };
  return createScorer({ statistics, variant: 'evidence', kernels, reweighting });
}

function firstRows({ weight, bias }: EmbeddingMap, rows: number, d: number): EmbeddingMap {
  return { weight: weight.slice(0, rows * d), bias: bias?.slice(0, rows) ?? null };
}

/** The whole map with zeros in place of all rows but the first: features that are 0 add nothing to an evidence. */
function withZeros({ weight, bias }: EmbeddingMap, rows: number, d: number): EmbeddingMap {
  return { weight: weight.slice().fill(0, rows * d), bias: bias?.slice().fill(0, rows) ?? null };
}

const shapes = fc
  .record({
    n: fc.oneof(fc.integer({ min: 6, max: 40 }), fc.constant(280)),
    d: fc.integer({ min: 2, max: 40 }),
    classes: fc.constantFrom(0, 2, 4),
    seed: fc.integer(),
  })
  .chain((shape) => fc.record({ shape: fc.constant(shape), rows: fc.integer({ min: 1, max: shape.d }) }));

describe('the first rows of a map', () => {
  it('score as the plain algorithm says of a map whose other rows are 0', () => {
    fc.assert(
      fc.property(shapes, ({ shape, rows }) => {
        const examples = randomExamples(shape);
        const map = randomMap(shape.d, shape.seed);
        const { evidence } = scorerOf(examples).score(firstRows(map, rows, shape.d));
        const expected = plainLogme(examples, withZeros(map, rows, shape.d), 'evidence');
        for (const [k, value] of expected.entries()) expect(Math.abs(value - (evidence[k] ?? 0))).toBeLessThan(1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    { n: 300, d: 60, classes: 3, seed: 1 },
    { n: 60, d: 80, classes: 2, seed: 2 },
    { n: 90, d: 24, classes: 0, seed: 3 },
    { n: 300, d: 320, classes: 4, seed: 4 },
  ])('have the influences and draws of such a map: %o', (shape) => {
    const examples = randomExamples(shape);
    const scorer = scorerOf(examples);
    const map = randomMap(shape.d, 5);
    for (const rows of [1, 7, 12, Math.ceil(shape.d / 2), shape.d - 1]) {
      const part = scorer.score(firstRows(map, rows, shape.d));
      const whole = scorer.score(withZeros(map, rows, shape.d));
      expect(Math.abs(part.score - whole.score)).toBeLessThan(1e-6);
      const [some, all] = [part.influence, whole.influence];
      if (some === null || all === null) throw new Error('the score has no influence');
      for (const [row, value] of all.rows.entries()) expect(some.rows[row]).toBeCloseTo(value, 5);
      for (const [draw, value] of all.draws.entries()) expect(some.draws[draw]).toBeCloseTo(value, 6);
    }
  });

  it('are compared with the base model in as many dimensions', () => {
    const examples = randomExamples({ n: 200, d: 30, classes: 2, seed: 6 });
    const scorer = scorerOf(examples);
    const identity = Float32Array.from({ length: 8 * 30 }, (_, i) => Number(i % 31 === 0));
    const part = scorer.score({ weight: identity, bias: null });
    expect(part.influence?.standardError).toBe(0);
    expect(part.score).toBe(scorer.scoreIdentity(8).score);
    expect(scorer.scoreIdentity(30).score).toBe(scorer.scoreIdentity().score);
    expect(scorer.scoreIdentity(8).score).not.toBe(scorer.scoreIdentity().score);
  });

  it('score the same whatever was scored before, and so does what comes after them', () => {
    for (const n of [300, 50]) {
      const examples = randomExamples({ n, d: 40, classes: 3, seed: 7 });
      const map = randomMap(40, 8);
      const part = firstRows(map, 7, 40);
      const scorer = scorerOf(examples);
      const before = scorer.score(map);
      expect(scorer.score(part)).toEqual(scorerOf(examples).score(part));
      expect(scorer.score(map)).toEqual(before);
    }
  });

  it('that are all 0 have no score, and no part of a row is taken', () => {
    const scorer = scorerOf(randomExamples({ n: 60, d: 10, classes: 2, seed: 9 }));
    expect(() => scorer.score({ weight: new Float32Array(15), bias: null })).toThrow('15 weights');
    expect(() => scorer.score({ weight: new Float32Array(0), bias: null })).toThrow('0 weights');
    expect(() => scorer.score({ weight: new Float32Array(20), bias: new Float32Array(10) })).toThrow('10 biases');
    expect(() => scorer.score({ weight: new Float32Array(20), bias: null })).toThrow('no finite value');
  });
});
