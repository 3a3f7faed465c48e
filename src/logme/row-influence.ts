/**
 * The influence ψ of each row on a score, by the infinitesimal jackknife: the derivative of n·score by the weight of the row (Efron, "The Jackknife, the
 * Bootstrap and Other Resampling Plans", 1982, chapter 6; Giordano, Stephenson, Liu, Jordan and Broderick, "A Swiss Army Infinitesimal Jackknife", 2019).
 *
 * At the optimum of α and β only what depends on the weights directly counts (the envelope theorem). With row weights w the log evidence of a label column has
 *
 *     ∂(n·L_k)/∂w_i = ½ ln(β_k/2π) − ½·h_i − ½·β_k·r_ik²,
 *
 * r_k = y_k − F(FᵀF + t_k·I)⁻¹Fᵀy_k what the fit leaves, h_i the leverage. Only differences between rows count, which the first term does not make. The leverage is
 * left out: with and without it, standard errors differ by 0 to 9 %, and it would cost O(n·d²). So ψ_i is the mean of −½·β_k·r_ik² over the label columns,
 * minus its mean over the rows. With v = t(T + tI)⁻¹ζ_k the residual is r_k = (what no map explains of y_k) + [Q, 1/√n]·H·v.
 */
import { bindKernels, type KernelCalls } from './kernel-calls.ts';
import { arena, roundUp } from './memory-layout.ts';
import type { Reweighting, SharedStatistics } from './types.ts';

/** Computes influences, and what random reweightings of the rows make of them, in a memory of its own. */
export class RowInfluence {
  readonly #n: number;
  readonly #rows: number;
  readonly #draws: number;
  readonly #length: number;
  readonly #evenTargets: number;
  readonly #memory: WebAssembly.Memory;
  readonly #kernels: KernelCalls;
  readonly #at: Record<'basis' | 'unexplained' | 'normals' | 'residuals' | 'weights' | 'influence' | 'product', number>;

  constructor(statistics: SharedStatistics, { basis, draws, normals }: Reweighting, kernels: WebAssembly.Module) {
    const { n, rank, targets } = statistics;
    this.#n = n;
    this.#rows = basis.rows;
    this.#draws = draws;
    this.#length = roundUp(rank + 1, 2);
    this.#evenTargets = roundUp(targets, 2);
    const wholeTiles = roundUp(basis.rows, 4);
    const evenRows = roundUp(basis.rows, 2);
    const { take, pages } = arena();
    this.#at = {
      basis: take(wholeTiles * this.#length * 4),
      unexplained: take(wholeTiles * this.#evenTargets * 4),
      normals: take(draws * evenRows * 4),
      residuals: take(this.#evenTargets * this.#length * 8),
      weights: take(this.#evenTargets * 8),
      influence: take(wholeTiles * 8),
      product: take(draws * 4),
    };
    this.#memory = new WebAssembly.Memory({ initial: pages() });
    this.#kernels = bindKernels(kernels, this.#memory);
    this.#writeRows(this.#at.basis, basis.basis, rank + 1, this.#length);
    this.#writeRows(this.#at.unexplained, basis.unexplained, targets, this.#evenTargets);
    this.#writeRows(this.#at.normals, normals, basis.rows, evenRows);
  }

  /**
   * ψ `[rows]`.
   *
   * @param residuals H·v of each label column, in the coordinates of the basis
   * @param precisions β of each column
   */
  of(residuals: readonly Float64Array[], precisions: readonly number[]): Float64Array {
    const weights = new Float64Array(this.#memory.buffer, this.#at.weights, residuals.length);
    for (const [target, residual] of residuals.entries()) {
      const address = this.#at.residuals + target * this.#length * 8;
      new Float64Array(this.#memory.buffer, address, residual.length).set(residual);
      weights[target] = (-0.5 * (precisions[target] ?? 0)) / residuals.length;
    }
    this.#kernels.rowInfluence(
      this.#at.basis,
      this.#length * 4,
      roundUp(this.#rows, 4),
      this.#length,
      this.#at.unexplained,
      this.#at.residuals,
      this.#length * 8,
      this.#evenTargets,
      this.#at.weights,
      this.#at.influence,
    );
    const influence = new Float64Array(this.#memory.buffer, this.#at.influence, this.#rows).slice();
    const mean = influence.reduce((sum, value) => sum + value, 0) / this.#rows;
    return influence.map((value) => value - mean);
  }

  /** Of the difference of two scores, √(Σ(ψ_i − ψ_i')²)/n; from m of the n rows √(n/m) times as much. */
  standardError(influence: Float64Array, other: Float64Array): number {
    const squared = influence.reduce((sum, value, row) => sum + (value - (other[row] ?? 0)) ** 2, 0);
    return Math.sqrt(squared / (this.#n * this.#rows));
  }

  /** What each reweighting adds to the score, `[draws]`: Σ_i E_bi·ψ_i/n; where only m of the n rows are looked at, divided by √(n·m) instead. */
  draws(influence: Float64Array): Float32Array {
    const { normals, product, influence: vector } = this.#at;
    const scale = 1 / Math.sqrt(this.#n * this.#rows);
    new Float64Array(this.#memory.buffer, vector, this.#rows).set(influence.map((value) => value * scale));
    const evenRows = roundUp(this.#rows, 2);
    this.#kernels.multiplyRows(normals, evenRows * 4, this.#draws, evenRows, vector, product);
    return new Float32Array(this.#memory.buffer, product, this.#draws).slice();
  }

  /** Rows of `length` numbers, `stride` apart. */
  #writeRows(address: number, values: Float32Array, length: number, stride: number): void {
    for (let row = 0; row * length < values.length; row++) {
      const at = address + row * stride * 4;
      new Float32Array(this.#memory.buffer, at, length).set(values.subarray(row * length, (row + 1) * length));
    }
  }
}
