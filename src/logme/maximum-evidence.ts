/**
 * LogME where there are fewer examples than dimensions: the maximum of the log evidence over both of its precisions, α of the weights and β of the
 * noise. (The reference's fixed point leaves out the d − n zero singular values there, so that its numbers follow the scale of the map.)
 *
 * For t = α/β the best β is n/q with q(t) = yᵀ(I + F·Fᵀ/t)⁻¹y, which leaves, per example,
 *
 *     L(t) = ½·[ln(n/q) − ln(2π) − 1] − ln det(I + F·Fᵀ/t) / 2n.
 *
 * In the coordinates of T: q = ρ + t·ζᵀ(T + tI)⁻¹ζ, ln det(I + F·Fᵀ/t) = ln det(T + tI) − size·ln t. L does not change when the map is multiplied by a
 * constant, as t only moves along.
 */
import { largestEigenvalue } from './largest-eigenvalue.ts';
import type { ReducedMap } from './reduce-map.ts';
import type { ShiftedTridiagonal } from './shifted-tridiagonal.ts';

/** Where t is looked for, relative to the largest eigenvalue. */
const range = { low: 1e-12, high: 1e6 };
const gridSteps = 120;
/** Golden-section steps within two steps of the grid (0.7 in ln t): leaves ln t to 5e-6, and L, flat there, far more exactly. */
const searchSteps = 25;
const goldenSection = (Math.sqrt(5) - 1) / 2;

/** A maximum of the evidence. */
export interface EvidenceMaximum {
  /** Log evidence per example; NaN where a factorisation failed. */
  evidence: number;
  t: number;
  evaluations: number;
}

/** The maximum for each label column. The grid is shared: one factorisation serves all columns. */
export function maximiseEvidence(
  reduced: ReducedMap,
  system: ShiftedTridiagonal,
  unexplained: Float64Array,
  n: number,
): EvidenceMaximum[] {
  const largest = largestEigenvalue(reduced);
  const evidence: EvidenceOfTarget = (target, t) => {
    const quadratic = t * system.substitute(reduced.coordinates[target] ?? new Float64Array());
    const logDeterminant = system.logDeterminant - reduced.size * Math.log(t);
    return logEvidence((unexplained[target] ?? 0) + quadratic, logDeterminant, n);
  };
  if (largest <= 0) return reduced.coordinates.map(withoutMap(unexplained, n));
  const grid = new Grid(reduced, system, evidence, largest);
  return reduced.coordinates.map((_, target) => grid.searchAroundBest(target));
}

type EvidenceOfTarget = (target: number, t: number) => number;

function logEvidence(quadratic: number, logDeterminant: number, n: number): number {
  return 0.5 * (Math.log(n / quadratic) - Math.log(2 * Math.PI) - 1) - logDeterminant / (2 * n);
}

/** A map that is zero everywhere: L is the same for all t, with q = yᵀy. */
function withoutMap(unexplained: Float64Array, n: number) {
  return (coordinates: Float64Array, target: number): EvidenceMaximum => {
    const squared = coordinates.reduce((sum, value) => sum + value * value, unexplained[target] ?? 0);
    return { evidence: logEvidence(squared, 0, n), t: Number.POSITIVE_INFINITY, evaluations: 1 };
  };
}

/** L of every label column on the coarse grid over ln t. */
class Grid {
  readonly #reduced: ReducedMap;
  readonly #system: ShiftedTridiagonal;
  readonly #evidence: EvidenceOfTarget;
  readonly #start: number;
  readonly #step: number;
  /** `[gridSteps]` of `[targets]`. */
  readonly #heights: number[][];

  constructor(reduced: ReducedMap, system: ShiftedTridiagonal, evidence: EvidenceOfTarget, largest: number) {
    this.#reduced = reduced;
    this.#system = system;
    this.#evidence = evidence;
    this.#start = Math.log(largest * range.low);
    this.#step = Math.log(range.high / range.low) / (gridSteps - 1);
    this.#heights = Array.from({ length: gridSteps }, (_, index) => {
      const t = Math.exp(this.#start + index * this.#step);
      const definite = system.factor(reduced, t);
      return reduced.coordinates.map((_, target) => (definite ? evidence(target, t) : Number.NaN));
    });
  }

  searchAroundBest(target: number): EvidenceMaximum {
    const heights = this.#heights.map((row) => row[target] ?? Number.NaN);
    const height = Math.max(...heights);
    const best = Math.max(0, heights.indexOf(height));
    const low = this.#start + Math.max(0, best - 1) * this.#step;
    const high = this.#start + Math.min(gridSteps - 1, best + 1) * this.#step;
    const found = this.#search(target, low, high);
    const better = found.evidence > height ? found : { evidence: height, t: Math.exp(this.#start + best * this.#step) };
    return { ...better, evaluations: gridSteps + searchSteps + 2 };
  }

  /** Golden-section search for the maximum between two values of ln t. */
  #search(target: number, from: number, to: number): { evidence: number; t: number } {
    let low = from;
    let high = to;
    let left = high - goldenSection * (high - low);
    let right = low + goldenSection * (high - low);
    let heightLeft = this.#at(target, left);
    let heightRight = this.#at(target, right);
    for (let step = 0; step < searchSteps; step++) {
      if (heightLeft > heightRight) {
        high = right;
        right = left;
        heightRight = heightLeft;
        left = high - goldenSection * (high - low);
        heightLeft = this.#at(target, left);
      } else {
        low = left;
        left = right;
        heightLeft = heightRight;
        right = low + goldenSection * (high - low);
        heightRight = this.#at(target, right);
      }
    }
    const logT = heightLeft > heightRight ? left : right;
    return { evidence: Math.max(heightLeft, heightRight), t: Math.exp(logT) };
  }

  #at(target: number, logT: number): number {
    const t = Math.exp(logT);
    return this.#system.factor(this.#reduced, t) ? this.#evidence(target, t) : Number.NaN;
  }
}
