/**
 * The centred features of one map, F = (X − 1μᵀ)·Wᵀ `[n, d]`, in float64. No estimator here depends on where features have their origin, so the bias of a map
 * is not needed, and small differences keep their digits.
 */
import { bindKernels, type KernelCalls } from '../logme/kernel-calls.ts';
import { LogmeError } from '../logme/logme-error.ts';
import { arena, roundUp } from '../logme/memory-layout.ts';
import type { EmbeddingMap, LabelledEmbeddings } from '../logme/types.ts';

/** Numbers to which rows of matrices are padded: whole strips (6), panels and diagonal blocks (4). */
const rowUnit = 24;

/** Rows that the kernel packs at a time, as in `logme/kernels/cross-product.ts`. */
const crossDepth = 128;

/** Rows of a strip, as in `logme/kernels/micro-kernel.ts`. */
const stripRows = 6;

/** Rows of FFᵀ that are multiplied at a time: whole strips. */
export const blockRows = 240;

/** Vectors that are rotated at a time: they stay in the second-level cache. */
export const batchRows = 32;

/** Holds the centred embeddings, and F of one map at a time, in memory of its own: 40 MB for 1,000 rows of 768 dimensions. */
export class MappedFeatures {
  readonly n: number;
  readonly d: number;
  /** Rows of the smaller of FᵀF and FFᵀ. */
  readonly size: number;
  /** Whether that is FᵀF. */
  readonly byDimension: boolean;
  readonly kernels: KernelCalls;
  /** Numbers from one row to the next: of matrices as wide as there are rows, dimensions, and the smaller of both. */
  readonly rowLength: { rows: number; dimensions: number; size: number };
  readonly at: Record<
    | 'centred'
    | 'weight'
    | 'features'
    | 'transposed'
    | 'strips'
    | 'panels'
    | 'gram'
    | 'reflectors'
    | 'pending'
    | 'product'
    | 'taus'
    | 'diagonal'
    | 'offDiagonal'
    | 'vectors'
    | 'block',
    number
  >;
  readonly #memory: WebAssembly.Memory;

  /** @param vectors how many label vectors are rotated at a time at most */
  constructor({ embeddings, n, d }: LabelledEmbeddings, kernels: WebAssembly.Module, vectors: number) {
    this.n = n;
    this.d = d;
    this.size = Math.min(n, d);
    this.byDimension = d <= n;
    // At least one zero after the numbers of a row: reflections read pairs.
    const length = (numbers: number) => roundUp(numbers + 2, rowUnit);
    const rowLength = { rows: length(n), dimensions: length(d), size: length(this.size) };
    this.rowLength = rowLength;
    const { take, pages } = arena();
    const matrix = (rows: number, stride: number) => take(roundUp(rows, stripRows) * stride * 8);
    const packed = crossDepth * Math.max(rowLength.rows, rowLength.dimensions);
    this.at = {
      centred: matrix(d, rowLength.rows),
      weight: matrix(d, rowLength.dimensions),
      features: matrix(n, rowLength.dimensions),
      transposed: matrix(d, rowLength.rows),
      strips: take(packed * 8),
      panels: take(packed * 8),
      gram: matrix(rowLength.size, rowLength.size),
      reflectors: matrix(rowLength.size, rowLength.size),
      pending: take(rowLength.size * 8),
      product: take(rowLength.size * 8),
      taus: take(rowLength.size * 8),
      diagonal: take(rowLength.size * 8),
      offDiagonal: take(rowLength.size * 8),
      vectors: matrix(Math.max(vectors, batchRows), rowLength.size),
      block: matrix(blockRows, rowLength.rows),
    };
    this.#memory = new WebAssembly.Memory({ initial: pages() });
    this.kernels = bindKernels(kernels, this.#memory);
    this.#writeCentred(embeddings);
  }

  /** Computes F and Fᵀ. @throws {LogmeError} map-size, map-not-finite */
  read(map: EmbeddingMap): void {
    this.#writeWeight(map);
    const { n, d, at, rowLength } = this;
    const [rowBytes, dimensionBytes] = [rowLength.rows * 8, rowLength.dimensions * 8];
    this.kernels.crossProduct(
      ...[at.centred, rowBytes, n, at.weight, dimensionBytes, d, d],
      ...[at.strips, at.panels, at.features, dimensionBytes, false, false],
    );
    const features = this.numbers(at.features, n * rowLength.dimensions);
    const transposed = this.numbers(at.transposed, d * rowLength.rows);
    for (let row = 0; row < n; row++) {
      for (let k = 0; k < d; k++) {
        transposed[k * rowLength.rows + row] = features[row * rowLength.dimensions + k] ?? 0;
      }
    }
  }

  /** The features of one row, a view. */
  row(row: number): Float64Array {
    return this.numbers(this.at.features + row * this.rowLength.dimensions * 8, this.d);
  }

  /** A view of the memory. */
  numbers(address: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#memory.buffer, address, length);
  }

  #writeCentred(embeddings: Float32Array): void {
    const { n, d, rowLength } = this;
    const centred = this.numbers(this.at.centred, d * rowLength.rows);
    for (let k = 0; k < d; k++) {
      let sum = 0;
      for (let row = 0; row < n; row++) sum += embeddings[row * d + k] ?? 0;
      const mean = sum / n;
      for (let row = 0; row < n; row++) centred[k * rowLength.rows + row] = (embeddings[row * d + k] ?? 0) - mean;
    }
  }

  #writeWeight({ weight, bias }: EmbeddingMap): void {
    const { d, rowLength } = this;
    if (weight.length !== d * d) {
      throw new LogmeError('map-size', `a map of ${d} dimensions has ${d * d} weights; this has ${weight.length}`);
    }
    if (!weight.every(Number.isFinite) || bias?.every(Number.isFinite) === false) {
      throw new LogmeError('map-not-finite', 'the map holds a number that is NaN or infinite');
    }
    const transposed = this.numbers(this.at.weight, d * rowLength.dimensions);
    for (let row = 0; row < d; row++) {
      for (let k = 0; k < d; k++) transposed[k * rowLength.dimensions + row] = weight[row * d + k] ?? 0;
    }
  }
}
