/**
 * LogME of one label column by the fixed point of You et al., "LogME: Practical Assessment of Pre-trained Models for Transfer Learning"
 * (ICML 2021) in the form of "Ranking and Tuning Pre-trained Models" (arXiv 2110.10545), exactly as the Python reference iterates it.
 */
import type { ReducedMap } from './reduce-map.ts';
import type { ShiftedTridiagonal } from './shifted-tridiagonal.ts';
import type { TargetEvidence } from './target-evidence.ts';

const maxIterations = 50;
const tolerance = 1e-3;
/** The reference adds this to both denominators. */
const epsilon = 1e-5;

/**
 * Iterates α, β from 1 for one label column: γ = Σ σ/(σ+t) effective dimensions, m2 = ‖weights‖², res2 = squared residual, all from one
 * factorisation of T + tI, t = α/β. With u = (T + tI)⁻¹ζ: res2 = ρ + t²‖u‖², m2 = ζᵀu − t‖u‖², γ = size − t·tr(T + tI)⁻¹.
 */
export function iterateFixedPoint(
  reduced: ReducedMap,
  system: ShiftedTridiagonal,
  target: { coordinates: Float64Array; unexplained: number },
  shape: { n: number; d: number },
): TargetEvidence {
  let t = 1;
  for (let iterations = 1; ; iterations++) {
    if (!system.factor(reduced, t)) return { evidence: Number.NaN, t, beta: Number.NaN, iterations };
    system.solve(target.coordinates);
    const residual = target.unexplained + t * t * system.solutionSquared;
    const weights = system.quadraticForm - t * system.solutionSquared;
    const effective = reduced.size - t * system.inverseTrace;
    const alpha = effective / (weights + epsilon);
    const beta = (shape.n - effective) / (residual + epsilon);
    const next = alpha / beta;
    if (Math.abs(next - t) / t <= tolerance || iterations === maxIterations) {
      const definite = system.factor(reduced, next);
      const moments = { alpha, beta, residual, weights };
      const evidence = definite ? logEvidence(moments, system.logDeterminant, reduced.size, shape) : Number.NaN;
      return { evidence, t, beta, iterations };
    }
    t = next;
  }
}

/**
 * [D/2·ln α + n/2·ln β − ½ Σ ln(α + βσ) − β/2·res2 − α/2·m2 − n/2·ln 2π] / n, the sum over the min(n, d) singular values that the reference
 * has. T has `size` eigenvalues, so the sum is size·ln β + ln det(T + (α/β)I) and (min(n, d) − size) times ln α for those that T lacks.
 */
function logEvidence(
  { alpha, beta, residual, weights }: { alpha: number; beta: number; residual: number; weights: number },
  logDeterminant: number,
  size: number,
  { n, d }: { n: number; d: number },
): number {
  const logarithms = size * Math.log(beta) + logDeterminant + (Math.min(n, d) - size) * Math.log(alpha);
  const evidence =
    d * Math.log(alpha) +
    n * Math.log(beta) -
    logarithms -
    beta * residual -
    alpha * weights -
    n * Math.log(2 * Math.PI);
  return evidence / (2 * n);
}
