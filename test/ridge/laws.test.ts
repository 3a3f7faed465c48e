import { describe, expect, it } from 'vitest';
import { MapSums } from '../../src/ridge/map-sums.ts';
import { RidgeError } from '../../src/ridge/ridge-error.ts';
import { solveMap } from '../../src/ridge/solve-map.ts';
import { kernels } from '../logme/kernels-in-tests.ts';
import { normal } from '../logme/random-problem.ts';
import { type RowPairs, sumsOf } from './golden-pairs.ts';
import { fitPlainly } from './plain-ridge.ts';

/** Rows with a linear change and noise. */
function randomPairs(n: number, d: number, seed: number, noise = 0.1): RowPairs {
  const next = normal(seed);
  const mixing = Float64Array.from({ length: d * d }, () => next() / d);
  const x = Float32Array.from({ length: n * d }, next);
  const y = Float32Array.from(x, (value, at) => {
    const [row, j] = [Math.floor(at / d), at % d];
    let sum = value + noise * next() + 0.3;
    for (let k = 0; k < d; k++) sum += (mixing[j * d + k] ?? 0) * (x[row * d + k] ?? 0);
    return sum;
  });
  return { x, y, n, d };
}

function rowsOf({ x, y, d }: RowPairs, rows: readonly number[]): RowPairs {
  const pick = (numbers: Float32Array) =>
    Float32Array.from(rows.flatMap((row) => [...numbers.subarray(row * d, (row + 1) * d)]));
  return { x: pick(x), y: pick(y), n: rows.length, d };
}

const isIdentity = (weight: Float64Array, d: number) =>
  weight.every((value, at) => value === (at % (d + 1) === 0 ? 1 : 0));

