/**
 * LogME of one label column by the fixed point of You et al., "LogME: Practical Assessment of Pre-trained Models for Transfer Learning"
 * (ICML 2021) in the form of "Ranking and Tuning Pre-trained Models" (arXiv 2110.10545), exactly as the Python reference iterates it.
 *
 * Its result depends on the scale of embeddings and labels: α and β start at 1, and ε is added to both denominators. T and ζ are at the size of 1
 * (F·Fᵀ is 4^s·T, y is 2^l·ζ), so it is the start and the two ε that are brought to their scale:
 *
 *     t = 4^s·t̂ from 4^s·4^−s on,   m2 = 4^(l−s)·uᵀTu,   res2 = 4^l·(ρ + ‖v‖²),   α = 4^(s−l)·α̂,   β = 4^−l·β̂.
 */
import type { ReducedMap } from './reduce-map.ts';
import type { ShiftedTridiagonal } from './shifted-tridiagonal.ts';
import type { TargetEvidence } from './target-evidence.ts';

const maxIterations = 50;
const tolerance = 1e-3;
/** The reference adds this to both denominators. */
const epsilon = 1e-5;
/** Labels smaller than 2 to this are nothing beside ε; bringing ε to their scale might overflow. */
const leastLabelExponent = -200;

/** What the iteration needs beside T. */
export interface FixedPointProblem {
  n: number;
  d: number;
  /** l */
  labelExponent: number;
}

/**
 * Iterates α, β from 1 for label column `target`: γ = Σ σ/(σ+t) effective dimensions, m2 = ‖weights‖², res2 = squared residual, all from one
 * factorisation of T + tI, t = α/β. `t` and `beta` of the result are t̂ and β̂.
 */
export function iterateFixedPoint(
  reduced: ReducedMap,
  system: ShiftedTridiagonal,
  target: number,
  { n, d, labelExponent }: FixedPointProblem,
): TargetEvidence {
  const { size, exponent } = reduced;
  const labels = Math.max(labelExponent, leastLabelExponent);
  const faintness = 4 ** (labelExponent - labels);
  const coordinates = reduced.coordinates[target] ?? new Float64Array();
  const residuals = new Float64Array(size);
  let t = 4 ** -exponent;
  for (let iterations = 1; ; iterations++) {
    if (!system.factor(reduced, t)) return { evidence: Number.NaN, t, beta: Number.NaN, iterations };
    system.solve(coordinates, residuals);
    const residual = faintness * ((reduced.unexplained[target] ?? 0) + system.residualSquared);
    const weights = faintness * system.weightsSquared;
    const alpha = system.determinedDimensions / (weights + epsilon * 4 ** (exponent - labels));
    const beta = (n - size + system.undeterminedDimensions) / (residual + epsilon * 4 ** -labels);
    const next = alpha / beta;
    if (Math.abs(next - t) / t <= tolerance || iterations === maxIterations) {
      if (!system.factor(reduced, next)) return { evidence: Number.NaN, t, beta, iterations };
      const logAlpha = Math.log(alpha) + (exponent - labels) * Math.log(4);
      const logBeta = Math.log(beta) - labels * Math.log(4);
      const logDeterminant = system.logDeterminant + size * exponent * Math.log(4);
      const misfit = beta * residual + alpha * weights;
      const evidence = logEvidence({ logAlpha, logBeta, logDeterminant, misfit }, size, { n, d });
      return { evidence, t, beta, iterations };
    }
    t = next;
  }
}

/**
 * [D/2·ln α + n/2·ln β − ½ Σ ln(α + βσ) − β/2·res2 − α/2·m2 − n/2·ln 2π] / n, the sum over the min(n, d) singular values that the reference
 * has. T has `size` eigenvalues, so the sum is size·ln β + ln det(F·Fᵀ + (α/β)I) there, and (min(n, d) − size) times ln α for those that T lacks.
 */
function logEvidence(
  terms: { logAlpha: number; logBeta: number; logDeterminant: number; misfit: number },
  size: number,
  { n, d }: { n: number; d: number },
): number {
  const { logAlpha, logBeta, logDeterminant, misfit } = terms;
  const logarithms = size * logBeta + logDeterminant + (Math.min(n, d) - size) * logAlpha;
  return (d * logAlpha + n * logBeta - logarithms - misfit - n * Math.log(2 * Math.PI)) / (2 * n);
}
