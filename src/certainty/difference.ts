/** One score and how it varies with the rows that happen to be in the sample. */
export interface DrawnScore {
  /** LogME, log evidence per example. */
  score: number;
  /** Of the score minus the baseline's: paired, as rows that are hard are hard for all maps. */
  standardError: number;
  /**
   * `[draws]`: what each reweighting of the rows adds to the score, Σ_i E_bi·ψ_i / n with standard normal E, the same for all maps of a ranking,
   * and the influence ψ of each row on the score (the infinitesimal jackknife: `src/logme/row-influence.ts`).
   */
  draws: Float32Array;
}

/** The score of the base model alone, with its draws. */
export type DrawnBaseline = Omit<DrawnScore, 'standardError'>;

/** A score minus that of the base model alone. */
export interface Difference {
  value: number;
  /** `[draws]` of the difference. */
  noise: Float32Array;
  standardError: number;
}

/** Scores are exact to this much; a smaller difference is none. */
export const scoreAccuracy = 1e-6;

/** The score minus the baseline's, draw by draw. */
export function differenceTo(baseline: DrawnBaseline, { score, standardError, draws }: DrawnScore): Difference {
  const noise = draws.map((draw, index) => draw - (baseline.draws[index] ?? 0));
  return { value: score - baseline.score, noise, standardError };
}

/** The difference in standard errors. Errors below the accuracy of a score are rounding, and are not divided by. */
export function zOf({ value, standardError }: Difference): number {
  return value / Math.max(standardError, scoreAccuracy);
}

/** √(Σx²/B); 0 for no numbers. */
export function rootMeanSquare(numbers: Float32Array): number {
  let sum = 0;
  for (const value of numbers) sum += value * value;
  return Math.sqrt(sum / Math.max(1, numbers.length));
}
