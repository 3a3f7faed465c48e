/**
 * LogME where there are fewer examples than dimensions: the maximum of the log evidence over both of its precisions, α of the weights and β of the
 * noise. (The reference's fixed point leaves out the d − n zero singular values there, so that its numbers follow the scale of the map.)
 *
 * For t = α/β the best β is n/q with q(t) = yᵀ(I + F·Fᵀ/t)⁻¹y, which leaves, per example,
 *
 *     L(t) = ½·[ln(n/q) − ln(2π) − 1] − ln det(I + F·Fᵀ/t) / 2n.
 *
 * In the coordinates of T: q = ρ + t·ζᵀ(T + tI)⁻¹ζ, ln det(I + F·Fᵀ/t) = ln det(T + tI) − size·ln t. L does not change when the map is multiplied by a
 * constant, as t only moves along; so the scale of T does not matter. Labels twice as large take ln 2 off, which is left to the caller.
 */
import { largestEigenvalue } from './extreme-eigenvalues.ts';
import type { ReducedMap } from './reduce-map.ts';
import type { ShiftedTridiagonal } from './shifted-tridiagonal.ts';
import type { TargetEvidence } from './target-evidence.ts';

/** Where t is looked for, relative to the largest eigenvalue. */
const range = { low: 1e-12, high: 1e6 };
const gridSteps = 120;
/** Golden-section steps within two steps of the grid (0.7 in ln t): leaves ln t to 5e-6, and L, flat there, far more exactly. */
const searchSteps = 25;
const goldenSection = (Math.sqrt(5) - 1) / 2;

/** The maximum for each label column. The grid is shared: one factorisation serves all columns. */
export function maximiseEvidence(reduced: ReducedMap, system: ShiftedTridiagonal, n: number): TargetEvidence[] {
  const curve = new EvidenceCurve(reduced, system, n);
  const largest = largestEigenvalue(reduced);
  // A map that is zero everywhere: L is the same for all t.
  if (largest <= 0) return reduced.coordinates.map((_, target) => curve.at(target, 1));
  const start = Math.log(largest * range.low);
  const step = Math.log(range.high / range.low) / (gridSteps - 1);
  const grid = Array.from({ length: gridSteps }, (_, index) => curve.allAt(Math.exp(start + index * step)));
  return reduced.coordinates.map((_, target) => {
    const heights = grid.map((values) => values[target] ?? Number.NaN);
    const best = Math.max(0, heights.indexOf(Math.max(...heights)));
    const low = start + Math.max(0, best - 1) * step;
    const high = start + Math.min(gridSteps - 1, best + 1) * step;
    const logT = searchMaximum((value) => curve.at(target, Math.exp(value)).evidence, low, high);
    const found = curve.at(target, Math.exp(logT));
    const onGrid = curve.at(target, Math.exp(start + best * step));
    const higher = found.evidence > onGrid.evidence ? found : onGrid;
    return { ...higher, iterations: gridSteps + searchSteps + 2, evidence: definiteOr(heights, higher.evidence) };
  });
}

/** NaN as soon as one point of the grid is: the maximum might be there. */
function definiteOr(heights: number[], evidence: number): number {
  return heights.some(Number.isNaN) ? Number.NaN : evidence;
}

/** L(t) of every label column. */
class EvidenceCurve {
  readonly #reduced: ReducedMap;
  readonly #system: ShiftedTridiagonal;
  readonly #n: number;

  constructor(reduced: ReducedMap, system: ShiftedTridiagonal, n: number) {
    this.#reduced = reduced;
    this.#system = system;
    this.#n = n;
  }

  at(target: number, t: number): TargetEvidence {
    const definite = this.#system.factor(this.#reduced, t);
    return definite ? this.#factored(target, t) : { evidence: Number.NaN, t, beta: Number.NaN, iterations: 1 };
  }

  /** L(t) for every label column, NaN where T + tI is not positive definite. */
  allAt(t: number): number[] {
    const definite = this.#system.factor(this.#reduced, t);
    return this.#reduced.coordinates.map((_, target) => (definite ? this.#factored(target, t).evidence : Number.NaN));
  }

  #factored(target: number, t: number): TargetEvidence {
    const n = this.#n;
    const coordinates = this.#reduced.coordinates[target] ?? new Float64Array();
    const quadratic = (this.#reduced.unexplained[target] ?? 0) + this.#system.quadraticForm(coordinates);
    const logDeterminant = this.#system.logDeterminant - this.#reduced.size * Math.log(t);
    const beta = n / quadratic;
    const evidence = 0.5 * (Math.log(beta) - Math.log(2 * Math.PI) - 1) - logDeterminant / (2 * n);
    return { evidence, t, beta, iterations: 1 };
  }
}

/** Golden-section search for the place of a maximum between `from` and `to`. */
function searchMaximum(height: (at: number) => number, from: number, to: number): number {
  let low = from;
  let high = to;
  let left = high - goldenSection * (high - low);
  let right = low + goldenSection * (high - low);
  let heightLeft = height(left);
  let heightRight = height(right);
  for (let step = 0; step < searchSteps; step++) {
    if (heightLeft > heightRight) {
      high = right;
      right = left;
      heightRight = heightLeft;
      left = high - goldenSection * (high - low);
      heightLeft = height(left);
    } else {
      low = left;
      left = right;
      heightLeft = heightRight;
      right = low + goldenSection * (high - low);
      heightRight = height(right);
    }
  }
  return heightLeft > heightRight ? left : right;
}
