/**
 * When float32 is enough.
 *
 * The reduction in float32 gives T with a rounding error E, and the evidence feels it mostly through the quadratic form q = ρ + t·ζᵀ(T + tI)⁻¹ζ: to first
 * order δq = −t·xᵀEx with x = (T + tI)⁻¹ζ, and the log evidence per example changes by ½·β·δq/n. E itself is seen along x by multiplying with the exact
 * Gram matrix in float64, O(d²) (`roundingAlong`). That is done for the label column for which x weighs most; for the others, which E meets from
 * other sides, the length of Ex stands in: were its errors random, xᵀEx would be about ‖Ex‖‖x‖/√size.
 *
 * The fixed point adds a way of its own. Where n ≥ d, T has an eigenvalue that is exactly 0 (r + 1 columns in d dimensions); what is computed for it is a
 * rounding error, and t starts at 1, which for maps of large scale is small beside it. The iteration forgets a wrong start but may stop one step
 * earlier or later. So it is run once more with that eigenvalue moved to 0.
 *
 * Measured on 8,640 random problems, half of them chosen to be nasty (`bench/scoring/float32-error.ts`): no evidence given in float32 was off by more
 * than 1e-6. What the smallest eigenvalue alone says of the error is not enough: on labels that follow exactly from the embeddings it missed
 * errors of up to 1.
 */
import { largestEigenvalue, smallestEigenvalue } from './extreme-eigenvalues.ts';
import type { MapReduction, ReducedMap } from './reduce-map.ts';
import type { ShiftedTridiagonal } from './shifted-tridiagonal.ts';
import type { TargetEvidence } from './target-evidence.ts';

/** Up to so many examples everything is float64: the matrices are small, and the fixed point can be slow to converge. */
export const smallSample = 256;

/** A float32 result is used if its estimated error is at most this. */
export const acceptedError = 1e-6;

/** Estimated error that rounding E makes in the evidence of any label column, at its own t. Infinite where a factorisation failed. */
export function roundingErrorOfEvidence(
  reduction: MapReduction,
  reduced: ReducedMap,
  system: ShiftedTridiagonal,
  evidences: TargetEvidence[],
  n: number,
): number {
  let direction = new Float64Array(reduced.size);
  let largest = 0;
  for (const [target, { t, beta }] of evidences.entries()) {
    const candidate = new Float64Array(reduced.size);
    if (!system.factor(reduced, t)) return Number.POSITIVE_INFINITY;
    system.solve(reduced.coordinates[target] ?? candidate, candidate);
    const sensitivity = (0.5 * beta * system.residualSquared) / (t * n);
    if (!Number.isFinite(sensitivity)) return Number.POSITIVE_INFINITY;
    if (sensitivity >= largest) {
      largest = sensitivity;
      direction = candidate;
    }
  }
  if (largest === 0) return 0;
  const { quadratic, residual } = reduction.roundingAlong(reduced, direction);
  return largest * Math.max(quadratic, (2 * residual) / Math.sqrt(reduced.size));
}

/** T − λI for its smallest eigenvalue λ: that is moved to 0. */
export function withoutSmallestEigenvalue(reduced: ReducedMap): ReducedMap {
  const shift = smallestEigenvalue(reduced);
  return { ...reduced, diagonal: reduced.diagonal.map((entry) => entry - shift) };
}

/** T less what rounding in float64 may have added to any eigenvalue. */
export function loweredByRounding(reduced: ReducedMap): ReducedMap {
  const shift = 2 ** -50 * largestEigenvalue(reduced);
  return { ...reduced, diagonal: reduced.diagonal.map((entry) => entry - shift) };
}

/** Whether two evaluations agree to `tolerance` in every label column. */
export function agree(some: TargetEvidence[], others: TargetEvidence[], tolerance: number): boolean {
  return some.every(({ evidence }, target) => {
    return Math.abs(evidence - (others[target]?.evidence ?? Number.NaN)) <= tolerance;
  });
}
