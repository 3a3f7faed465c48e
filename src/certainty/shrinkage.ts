import type { Difference } from './difference.ts';

/** Differences shrunk towards their mean, and their draws. */
export interface ShrunkDifferences {
  /** Mean of the differences, and its own draws `[draws]`. */
  mean: number;
  meanNoise: Float64Array;
  /** Of each map: λ times its distance from the mean, and √λ, by which its draws are multiplied. */
  maps: { centre: number; scale: number; noise: Float32Array }[];
}

/**
 * Empirical Bayes: each difference is taken for a normal number around a true one, and the true ones for normal numbers of variance τ² around their
 * mean (Efron and Morris, "Stein's Estimation Rule and Its Competitors", JASA 68, 1973). The first of many near ties owes its place to luck;
 * without this, probabilities are far too sure of it.
 *
 * With e the distance of a difference from the mean of all and s² the variance of its draws (taken relative to the mean of all, too):
 * τ² = max(0, var(e) − mean(s²)), λ = τ²/(τ² + s²), and a shrunk draw is λe + √λ·(its noise). Where τ² = 0, where all that is seen may be
 * noise, it is the noise itself.
 */
export function shrinkDifferences(differences: readonly Difference[]): ShrunkDifferences {
  const mean = meanOf(differences.map(({ value }) => value));
  const meanNoise = meanNoiseOf(differences);
  const variances = differences.map(({ noise }) => varianceAround(meanNoise, noise));
  const spread = meanOf(differences.map(({ value }) => (value - mean) ** 2));
  const trueSpread = Math.max(0, spread - meanOf(variances));
  const maps = differences.map(({ value, noise }, index) => {
    if (trueSpread === 0) return { centre: 0, scale: 1, noise };
    const share = trueSpread / (trueSpread + (variances[index] ?? 0));
    return { centre: share * (value - mean), scale: Math.sqrt(share), noise };
  });
  return { mean, meanNoise, maps };
}

/** Draw number `draw` of each shrunk difference, relative to their mean, into `values` `[maps]`. */
export function fillShrunkDraw({ meanNoise, maps }: ShrunkDifferences, draw: number, values: Float64Array): void {
  const common = meanNoise[draw] ?? 0;
  for (const [index, { centre, scale, noise }] of maps.entries()) {
    values[index] = centre + scale * ((noise[draw] ?? 0) - common);
  }
}

function meanNoiseOf(differences: readonly Difference[]): Float64Array {
  const mean = new Float64Array(differences[0]?.noise.length ?? 0);
  for (const { noise } of differences) {
    for (let draw = 0; draw < mean.length; draw++) mean[draw] = (mean[draw] ?? 0) + (noise[draw] ?? 0);
  }
  return mean.map((sum) => sum / differences.length);
}

function varianceAround(centre: Float64Array, noise: Float32Array): number {
  let sum = 0;
  for (let draw = 0; draw < noise.length; draw++) sum += ((noise[draw] ?? 0) - (centre[draw] ?? 0)) ** 2;
  return sum / Math.max(1, noise.length);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
