import type { SharedStatistics } from './types.ts';

/**
 * LogME of features that are the same for all texts, mean over the label columns: what knows how frequent the classes are (or the mean of the values), and
 * nothing else. Maps of labels that do not follow from the texts score below it: they pay for directions that explain nothing. They may still differ from
 * the base model by more than their standard errors, as they differ in what they pay.
 *
 * Of a constant column of length² σ the maximum over t = σ/x is in closed form: with a = (1ᵀy)²/n what it explains, q = yᵀy − a·x/(1 + x) is left, and
 * L = ½·[ln(n/q) − ln 2π − 1] − ln(1 + x)/2n is largest at x = (n·a − yᵀy)/(yᵀy − a), or 0 if that is negative.
 */
export function constantEvidence(statistics: SharedStatistics): number {
  const { n, rank, targets, coordinates, squaredNorm, labelExponent } = statistics;
  let sum = 0;
  for (let target = 0; target < targets; target++) {
    const total = squaredNorm[target] ?? 0;
    const explained = (coordinates[target * (rank + 1) + rank] ?? 0) ** 2;
    const x = Math.max(0, (n * explained - total) / (total - explained));
    const left = total - (explained * x) / (1 + x);
    sum += 0.5 * (Math.log(n / left) - Math.log(2 * Math.PI) - 1) - Math.log1p(x) / (2 * n);
  }
  return sum / targets - labelExponent * Math.LN2;
}
