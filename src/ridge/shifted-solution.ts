import { largestEigenvalue } from '../logme/extreme-eigenvalues.ts';
import { bindKernels, type KernelCalls } from '../logme/kernel-calls.ts';
import { arena } from '../logme/memory-layout.ts';
import type { ReducedMap } from '../logme/reduce-map.ts';
import { ShiftedTridiagonal } from '../logme/shifted-tridiagonal.ts';
import type { MapSums } from './map-sums.ts';

/** Vectors that are reflected at a time: they stay in the second-level cache while the reflections go by. */
const vectorsAtATime = 32;

/** What the fit with one λ leaves, and the dimensions that it takes. */
export interface Fit {
  /** Σw‖e − ē − Dᵀ(x − x̄)‖². */
  residual: number;
  /** γ = Σ s²/(s² + λ). */
  effectiveDimensions: number;
  /** d − γ, exact where it is small. */
  freeDimensions: number;
}

/**
 * The normal equations (A + λI)·D = C for any λ, A = Σw(x − x̄)(x − x̄)ᵀ, C = Σw(x − x̄)(e − ē)ᵀ: with A = QTQᵀ, T tridiagonal, they are (T + λI)·QᵀD = QᵀC, so
 * that each λ costs O(d²). Which Q that is does not matter, the eigenvectors or this one, which takes a fraction of their time.
 */
export class ShiftedSolution {
  readonly #d: number;
  readonly #rowLength: number;
  readonly #memory: WebAssembly.Memory;
  readonly #calls: KernelCalls;
  readonly #at: Record<'matrix' | 'reflectors' | 'taus' | 'pending' | 'product' | 'cross', number>;
  readonly #tridiagonal: ReducedMap;
  readonly #system: ShiftedTridiagonal;
  readonly #scratch: Float64Array;
  /** Σw‖e − ē‖². */
  readonly total: number;
  /** The largest eigenvalue of A. */
  readonly largest: number;

