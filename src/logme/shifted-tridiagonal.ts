/**
 * T + tI = L·D·Lᵀ for a tridiagonal T, and what the evidence needs of it, each in O(size).
 *
 * Where t is far above or below an eigenvalue σ, differences such as 1 − t/(σ + t) lose all digits. So what is small is summed as it is: either side of
 * γ = Σ σ/(σ + t) and size − γ = Σ t/(σ + t), and either of two forms of the squared weights.
 */
import type { ReducedMap } from './reduce-map.ts';

/** The product of pivots is turned into a logarithm before it leaves this range. */
const largeProduct = 1e100;

/** The factorisation for one shift t at a time; its arrays are used again for the next. */
export class ShiftedTridiagonal {
  readonly #inversePivots: Float64Array;
  /** Below the unit diagonal of L; entry i stands in row i. */
  readonly #multipliers: Float64Array;
  readonly #forward: Float64Array;
  #reduced: ReducedMap | null = null;
  #t = 1;
  /** ln det(T + tI). */
  logDeterminant = 0;
  /** γ = tr T(T + tI)⁻¹: dimensions that the data determine. */
  determinedDimensions = 0;
  /** t·tr (T + tI)⁻¹ = size − γ. */
  undeterminedDimensions = 0;
  /** ‖v‖² for v = t·(T + tI)⁻¹ζ, what the regularised fit leaves of ζ; after `solve`. */
  residualSquared = 0;
  /** uᵀTu for u = (T + tI)⁻¹ζ: the squared length of the weights; after `solve`. */
  weightsSquared = 0;

  /** `size`: the largest that will come. */
  constructor(size: number) {
    this.#inversePivots = new Float64Array(size);
    this.#multipliers = new Float64Array(size);
    this.#forward = new Float64Array(size);
  }

  /**
   * Factors T + tI. With p_i its pivots and l_i its multipliers, t·tr (T + tI)⁻¹ = Σ t·p_i'/p_i, where p_i' = 1 + l_i²·p'_{i-1} is the derivative by t: all
   * terms are positive. The rest of each, h_i = p_i − t·p_i' = T_ii − 2·T_{i,i-1}·l_i + l_i²·h_{i-1}, adds up to γ.
   * Returns whether all pivots are positive, as they are in exact arithmetic for t > 0; if not, nothing else here means anything.
   */
  factor(reduced: ReducedMap, t: number): boolean {
    const { size, diagonal, offDiagonal } = reduced;
    const multipliers = this.#multipliers;
    const inversePivots = this.#inversePivots;
    let inverse = 0;
    let derivative = 0;
    let rest = 0;
    let logarithm = 0;
    let product = 1;
    let determined = 0;
    let undetermined = 0;
    for (let i = 0; i < size; i++) {
      const entry = diagonal[i] ?? 0;
      const beside = i === 0 ? 0 : (offDiagonal[i] ?? 0);
      const multiplier = beside * inverse;
      const pivot = entry + t - beside * multiplier;
      if (!(pivot > 0)) return false;
      inverse = 1 / pivot;
      derivative = 1 + multiplier * multiplier * derivative;
      rest = entry - 2 * beside * multiplier + multiplier * multiplier * rest;
      const share = t * derivative * inverse;
      undetermined += share;
      determined += share > 0.5 ? rest * inverse : 1 - share;
      multipliers[i] = multiplier;
      inversePivots[i] = inverse;
      product *= pivot;
      if (product > largeProduct || product < 1 / largeProduct) {
        logarithm += Math.log(product);
        product = 1;
      }
    }
    this.#reduced = reduced;
    this.#t = t;
    this.logDeterminant = logarithm + Math.log(product);
    this.determinedDimensions = determined;
    this.undeterminedDimensions = undetermined;
    return true;
  }

  /** t·ζᵀ(T + tI)⁻¹ζ. */
  quadraticForm(coordinates: Float64Array): number {
    const multipliers = this.#multipliers;
    const inversePivots = this.#inversePivots;
    const forward = this.#forward;
    const size = this.#reduced?.size ?? 0;
    let value = 0;
    let sum = 0;
    for (let i = 0; i < size; i++) {
      value = (coordinates[i] ?? 0) - (multipliers[i] ?? 0) * value;
      forward[i] = value;
      sum += value * value * (inversePivots[i] ?? 0);
    }
    return this.#t * sum;
  }

  /** v = t·(T + tI)⁻¹ζ, written to `residual`; and the squared lengths of residual and weights. */
  solve(coordinates: Float64Array, residual: Float64Array): void {
    const form = this.quadraticForm(coordinates);
    const multipliers = this.#multipliers;
    const inversePivots = this.#inversePivots;
    const forward = this.#forward;
    const t = this.#t;
    let value = 0;
    let above = 0;
    let squared = 0;
    for (let i = (this.#reduced?.size ?? 0) - 1; i >= 0; i--) {
      value = t * (forward[i] ?? 0) * (inversePivots[i] ?? 0) - above * value;
      above = multipliers[i] ?? 0;
      squared += value * value;
      residual[i] = value;
    }
    this.residualSquared = squared;
    // ζᵀv − vᵀv = t·uᵀTu cancels where the weights explain little.
    this.weightsSquared = squared > 0.5 * form ? this.#formOf(residual) / t / t : (form - squared) / t;
  }

  /** vᵀTv. */
  #formOf(vector: Float64Array): number {
    if (this.#reduced === null) return 0;
    const { size, diagonal, offDiagonal } = this.#reduced;
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const value = vector[i] ?? 0;
      sum += value * value * (diagonal[i] ?? 0);
      if (i > 0) sum += 2 * value * (vector[i - 1] ?? 0) * (offDiagonal[i] ?? 0);
    }
    return sum;
  }
}
