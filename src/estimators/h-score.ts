/**
 * The H-score of Bao, Li, Huang, Zhang, Zheng, Zamir and Guibas ("An Information-Theoretic Approach to Transferability in Task Transfer Learning", 2019), tr(Σ⁻¹·Σ_between), with the
 * covariance shrunk as Ibrahim, Ponomareva and Mazumder propose ("Newer is not always better: Rethinking transferability metrics, their peculiarities, stability and performance", 2022)
 * by the rule of Ledoit and Wolf (2004); the numbers are those of the Python package transformer-ranker 0.2.0.
 *
 * With C = FᵀF/n, m = tr C/d, and the shrinkage s, the covariance is (1 − s)C + s·m·I, and that between classes Σ_c n_c·f̄_c·f̄_cᵀ/(n − 1), times 1 − s. So with
 * t = n·m·s/(1 − s) and the 0-1 column y_c of each class
 *
 *     H = n/(n − 1) · Σ_c y_cᵀF(FᵀF + tI)⁻¹Fᵀy_c / n_c.
 */
import { ShiftedTridiagonal } from '../logme/shifted-tridiagonal.ts';
import type { MappedFeatures } from './mapped-features.ts';
import type { ReducedFeatures } from './reduced-features.ts';

/** t is not below this share of tr FᵀF: rounding errors of the tridiagonal form. */
const leastShare = 1e-14;

/**
 * From 0 to about the number of classes minus 1, higher is better; 0 where all texts have the same features.
 *
 * @param columns centred 0-1 columns of the classes, those that `reduced` has coordinates of
 * @param counts rows of each class
 */
export function hScore(
  features: MappedFeatures,
  reduced: ReducedFeatures,
  { columns, counts }: { columns: readonly Float64Array[]; counts: readonly number[] },
): number {
  const { n, d } = features;
  const trace = reduced.diagonal.reduce((sum, value) => sum + value, 0);
  if (!(trace > 0)) return 0;
  const shrinkage = ledoitWolf({ n, d, trace, squared: squaredNorm(reduced), fourth: fourthPowers(features) });
  if (shrinkage === 1) return 0;
  const t = Math.max((trace / d) * (shrinkage / (1 - shrinkage)), leastShare * trace);
  const system = new ShiftedTridiagonal(reduced.size);
  if (!system.factor(reduced, t)) return Number.NaN;
  const sum = reduced.coordinates.reduce((total, vector, c) => {
    const form = system.quadraticForm(vector);
    const count = counts[c] ?? 0;
    if (count === 0) return total;
    return total + (features.byDimension ? form / t : squaredLength(columns[c] ?? vector) - form) / count;
  }, 0);
  return (n / (n - 1)) * sum;
}

/** The shrinkage, from tr FᵀF, ‖FᵀF‖² and Σ‖f_i‖⁴ of centred features; 0 to 1. */
function ledoitWolf(facts: { n: number; d: number; trace: number; squared: number; fourth: number }): number {
  const { n, d, trace, squared, fourth } = facts;
  const covariance = squared / n ** 2;
  const beta = (fourth / n - covariance) / (d * n);
  const delta = (covariance - (trace / n) ** 2 / d) / d;
  return delta > 0 ? Math.min(Math.max(beta / delta, 0), 1) : 1;
}

function squaredNorm({ diagonal, offDiagonal, size }: ReducedFeatures): number {
  let sum = 0;
  for (let i = 0; i < size; i++) {
    sum += (diagonal[i] ?? 0) ** 2 + (i === 0 ? 0 : 2 * (offDiagonal[i] ?? 0) ** 2);
  }
  return sum;
}

function fourthPowers(features: MappedFeatures): number {
  let sum = 0;
  for (let row = 0; row < features.n; row++) sum += squaredLength(features.row(row)) ** 2;
  return sum;
}

function squaredLength(vector: Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return sum;
}
