import { differenceToBaseline } from './baseline.ts';
import type { RankedTask, RankingDocument } from './document.ts';

/**
 * Where a task stands against the base model alone. `likely` and `unlikely` to help: the 95 % interval of the difference lies above, or
 * below, 0; `untold`: it holds 0, so that the sample does not tell; `unknown`: the ranking does not say how sure it is.
 */
export type Standing = 'likely' | 'untold' | 'unlikely' | 'unknown';

/** Half the width of a 95 % interval, in standard errors. */
const halfWidth = 1.96;

/** Half the width of the 95 % interval of the task's difference to the baseline; null where it is not known. */
export function marginOfError({ standardError }: Pick<RankedTask, 'standardError'>): number | null {
  return standardError === null ? null : halfWidth * standardError;
}

/** The standing of a task. */
export function standingOf(
  task: Pick<RankedTask, 'score' | 'standardError'>,
  document: Pick<RankingDocument, 'baseline'>,
): Standing {
  const difference = differenceToBaseline(task, document);
  const margin = marginOfError(task);
  if (difference === null || margin === null) return 'unknown';
  if (Math.abs(difference) <= margin) return 'untold';
  return difference > 0 ? 'likely' : 'unlikely';
}

/** How many tasks have each standing. */
export function countStandings(document: Pick<RankingDocument, 'baseline' | 'tasks'>): Record<Standing, number> {
  const counts = { likely: 0, untold: 0, unlikely: 0, unknown: 0 };
  for (const task of document.tasks) counts[standingOf(task, document)] += 1;
  return counts;
}
