import { bindKernels, type KernelCalls } from '../logme/kernel-calls.ts';
import { arena, roundUp } from '../logme/memory-layout.ts';
import { RidgeError } from './ridge-error.ts';

/** Rows that are multiplied at a time. */
const blockRows = 512;

/** Rows that the kernel packs at a time, as in `logme/kernels/cross-product.ts`. */
const crossDepth = 128;

/** Numbers to which rows of matrices are padded: whole strips (6), panels and diagonal blocks (4). */
export const rowUnit = 24;

/** Means of x and of the change e, `[d]` each. */
export interface Means {
  x: Float64Array;
  change: Float64Array;
}

/**
 * What a linear map from embeddings before fine-tuning (x) to those after it (y) is fitted from: sums over rows, in float64. Their size depends on
 * d alone, so rows may stream by, any number of them.
 *
 * Kept are, for rows with weights w and with the change e = y − x, N = Σw, Σwx, Σwe, Σw·xxᵀ, Σw·exᵀ, Σw‖e‖² and Σw‖y‖². They are Σx, Σy, XᵀX, XᵀY and
 * Σ‖y‖² in another form: where y is almost x, a difference of sums would lose what a sum of differences keeps. For the same reason everything is
 * counted from a centre close to the mean, that of the first rows, as the sums of a dimension far from 0 would lose its variance.
 */
export class MapSums {
  /** d */
  readonly dimension: number;
  readonly kernels: WebAssembly.Module;
  /** Rows, and N. */
  rows = 0;
  weight = 0;
  /** From where x and e are counted, `[d]` each. */
  readonly centre: Means;
  /** Σw(x − centre), Σw(e − centre), `[d]` each. */
  readonly first: Means;
  /** Σw‖e‖²; Σw‖e − centre‖²; Σw‖y − centre‖². */
  readonly squares = { change: 0, centredChange: 0, target: 0 };
  /** Numbers from one row of a matrix to the next. */
  readonly rowLength: number;
  readonly #memory: WebAssembly.Memory;
  readonly #calls: KernelCalls;
  readonly #at: Record<'block' | 'strips' | 'panels' | 'gram' | 'cross', number>;

