import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bindKernels } from '../../src/logme/kernel-calls.ts';
import { layOutReduction, type Precision, type ReductionLayout } from '../../src/logme/memory-layout.ts';
import { kernels } from './kernels-in-tests.ts';
import { normal } from './random-problem.ts';

/** One instance with room for maps of this shape, and views into its memory. */
function bench(d: number, rank: number, precision: Precision) {
  const layout = layOutReduction({ d, rank, targets: 1, precision });
  const memory = new WebAssembly.Memory({ initial: layout.pages });
  const calls = bindKernels(kernels, memory);
  const numbers = (address: number, length: number): Float32Array | Float64Array =>
    precision === 'float32'
      ? new Float32Array(memory.buffer, address, length)
      : new Float64Array(memory.buffer, address, length);
  const float64 = (address: number, length: number) => new Float64Array(memory.buffer, address, length);
  return { layout, calls, steps: calls[precision], numbers, float64, memory };
}

/** `[rows, columns]` of random numbers that float32 holds exactly. */
function randomMatrix(rows: number, columns: number, seed: number): number[][] {
  const next = normal(seed);
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => Math.fround(next())));
}

function entry(matrix: number[][], i: number, j: number): number {
  return matrix[i]?.[j] ?? Number.NaN;
}

/** Largest |a − b| over entries. */
function distance(a: number[][], b: number[][]): number {
  return Math.max(...a.flatMap((row, i) => row.map((value, j) => Math.abs(value - entry(b, i, j)))));
}

/** A·Bᵀ. */
function productWithTranspose(a: number[][], b: number[][]): number[][] {
  return a.map((left) => b.map((right) => left.reduce((sum, value, k) => sum + value * (right[k] ?? 0), 0)));
}

function transpose(matrix: number[][]): number[][] {
  return (matrix[0] ?? []).map((_, j) => matrix.map((row) => row[j] ?? 0));
}

function writeRows(target: Float32Array | Float64Array, rows: number[][], stride: number): void {
  rows.forEach((row, i) => {
    target.set(row, i * stride);
  });
}

function readRows(source: Float32Array | Float64Array, rows: number, columns: number, stride: number): number[][] {
  return Array.from({ length: rows }, (_, i) => [...source.subarray(i * stride, i * stride + columns)]);
}

/** R packed in panels, as `kernels/multiply-triangular.ts` takes it. */
function packPanels(target: Float32Array | Float64Array, factor: number[][], d: number, layout: ReductionLayout): void {
  const { panelColumns } = layout;
  factor.forEach((row, j) => {
    row.forEach((value, k) => {
      target[(Math.floor(j / panelColumns) * d + k) * panelColumns + (j % panelColumns)] = value;
    });
  });
}

const precisions = fc.constantFrom<Precision>('float32', 'float64');
const sizes = fc.tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 70 }), fc.integer(), precisions);
const roundingOf = (precision: Precision): number => (precision === 'float32' ? 2e-5 : 1e-12);

