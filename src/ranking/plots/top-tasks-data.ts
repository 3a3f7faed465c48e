import { beatsBaseline, differenceToBaseline } from '../baseline.ts';
import type { RankedTask, RankingDocument } from '../document.ts';
import { formatCount, scoreFormat } from '../number-format.ts';
import { plainLine } from '../plain-text.ts';
import { shortTaskName, taskName } from '../task-name.ts';
import type { Side } from './distribution-data.ts';

/** Tasks in the plots of the top. */
export const topCount = 20;

/** Characters of a name that fit beside the plots. */
const longestName = 40;

/** One task of the dot plot. */
export interface TopTask {
  repo: string;
  /** Row in the plot, from 0. */
  place: number;
  name: string;
  score: number;
  baseline: number;
  side: Side;
  tooltip: string;
}

/** Rows of the dot plot: the given tasks, at most {@link topCount}, in their order. */
export function topTasksData(document: RankingDocument, tasks: readonly RankedTask[] = document.tasks): TopTask[] {
  const format = scoreFormat(document, '−');
  return tasks.slice(0, topCount).map((task, place) => {
    const name = shortTaskName(task, longestName);
    const difference = format.difference(differenceToBaseline(task, document));
    return {
      repo: task.repo,
      place,
      name,
      score: task.score,
      baseline: document.baseline.score,
      side: beatsBaseline(task, document) ? 'better' : 'worse',
      tooltip: `${formatCount(task.rank)}. ${plainLine(taskName(task))}: ${format.score(task.score)} (${difference})`,
    };
  });
}
