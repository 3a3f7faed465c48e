import { bindKernels, type KernelCalls } from '../logme/kernel-calls.ts';
import { arena, roundUp } from '../logme/memory-layout.ts';
import { checkFinite, type Means, rowUnit } from './map-sums.ts';
import { RidgeError } from './ridge-error.ts';

/** Rows that are multiplied at a time, a multiple of `rowUnit`. */
const blockRows = 240;

/** Rows that the kernel packs at a time, as in `logme/kernels/cross-product.ts`. */
const crossDepth = 128;

/** Squared errors of some rows, summed over rows and dimensions, without the rows' weight. */
export interface SquaredErrors {
  /** Of a map fitted without the row. */
  leftOut: number;
  /** Of "nothing changed". */
  identity: number;
}

/** What the errors are computed from. */
export interface LeaveOneOutBasis {
  kernels: WebAssembly.Module;
  d: number;
  /** N = Σw */
  totalWeight: number;
  means: Means;
  /** Dᵀ `[d, d]` */
  change: Float64Array;
  /** H `[d, d]`, HᵀH = (A + λI)⁻¹ */
  leverages: Float64Array;
}

/**
 * Exact errors of each row under the map that is fitted without it, at the same λ, from the map that is fitted with all: for a fit that is linear in y, what is left
 * of a row is divided by 1 − h, h = w·(1/N + (x − x̄)ᵀ(A + λI)⁻¹(x − x̄)) its leverage (Allen's PRESS, Technometrics 16, 1974). The weights of the other rows stay as they are.
 */
export class LeaveOneOut {
  readonly #basis: Omit<LeaveOneOutBasis, 'leverages'>;
  readonly #rowLength: number;
  readonly #memory: WebAssembly.Memory;
  readonly #calls: KernelCalls;
  readonly #at: Record<'block' | 'operand' | 'strips' | 'panels' | 'product', number>;

  constructor(basis: LeaveOneOutBasis) {
    this.#basis = basis;
    this.#rowLength = 2 * roundUp(basis.d, rowUnit);
    const { take, pages } = arena();
    this.#at = {
      block: take(basis.d * blockRows * 8),
      operand: take(basis.d * this.#rowLength * 8),
      strips: take(crossDepth * blockRows * 8),
      panels: take(crossDepth * this.#rowLength * 8),
      product: take(blockRows * this.#rowLength * 8),
    };
    this.#memory = new WebAssembly.Memory({ initial: pages() });
    this.#calls = bindKernels(basis.kernels, this.#memory);
    this.#writeOperand(basis);
  }

  /**
   * Errors of rows that the map was fitted on.
   *
   * @param x, y `[rows, d]` row-major
   * @param weight that these rows had
   * @throws {RidgeError} sizes, not-finite
   */
  errorsOf(x: Float32Array, y: Float32Array, rows: number, weight = 1): SquaredErrors {
    const { d } = this.#basis;
    if (x.length !== rows * d || y.length !== rows * d) {
      throw new RidgeError('sizes', `${x.length} and ${y.length} numbers are not ${rows} rows of ${d}`);
    }
    checkFinite(x, y, d);
    const errors = { leftOut: 0, identity: 0 };
    for (let begin = 0; begin < rows; begin += blockRows) {
      const end = Math.min(begin + blockRows, rows);
      this.#fillBlock(x, begin, end);
      this.#multiply(end - begin);
      for (let row = begin; row < end; row++) this.#addErrors(errors, row - begin, row * d, x, y, weight);
    }
    return errors;
  }

  /** [Hᵀ, D] `[d, rowLength]`, each in a half of its own: what rows are multiplied by. */
  #writeOperand({ d, change, leverages }: LeaveOneOutBasis): void {
    const operand = new Float64Array(this.#memory.buffer, this.#at.operand, d * this.#rowLength);
    const second = this.#rowLength / 2;
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < d; k++) {
        operand[k * this.#rowLength + j] = leverages[j * d + k] ?? 0;
        operand[k * this.#rowLength + second + j] = change[j * d + k] ?? 0;
      }
    }
  }

  /** Writes centred rows as columns, `[d, blockRows]`. */
  #fillBlock(x: Float32Array, begin: number, end: number): void {
    const { d, means } = this.#basis;
    const block = new Float64Array(this.#memory.buffer, this.#at.block, d * blockRows);
    for (let k = 0; k < d; k++) {
      const mean = means.x[k] ?? 0;
      for (let row = begin; row < end; row++) block[k * blockRows + row - begin] = (x[row * d + k] ?? 0) - mean;
    }
  }

  #multiply(rows: number): void {
    const { block, operand, strips, panels, product } = this.#at;
    const { d } = this.#basis;
    const rowBytes = this.#rowLength * 8;
    const columns = this.#rowLength;
    const blockBytes = blockRows * 8;
    this.#calls.crossProduct(
      block,
      blockBytes,
      rows,
      operand,
      rowBytes,
      columns,
      d,
      strips,
      panels,
      product,
      rowBytes,
      false,
      false,
    );
  }

  #addErrors(errors: SquaredErrors, place: number, at: number, x: Float32Array, y: Float32Array, weight: number): void {
    const { d, means, totalWeight } = this.#basis;
    const product = new Float64Array(
      this.#memory.buffer,
      this.#at.product + place * this.#rowLength * 8,
      this.#rowLength,
    );
    const second = this.#rowLength / 2;
    let leverage = 1 / totalWeight;
    let left = 0;
    let changed = 0;
    for (let k = 0; k < d; k++) {
      const change = (y[at + k] ?? 0) - (x[at + k] ?? 0);
      const rest = change - (means.change[k] ?? 0) - (product[second + k] ?? 0);
      leverage += (product[k] ?? 0) ** 2;
      left += rest * rest;
      changed += change * change;
    }
    errors.leftOut += left / (1 - weight * leverage) ** 2;
    errors.identity += changed;
  }
}