describe('a map', () => {
  it.each([
    { n: 40, d: 5 },
    { n: 9, d: 13 },
    { n: 30, d: 1 },
    { n: 50, d: 25 },
  ])('of $n rows of $d dimensions is that of the normal equations, solved plainly', ({ n, d }) => {
    const pairs = randomPairs(n, d, n + d);
    const weights = Float64Array.from({ length: n }, () => 1);
    const plain = fitPlainly(pairs, weights, 0.7);
    const solved = solveMap(sumsOf(pairs), { lambda: 0.7 });
    solved.weight.forEach((value, at) => {
      expect(value).toBeCloseTo(plain.weight[at] ?? 0, 10);
    });
    solved.bias.forEach((value, at) => {
      expect(value).toBeCloseTo(plain.bias[at] ?? 0, 10);
    });
  });

  it('has the leave-one-out errors of maps that are fitted without each row, with weights by source', () => {
    const [first, second] = [randomPairs(12, 4, 1), randomPairs(7, 4, 2, 0.5)];
    const sums = new MapSums(4, kernels);
    sums.add(first.x, first.y, first.n, 0.5);
    sums.add(second.x, second.y, second.n, 1.9);
    const { leaveOneOut } = solveMap(sums, { lambda: 0.3 });
    const all: RowPairs = {
      x: Float32Array.of(...first.x, ...second.x),
      y: Float32Array.of(...first.y, ...second.y),
      n: 19,
      d: 4,
    };
    const weights = Float64Array.from({ length: 19 }, (_, row) => (row < 12 ? 0.5 : 1.9));
    const errors = Array.from({ length: 19 }, (_, row) => {
      const others = [...Array(19).keys()].filter((other) => other !== row);
      const plain = fitPlainly(
        rowsOf(all, others),
        weights.filter((_, other) => other !== row),
        0.3,
      );
      return plain.errorOf(rowsOf(all, [row]));
    });
    const sum = (numbers: number[]) => numbers.reduce((total, value) => total + value, 0);
    expect(leaveOneOut.errorsOf(first.x, first.y, 12, 0.5).leftOut).toBeCloseTo(sum(errors.slice(0, 12)), 9);
    expect(leaveOneOut.errorsOf(second.x, second.y, 7, 1.9).leftOut).toBeCloseTo(sum(errors.slice(12)), 9);
  });

  it('of rows with the weight 2 is that of the rows given twice', () => {
    const pairs = randomPairs(30, 6, 3);
    const twice = new MapSums(6, kernels);
    twice.add(pairs.x, pairs.y, 30);
    twice.add(pairs.x, pairs.y, 30);
    const weighted = solveMap(sumsOf(pairs, 30, 2), { lambda: 1 });
    const repeated = solveMap(twice, { lambda: 1 });
    weighted.weight.forEach((value, at) => {
      expect(value).toBeCloseTo(repeated.weight[at] ?? 0, 12);
    });
    expect(weighted.identityError).toBeCloseTo(repeated.identityError, 12);
  });

  it('of a model that was not tuned is the identity, exactly', () => {
    const { x, n, d } = randomPairs(20, 7, 4);
    const solved = solveMap(sumsOf({ x, y: x.slice(), n, d }));
    expect(isIdentity(solved.weight, d)).toBe(true);
    expect([...solved.bias]).toEqual(Array(d).fill(0));
    expect([solved.gcv, solved.identityError, solved.trainingError]).toEqual([0, 0, 0]);
    expect(solved.leaveOneOut.errorsOf(x, x, n)).toEqual({ leftOut: 0, identity: 0 });
  });

  it('of embeddings that are all moved by the same is the identity with a bias', () => {
    const { x, n, d } = randomPairs(20, 7, 5);
    const rounded = x.map((value) => Math.round(64 * value) / 64);
    const solved = solveMap(sumsOf({ x: rounded, y: rounded.map((value) => value + 0.5), n, d }));
    expect(isIdentity(solved.weight, d)).toBe(true);
    solved.bias.forEach((value) => {
      expect(value).toBeCloseTo(0.5, 12);
    });
  });

  it('is found exactly where the change has no noise', () => {
    const pairs = randomPairs(200, 8, 6, 0);
    const solved = solveMap(sumsOf(pairs));
    const { leftOut } = solved.leaveOneOut.errorsOf(pairs.x, pairs.y, 200);
    expect(leftOut / (200 * 8)).toBeLessThan(1e-6 * solved.identityError);
  });

  it('leaves dimensions that never change as they are, whatever their value', () => {
    const { x, y, n, d } = randomPairs(50, 6, 7);
    for (let row = 0; row < n; row++) {
      x[row * d + 2] = 1234.567;
      y[row * d + 2] = 1234.567;
    }
    const solved = solveMap(sumsOf({ x, y, n, d }));
    for (let k = 0; k < d; k++) {
      expect(solved.weight[2 * d + k]).toBeCloseTo(k === 2 ? 1 : 0, 14);
      expect(solved.weight[k * d + 2]).toBeCloseTo(k === 2 ? 1 : 0, 14);
    }
    expect(solved.bias.every(Number.isFinite)).toBe(true);
  });

  it('does not lose a small variance far from 0', () => {
    const { x, y, n, d } = randomPairs(60, 5, 8);
    const far = (numbers: Float32Array) => numbers.map((value) => 4096 + Math.round(256 * value) / 256);
    const near = (numbers: Float32Array) => numbers.map((value) => Math.round(256 * value) / 256);
    const solved = solveMap(sumsOf({ x: far(x), y: far(y), n, d }), { lambda: 1 });
    const expected = solveMap(sumsOf({ x: near(x), y: near(y), n, d }), { lambda: 1 });
    solved.weight.forEach((value, at) => {
      expect(value).toBeCloseTo(expected.weight[at] ?? 0, 10);
    });
  });

  it('of two rows is defined, and stays with the identity where nothing decides', () => {
    const solved = solveMap(sumsOf(randomPairs(2, 6, 9)));
    expect([...solved.weight, ...solved.bias, solved.gcv].every(Number.isFinite)).toBe(true);
    expect(solved.effectiveDimensions).toBeLessThan(0.01);
  });

  it('of equal rows is the identity with a bias', () => {
    const solved = solveMap(sumsOf({ x: new Float32Array(30).fill(2), y: new Float32Array(30).fill(3), n: 10, d: 3 }));
    expect(isIdentity(solved.weight, 3)).toBe(true);
    solved.bias.forEach((value) => {
      expect(value).toBeCloseTo(1, 12);
    });
  });

  it('is given by either build of the kernels', async () => {
    const { builds } = await import('../logme/kernels-in-tests.ts');
    const pairs = randomPairs(40, 11, 10);
    const [relaxed, simd] = [builds.relaxed, builds.simd].map((bytes) => {
      const sums = new MapSums(11, new WebAssembly.Module(bytes));
      sums.add(pairs.x, pairs.y, pairs.n);
      return solveMap(sums, { lambda: 1 });
    });
    relaxed?.weight.forEach((value, at) => {
      expect(value).toBeCloseTo(simd?.weight[at] ?? 0, 12);
    });
  });
});

describe('rows that no map can be fitted on', () => {
  it('are told apart: one row, a number that is not finite, sizes', () => {
    const one = randomPairs(1, 3, 1);
    expect(() => solveMap(sumsOf(one))).toThrow(expect.objectContaining({ code: 'too-few-rows' }));
    expect(() => solveMap(new MapSums(3, kernels))).toThrow(RidgeError);
    const bad = randomPairs(5, 3, 1);
    bad.y[3 * 3 + 1] = Number.NaN;
    bad.x[4 * 3] = Number.POSITIVE_INFINITY;
    expect(() => sumsOf(bad)).toThrow(expect.objectContaining({ code: 'not-finite', row: 3 }));
    expect(() => new MapSums(3, kernels).add(bad.x, bad.y, 4)).toThrow(expect.objectContaining({ code: 'sizes' }));
  });
});
