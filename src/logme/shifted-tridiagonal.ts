/**
 * T + tI = L·D·Lᵀ for a tridiagonal T, and what the evidence needs of it, each in O(size).
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
  /** ln det(T + tI). */
  logDeterminant = 0;
  /** tr (T + tI)⁻¹. */
  inverseTrace = 0;
  /** ζᵀ(T + tI)⁻¹ζ, after `substitute`. */
  quadraticForm = 0;
  /** ‖(T + tI)⁻¹ζ‖², after `solve`. */
  solutionSquared = 0;

  constructor(size: number) {
    this.#inversePivots = new Float64Array(size);
    this.#multipliers = new Float64Array(size);
    this.#forward = new Float64Array(size);
  }

  /**
   * Factors T + tI. The trace is the derivative of ln det by t, carried along the recurrence: all its terms are positive.
   * Returns whether all pivots are positive, as they are in exact arithmetic for t > 0; if not, nothing else here means anything.
   */
  factor(reduced: ReducedMap, t: number): boolean {
    const { size, diagonal, offDiagonal } = reduced;
    const multipliers = this.#multipliers;
    const inversePivots = this.#inversePivots;
    let inverse = 0;
    let derivative = 0;
    let logarithm = 0;
    let product = 1;
    let trace = 0;
    for (let i = 0; i < size; i++) {
      const beside = i === 0 ? 0 : (offDiagonal[i] ?? 0);
      const multiplier = beside * inverse;
      const pivot = (diagonal[i] ?? 0) + t - beside * multiplier;
      if (!(pivot > 0)) return false;
      inverse = 1 / pivot;
      derivative = 1 + multiplier * multiplier * derivative;
      trace += derivative * inverse;
      multipliers[i] = multiplier;
      inversePivots[i] = inverse;
      product *= pivot;
      if (product > largeProduct || product < 1 / largeProduct) {
        logarithm += Math.log(product);
        product = 1;
      }
    }
    this.logDeterminant = logarithm + Math.log(product);
    this.inverseTrace = trace;
    return true;
  }

  /** L⁻¹ζ, and with it the quadratic form. */
  substitute(coordinates: Float64Array): number {
    const multipliers = this.#multipliers;
    const inversePivots = this.#inversePivots;
    const forward = this.#forward;
    const size = forward.length;
    let value = 0;
    let sum = 0;
    for (let i = 0; i < size; i++) {
      value = (coordinates[i] ?? 0) - (multipliers[i] ?? 0) * value;
      forward[i] = value;
      sum += value * value * (inversePivots[i] ?? 0);
    }
    this.quadraticForm = sum;
    return sum;
  }

  /** `substitute`, and then (T + tI)⁻¹ζ, written to `solution` if given. */
  solve(coordinates: Float64Array, solution?: Float64Array): void {
    this.substitute(coordinates);
    const multipliers = this.#multipliers;
    const inversePivots = this.#inversePivots;
    const forward = this.#forward;
    let value = 0;
    let above = 0;
    let squared = 0;
    for (let i = forward.length - 1; i >= 0; i--) {
      value = (forward[i] ?? 0) * (inversePivots[i] ?? 0) - above * value;
      above = multipliers[i] ?? 0;
      squared += value * value;
      if (solution) solution[i] = value;
    }
    this.solutionSquared = squared;
  }
}