describe('multiplyTriangular', () => {
  it('is scale·W·P·Rᵀ', () => {
    fc.assert(
      fc.property(sizes, ([d, most, seed, precision]) => {
        const rank = Math.min(d, most);
        const { layout: at, steps, numbers, memory } = bench(d, rank, precision);
        const weight = randomMatrix(d, d, seed);
        const factor = randomMatrix(rank, d, seed + 1).map((row, j) =>
          row.map((value, k) => (k <= j + d - rank ? value : 0)),
        );
        const order = Array.from({ length: d }, (_, k) => (k + Math.abs(seed)) % d);
        new Float32Array(memory.buffer, at.weight, d * d).set(weight.flat());
        new Int32Array(memory.buffer, at.columnOrder, d).set(order);
        packPanels(numbers(at.factorPanels, Math.ceil(rank / at.panelColumns) * at.panelColumns * d), factor, d, at);
        steps.multiplyTriangular(
          at.weight,
          at.columnOrder,
          0.25,
          at.factorPanels,
          d,
          d,
          rank,
          at.strips,
          at.mapped,
          at.rowBytes,
        );
        const permuted = weight.map((row) => order.map((k) => 0.25 * (row[k] ?? 0)));
        const product = readRows(numbers(at.mapped, d * at.rowLength), d, rank, at.rowLength);
        expect(distance(product, productWithTranspose(permuted, factor))).toBeLessThan(roundingOf(precision));
      }),
      { numRuns: 60 },
    );
  });

  it('adds up the blocks of a long sum', () => {
    const d = 600;
    const { layout: at, steps, numbers, memory } = bench(d, d, 'float64');
    const weight = randomMatrix(d, d, 1);
    const factor = randomMatrix(d, d, 2).map((row, j) => row.map((value, k) => (k <= j ? value : 0)));
    new Float32Array(memory.buffer, at.weight, d * d).set(weight.flat());
    new Int32Array(memory.buffer, at.columnOrder, d).set(Int32Array.from(weight.keys()));
    packPanels(numbers(at.factorPanels, d * d), factor, d, at);
    steps.multiplyTriangular(at.weight, at.columnOrder, 1, at.factorPanels, d, d, d, at.strips, at.mapped, at.rowBytes);
    const rows = [0, 5, 299, 599];
    const product = readRows(numbers(at.mapped, d * at.rowLength), d, d, at.rowLength);
    const expected = productWithTranspose(
      rows.map((i) => weight[i] ?? []),
      factor,
    );
    expect(
      distance(
        rows.map((i) => product[i] ?? []),
        expected,
      ),
    ).toBeLessThan(1e-10);
  });
});

describe('largestMagnitude', () => {
  it('is the largest size of a number, and not finite if one is not', () => {
    const numbers = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 70 });
    fc.assert(
      fc.property(
        numbers,
        fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
        (values, bad) => {
          const { layout: at, calls, memory } = bench(9, 9, 'float32');
          const view = new Float32Array(memory.buffer, at.weight, 81);
          view.set(values);
          expect(calls.largestMagnitude(at.weight, values.length)).toBe(Math.max(...values.map(Math.abs)));
          values.forEach((_, place) => {
            view.set(values.with(place, bad));
            expect(calls.largestMagnitude(at.weight, values.length)).not.toSatisfy(Number.isFinite);
          });
        },
      ),
    );
  });
});

