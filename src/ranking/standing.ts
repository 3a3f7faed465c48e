import { leastRows } from '../certainty/verdict.ts';
import { differenceToBaseline } from './baseline.ts';
import type { RankedTask, RankingDocument } from './document.ts';
import { showsNoRelation } from './no-relation.ts';

/**
 * Where a task stands against the base model alone. `likely` and `unlikely` to help: the 95 % interval of the difference lies above, or
 * below, 0; `untold`: it holds 0, so that the sample does not tell, or the sample can tell of no task; `unknown`: the ranking does not say how sure it is.
 */
export type Standing = 'likely' | 'untold' | 'unlikely' | 'unknown';

/** Half the width of a 95 % interval, in standard errors. */
const halfWidth = 1.96;

/** Half the width of the 95 % interval of the task's difference to the baseline; null where it is not known. */
export function marginOfError({ standardError }: Pick<RankedTask, 'standardError'>): number | null {
  return standardError === null ? null : halfWidth * standardError;
}

/** What of a document the standing of its tasks rests on. */
export type StandingBasis = Pick<RankingDocument, 'baseline' | 'tasks' | 'target'>;

/** The standing of a task. */
export function standingOf(task: Pick<RankedTask, 'score' | 'standardError'>, document: StandingBasis): Standing {
  const difference = differenceToBaseline(task, document);
  const margin = marginOfError(task);
  if (difference === null || margin === null) return 'unknown';
  if (Math.abs(difference) <= margin || canTellNothing(document)) return 'untold';
  return difference > 0 ? 'likely' : 'unlikely';
}

/** Too few rows for standard errors to be trusted, or labels that do not follow from the texts: the verdict is `cannot-tell` then. */
function canTellNothing(document: StandingBasis): boolean {
  return document.target.rows < leastRows || showsNoRelation(document);
}

/** How many tasks have each standing. */
export function countStandings(document: StandingBasis): Record<Standing, number> {
  const counts = { likely: 0, untold: 0, unlikely: 0, unknown: 0 };
  for (const task of document.tasks) counts[standingOf(task, document)] += 1;
  return counts;
}
