import { differenceToBaseline } from './baseline.ts';
import type { RankedTask } from './document.ts';
import { countStandings, type Standing, type StandingBasis } from './standing.ts';

/** What a ranking says in a few facts. */
export interface RankingSummary {
  /** The task of the highest score; null where nothing was ranked. */
  best: RankedTask | null;
  /** Score of the best task minus the baseline; null where one of them is not there. */
  margin: number | null;
  /** Ranked tasks. */
  total: number;
  /** How many of them have each standing against the baseline. */
  standings: Record<Standing, number>;
}

/** The facts that the first sentence of every presentation is made of. */
export function summarise(document: StandingBasis): RankingSummary {
  const { tasks } = document;
  const best = tasks[0] ?? null;
  return {
    best,
    margin: best === null ? null : differenceToBaseline(best, document),
    total: tasks.length,
    standings: countStandings(document),
  };
}