  constructor(sums: MapSums) {
    const { dimension: d, rowLength } = sums;
    this.#d = d;
    this.#rowLength = rowLength;
    const { take, pages } = arena();
    const rowBytes = rowLength * 8;
    this.#at = {
      matrix: take(rowLength * rowBytes),
      reflectors: take(rowLength * rowBytes),
      taus: take(rowBytes),
      pending: take(rowBytes),
      product: take(rowBytes),
      cross: take(rowLength * rowBytes),
    };
    const diagonalAt = take(rowBytes);
    const offDiagonalAt = take(rowBytes);
    this.#memory = new WebAssembly.Memory({ initial: pages() });
    this.#calls = bindKernels(sums.kernels, this.#memory);
    this.total = centreSums(sums, this.#numbers(this.#at.matrix), this.#numbers(this.#at.cross));
    const { matrix, reflectors, taus, pending, product, cross } = this.#at;
    this.#calls.float64.tridiagonalise(
      matrix,
      rowBytes,
      d,
      reflectors,
      taus,
      pending,
      product,
      diagonalAt,
      offDiagonalAt,
    );
    this.#reflect(cross, false);
    this.#tridiagonal = {
      size: d,
      exponent: 0,
      diagonal: new Float64Array(this.#memory.buffer, diagonalAt, d),
      offDiagonal: new Float64Array(this.#memory.buffer, offDiagonalAt, d),
      coordinates: [],
      unexplained: new Float64Array(),
    };
    this.largest = largestEigenvalue(this.#tridiagonal);
    this.#system = new ShiftedTridiagonal(d);
    this.#scratch = new Float64Array(d);
  }

  /**
   * What is left with λ. Of a column c of C and its v = λ(T + λI)⁻¹Qᵀc, ‖e − Xd‖² = ‖e‖² − 2cᵀd + dᵀAd = ‖e‖² − dᵀAd − 2‖v‖²/λ.
   */
  fit(lambda: number): Fit {
    const system = this.#factor(lambda);
    let explained = 0;
    for (let column = 0; column < this.#d; column++) {
      system.solve(this.#coordinates(column), this.#scratch);
      explained += system.weightsSquared + (2 * system.residualSquared) / lambda;
    }
    return {
      residual: Math.max(0, this.total - explained),
      effectiveDimensions: system.determinedDimensions,
      freeDimensions: system.undeterminedDimensions,
    };
  }

  /** Dᵀ `[d, d]`: row j is what dimension j changes by. */
  change(lambda: number): Float64Array {
    const system = this.#factor(lambda);
    return this.#rotatedBack((row, target) => {
      system.solve(this.#coordinates(row), this.#scratch);
      for (let k = 0; k < this.#d; k++) target[k] = (this.#scratch[k] ?? 0) / lambda;
    });
  }

  /**
   * H `[d, d]` with HᵀH = (A + λI)⁻¹: a row at x has the leverage ‖H(x − x̄)‖². With T + λI = L·P·Lᵀ (P the pivots), H = P^(−½)·L⁻¹·Qᵀ.
   */
  leverages(lambda: number): Float64Array {
    const { diagonal, offDiagonal } = this.#tridiagonal;
    const pivots = new Float64Array(this.#d);
    const multipliers = new Float64Array(this.#d + 1);
    for (let i = 0; i < this.#d; i++) {
      const beside = i === 0 ? 0 : (offDiagonal[i] ?? 0);
      multipliers[i] = i === 0 ? 0 : beside / (pivots[i - 1] ?? 1);
      pivots[i] = (diagonal[i] ?? 0) + lambda - beside * (multipliers[i] ?? 0);
    }
    return this.#rotatedBack((row, target) => {
      let value = 1 / Math.sqrt(pivots[row] ?? 1);
      for (let k = row; k >= 0; k--) {
        target[k] = value;
        value *= -(multipliers[k] ?? 0);
      }
    });
  }

  #factor(lambda: number): ShiftedTridiagonal {
    if (this.#system.factor(this.#tridiagonal, lambda)) return this.#system;
    throw new RangeError(`the sums are not positive definite with λ = ${lambda}`);
  }

  /** QᵀC, one column. */
  #coordinates(column: number): Float64Array {
    return new Float64Array(this.#memory.buffer, this.#at.cross + column * this.#rowLength * 8, this.#d);
  }

  /** `[d, d]` of rows that `fill` writes into zeros, each multiplied by Q. Takes the place of A. */
  #rotatedBack(fill: (row: number, target: Float64Array) => void): Float64Array {
    const d = this.#d;
    const matrix = this.#numbers(this.#at.matrix).fill(0);
    for (let row = 0; row < d; row++) fill(row, matrix.subarray(row * this.#rowLength, row * this.#rowLength + d));
    this.#reflect(this.#at.matrix, true);
    const rotated = new Float64Array(d * d);
    for (let row = 0; row < d; row++) {
      rotated.set(matrix.subarray(row * this.#rowLength, row * this.#rowLength + d), row * d);
    }
    return rotated;
  }

  #reflect(address: number, backwards: boolean): void {
    const { reflectors, taus } = this.#at;
    const rowBytes = this.#rowLength * 8;
    for (let begin = 0; begin < this.#d; begin += vectorsAtATime) {
      const count = Math.min(vectorsAtATime, this.#d - begin);
      const vectors = address + begin * rowBytes;
      this.#calls.float64.applyReflectors(reflectors, rowBytes, taus, this.#d, vectors, rowBytes, count, backwards);
    }
  }

  #numbers(address: number): Float64Array {
    return new Float64Array(this.#memory.buffer, address, this.#d * this.#rowLength);
  }
}

/** Writes the sums as they are counted from the means, and gives Σw‖e − ē‖². */
function centreSums(sums: MapSums, gram: Float64Array, cross: Float64Array): number {
  const { dimension: d, rowLength, weight, first, squares } = sums;
  const counted = sums.matrices();
  gram.set(counted.gram);
  cross.set(counted.cross);
  let shift = 0;
  for (let i = 0; i < d; i++) {
    const x = (first.x[i] ?? 0) / weight;
    const change = (first.change[i] ?? 0) / weight;
    shift += change * (first.change[i] ?? 0);
    for (let k = 0; k < d; k++) {
      const at = i * rowLength + k;
      gram[at] = (gram[at] ?? 0) - x * (first.x[k] ?? 0);
      cross[at] = (cross[at] ?? 0) - change * (first.x[k] ?? 0);
    }
  }
  return Math.max(0, squares.centredChange - shift);
}