  /** @param kernels from `loadKernels` */
  constructor(dimension: number, kernels: WebAssembly.Module) {
    if (!Number.isInteger(dimension) || dimension < 1) throw new RidgeError('sizes', `${dimension} is no dimension`);
    const numbers = () => new Float64Array(dimension);
    this.dimension = dimension;
    this.kernels = kernels;
    this.centre = { x: numbers(), change: numbers() };
    this.first = { x: numbers(), change: numbers() };
    this.rowLength = roundUp(dimension, rowUnit);
    const { take, pages } = arena();
    this.#at = {
      block: take(blockRows * 2 * this.rowLength * 8),
      strips: take(crossDepth * this.rowLength * 8),
      panels: take(crossDepth * this.rowLength * 8),
      gram: take(this.rowLength * this.rowLength * 8),
      cross: take(this.rowLength * this.rowLength * 8),
    };
    this.#memory = new WebAssembly.Memory({ initial: pages() });
    this.#calls = bindKernels(kernels, this.#memory);
  }

  /**
   * Takes rows of embeddings.
   *
   * @param x, y `[rows, d]` row-major
   * @param weight of each of these rows, positive; 1 on average over all rows, or λ means something else
   * @throws {RidgeError} sizes; not-finite, after which the sums are of no use
   */
  add(x: Float32Array, y: Float32Array, rows: number, weight = 1): void {
    const d = this.dimension;
    if (x.length !== rows * d || y.length !== rows * d) {
      throw new RidgeError('sizes', `${x.length} and ${y.length} numbers are not ${rows} rows of ${d}`);
    }
    checkFinite(x, y, d);
    if (this.rows === 0) this.#chooseCentre(x, y, rows);
    for (let begin = 0; begin < rows; begin += blockRows) {
      const end = Math.min(begin + blockRows, rows);
      this.#fillBlock(x, y, begin, end, weight);
      this.#multiplyBlock(end - begin);
    }
    this.rows += rows;
    this.weight += rows * weight;
  }

  /** Σw(x − centre)(x − centre)ᵀ `[d, rowLength]`, lower half; and Σw(e − centre)(x − centre)ᵀ of the same size, one row a dimension of e. Views. */
  matrices(): { gram: Float64Array; cross: Float64Array } {
    const numbers = this.dimension * this.rowLength;
    const { buffer } = this.#memory;
    return {
      gram: new Float64Array(buffer, this.#at.gram, numbers),
      cross: new Float64Array(buffer, this.#at.cross, numbers),
    };
  }

  /** x̄ and ē, of at least one row. */
  means(): Means {
    const { centre, first, weight } = this;
    return {
      x: centre.x.map((value, k) => value + (first.x[k] ?? 0) / weight),
      change: centre.change.map((value, k) => value + (first.change[k] ?? 0) / weight),
    };
  }

  /** The mean of the first rows as float32, so that a dimension that never changes is counted from exactly its value. */
  #chooseCentre(x: Float32Array, y: Float32Array, rows: number): void {
    const d = this.dimension;
    const counted = Math.min(rows, blockRows);
    for (let k = 0; k < d; k++) {
      let sum = 0;
      let change = 0;
      for (let row = 0; row < counted; row++) {
        const value = x[row * d + k] ?? 0;
        sum += value;
        change += (y[row * d + k] ?? 0) - value;
      }
      this.centre.x[k] = Math.fround(sum / counted);
      this.centre.change[k] = Math.fround(change / counted);
    }
  }

  /** Writes rows `begin` ≤ i < `end` times √w as [x − centre, e − centre], and adds to the sums that are no matrices. */
  #fillBlock(x: Float32Array, y: Float32Array, begin: number, end: number, weight: number): void {
    const d = this.dimension;
    const block = new Float64Array(this.#memory.buffer, this.#at.block, blockRows * 2 * this.rowLength);
    const { centre, first, squares } = this;
    const root = Math.sqrt(weight);
    for (let row = begin; row < end; row++) {
      const at = (row - begin) * 2 * this.rowLength;
      let changed = 0;
      let centred = 0;
      let target = 0;
      for (let k = 0; k < d; k++) {
        const value = x[row * d + k] ?? 0;
        const change = (y[row * d + k] ?? 0) - value;
        const fromX = value - (centre.x[k] ?? 0);
        const fromChange = change - (centre.change[k] ?? 0);
        block[at + k] = root * fromX;
        block[at + this.rowLength + k] = root * fromChange;
        first.x[k] = (first.x[k] ?? 0) + weight * fromX;
        first.change[k] = (first.change[k] ?? 0) + weight * fromChange;
        changed += change * change;
        centred += fromChange * fromChange;
        target += (fromX + fromChange) * (fromX + fromChange);
      }
      squares.change += weight * changed;
      squares.centredChange += weight * centred;
      squares.target += weight * target;
    }
  }

  #multiplyBlock(rows: number): void {
    const { block, strips, panels, gram, cross } = this.#at;
    const d = this.dimension;
    const rowBytes = this.rowLength * 8;
    const x = block;
    const change = block + rowBytes;
    const { crossProduct } = this.#calls;
    crossProduct(x, 2 * rowBytes, d, x, 2 * rowBytes, d, rows, strips, panels, gram, rowBytes, true, true);
    crossProduct(change, 2 * rowBytes, d, x, 2 * rowBytes, d, rows, strips, panels, cross, rowBytes, false, true);
  }
}

/** @throws {RidgeError} not-finite */
export function checkFinite(x: Float32Array, y: Float32Array, d: number): void {
  for (let at = 0; at < x.length; at++) {
    // NaN or infinity minus itself is NaN.
    const value = (x[at] ?? 0) + (y[at] ?? 0);
    if (value - value !== 0) throw new RidgeError('not-finite', 'an embedding is not finite', Math.floor(at / d));
  }
}