describe('gram', () => {
  it('is the lower half of BᵀB', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 60 }), fc.integer(), precisions),
        (sample) => {
          const [d, n, seed, precision] = sample;
          const { layout: at, steps, numbers } = bench(d, n - 1, precision);
          const matrix = randomMatrix(d, n, seed);
          writeRows(numbers(at.mapped, d * at.rowLength), matrix, at.rowLength);
          steps.gram(at.mapped, d, n, at.strips, at.panels, at.gram, at.rowBytes);
          const columns = transpose(matrix);
          const lower = (rows: number[][]) => rows.map((row, i) => row.map((value, j) => (j <= i ? value : 0)));
          const product = lower(readRows(numbers(at.gram, n * at.rowLength), n, n, at.rowLength));
          expect(distance(product, lower(productWithTranspose(columns, columns)))).toBeLessThan(
            20 * roundingOf(precision),
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('tridiagonalise and applyReflectors', () => {
  it('give back G = H·T·Hᵀ, with H orthogonal to float64', () => {
    fc.assert(
      fc.property(sizes, ([n, d, seed, precision]) => {
        const { layout: at, steps, numbers, float64 } = bench(d, n - 1, precision);
        const columns = transpose(randomMatrix(d, n, seed));
        const matrix = productWithTranspose(columns, columns);
        writeRows(numbers(at.gram, n * at.rowLength), matrix, at.rowLength);
        steps.tridiagonalise(
          at.gram,
          at.rowBytes,
          n,
          at.reflectors,
          at.taus,
          at.pending,
          at.product,
          at.diagonal,
          at.offDiagonal,
        );
        const rotate = (vector: number[], backwards: boolean): number[] => {
          const stored = float64(at.vectors, at.rowLength);
          stored.fill(0);
          stored.set(vector);
          steps.applyReflectors(at.reflectors, at.rowBytes, at.taus, n, at.vectors, at.rowLength * 8, 1, backwards);
          return [...stored.subarray(0, n)];
        };
        const identity = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => Number(i === j)));
        expect(
          distance(
            identity.map((row) => rotate(rotate(row, false), true)),
            identity,
          ),
        ).toBeLessThan(1e-12);
        const rotated = identity.map((row) => rotate(row, false));
        const tridiagonal = tridiagonalMatrix(float64(at.diagonal, n), float64(at.offDiagonal, n));
        const again = productWithTranspose(productWithTranspose(rotated, tridiagonal), rotated);
        expect(distance(again, matrix)).toBeLessThan(roundingOf(precision) * d);
      }),
      { numRuns: 60 },
    );
  });

  it('leave a diagonal matrix alone', () => {
    const { layout: at, steps, numbers, float64 } = bench(5, 4, 'float32');
    writeRows(
      numbers(at.gram, 5 * at.rowLength),
      [1, 2, 3, 4, 5].map((value, i) => [0, 0, 0, 0, 0].with(i, value)),
      at.rowLength,
    );
    steps.tridiagonalise(
      at.gram,
      at.rowBytes,
      5,
      at.reflectors,
      at.taus,
      at.pending,
      at.product,
      at.diagonal,
      at.offDiagonal,
    );
    expect([...float64(at.diagonal, 5)]).toEqual([1, 2, 3, 4, 5]);
    expect([...float64(at.offDiagonal, 5)]).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('applyGram', () => {
  it('is B̂ᵀB̂·u, from scale·W and R', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 40 }), fc.integer(), (d, most, seed) => {
        const rank = Math.min(d, most);
        const { layout: at, calls, float64, memory } = bench(d, rank, 'float32');
        const { probe } = at;
        const weight = randomMatrix(d, d, seed);
        const factor = randomMatrix(rank, d, seed + 1).map((row, j) =>
          row.map((value, k) => (k <= j + d - rank ? value : 0)),
        );
        const order = Array.from({ length: d }, (_, k) => d - 1 - k);
        const mean = randomMatrix(1, d, seed + 2)[0] ?? [];
        const vector = randomMatrix(1, rank + 1, seed + 3)[0] ?? [];
        new Float32Array(memory.buffer, at.weight, d * d).set(weight.flat());
        new Int32Array(memory.buffer, at.columnOrder, d).set(order);
        writeRows(float64(probe.factor, rank * probe.factorLength), factor, probe.factorLength);
        float64(at.mappedMean, d).set(mean);
        float64(probe.vectors, rank + 1).set(vector);
        const { source, mapped, work, result } = probe;
        const quadratic = calls.applyGram(
          at.weight,
          at.columnOrder,
          4,
          probe.factor,
          at.mappedMean,
          d,
          d,
          rank,
          probe.vectors,
          source,
          mapped,
          work,
          result,
        );
        const permuted = weight.map((row) => order.map((k) => 4 * (row[k] ?? 0)));
        const whitened = permuted.map((row, i) => [...(productWithTranspose([row], factor)[0] ?? []), mean[i] ?? 0]);
        const image = productWithTranspose([vector], whitened)[0] ?? [];
        const expected = productWithTranspose([image], transpose(whitened))[0] ?? [];
        const size = 1 + image.reduce((sum, value) => sum + value * value, 0);
        expect(Math.abs(quadratic - size + 1)).toBeLessThan(1e-12 * size);
        expect(distance([[...float64(probe.result, rank + 1)]], [expected])).toBeLessThan(1e-12 * size * d);
      }),
      { numRuns: 60 },
    );
  });
});

function tridiagonalMatrix(diagonal: Float64Array, offDiagonal: Float64Array): number[][] {
  const n = diagonal.length;
  const beside = (i: number, j: number): number => (Math.abs(i - j) === 1 ? (offDiagonal[Math.max(i, j)] ?? 0) : 0);
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (__, j) => (i === j ? (diagonal[i] ?? 0) : beside(i, j))),
  );
}
