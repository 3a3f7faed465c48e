import { baselinePlace, differenceToBaseline } from './baseline.ts';
import type { RankedTask, RankingDocument } from './document.ts';

/** What a ranking says in a few facts. */
export interface RankingSummary {
  /** The task of the highest score; null where nothing was ranked. */
  best: RankedTask | null;
  /** Score of the best task minus the baseline; null where one of them is not there. Negative or 0: none beats the baseline. */
  margin: number | null;
  /** Tasks that score higher than the base model alone; null where the baseline is not known. */
  beatBaseline: number | null;
  /** Tasks besides the best whose score lies within {@link closeMargin} of it. */
  closeToBest: number;
  /** The distance in score that counts as close. */
  closeMargin: number;
  /** Ranked tasks. */
  total: number;
}

/** The facts that the first sentence of every presentation is made of. */
export function summarise(document: RankingDocument): RankingSummary {
  const { tasks } = document;
  const best = tasks[0] ?? null;
  const closeMargin = closeScoreMargin(document.target.rows);
  const close = best === null ? [] : tasks.filter((task) => best.score - task.score <= closeMargin);
  return {
    best,
    margin: best === null ? null : differenceToBaseline(best, document),
    beatBaseline: baselinePlace(document),
    closeToBest: Math.max(0, close.length - 1),
    closeMargin,
    total: tasks.length,
  };
}

/**
 * The difference in score below which the sample hardly tells two tasks apart. A score is a log evidence per example, so
 * `rows` times a difference is the logarithm of a Bayes factor; a logarithm below 1 is "not worth more than a bare mention"
 * (Kass and Raftery, Bayes Factors, JASA 90, 1995, section 3.2).
 *
 * @param rows examples in the sample
 */
export function closeScoreMargin(rows: number): number {
  return 1 / Math.max(1, rows);
}
