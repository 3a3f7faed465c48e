/** What a ranking says of its first task. */
export type Verdict = 'helps' | 'may-help' | 'none-likely' | 'cannot-tell';

/** The largest p at which the first is said to help. */
const significance = 0.05;

/** So many tasks should hold this much of the probability of being the first. */
const fewTasks = 10;
const fewTasksShare = 0.9;

/**
 * Below so many rows nothing is told, whatever p: with shuffled labels, where no task can help, p was at most 0.05 in a quarter of samples of 8 rows, and in
 * a tenth of those of 16 to 45.
 */
export const leastRows = 50;

/** The facts that a verdict is drawn from. */
export interface VerdictFacts {
  /** Of the first task: score minus baseline. */
  firstDifference: number;
  /** Whether it scores above features that are the same for all texts. */
  informative: boolean;
  /** Of the test for superior ability. */
  p: number;
  /** P(first) of each distinct task. */
  first: readonly number[];
  /** n, examples in the sample. */
  rows: number;
  /** Whether the sample is below what certainty was measured on. */
  fewRows: boolean;
}

/**
 * `cannot-tell` below 50 rows; else `none-likely` where none is above the baseline; else `cannot-tell` where none is above what does not read the texts: maps differ
 * then in what they pay for explaining nothing, which is no chance, but no help (of random labels the first had p ≤ 0.05 in 96 of 180 samples, and was
 * above that in none). Else `helps` at p ≤ 0.05, else `cannot-tell` where the sample is small for its classes or ten tasks hold less than 90 % of
 * P(first), else `may-help`.
 */
export function verdictOf({ firstDifference, informative, p, first, rows, fewRows }: VerdictFacts): Verdict {
  if (rows < leastRows) return 'cannot-tell';
  if (firstDifference <= 0) return 'none-likely';
  if (!informative) return 'cannot-tell';
  if (p <= significance) return 'helps';
  const held = first
    .toSorted((a, b) => b - a)
    .slice(0, fewTasks)
    .reduce((sum, value) => sum + value, 0);
  return fewRows || held < fewTasksShare ? 'cannot-tell' : 'may-help';
}
