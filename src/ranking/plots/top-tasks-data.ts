import { differenceToBaseline, type Side, sideOf } from '../baseline.ts';
import type { RankedTask, RankingDocument } from '../document.ts';
import { formatCount, scoreFormat } from '../number-format.ts';
import { plainLine } from '../plain-text.ts';
import { taskKey } from '../task-key.ts';
import { shortTaskName, taskName } from '../task-name.ts';

/** Tasks in the plots of the top. */
export const topCount = 20;

/** Characters of a name that fit beside the plots. */
const longestName = 40;

/** One task of the dot plot. */
export interface TopTask {
  /** Names the task, see {@link taskKey}. */
  key: string;
  /** Row in the plot, from 0. */
  place: number;
  name: string;
  score: number;
  /** Null where it is not known: no line is drawn to it. */
  baseline: number | null;
  side: Side;
  tooltip: string;
}

/** Rows of the dot plot: the given tasks, at most {@link topCount}, in their order. */
export function topTasksData(document: RankingDocument, tasks: readonly RankedTask[] = document.tasks): TopTask[] {
  const format = scoreFormat(document, '−');
  return tasks.slice(0, topCount).map((task, place) => {
    const name = shortTaskName(task, longestName);
    const difference = differenceToBaseline(task, document);
    const compared = difference === null ? '' : ` (${format.difference(difference)})`;
    return {
      key: taskKey(task),
      place,
      name,
      score: task.score,
      baseline: document.baseline?.score ?? null,
      side: sideOf(task, document),
      tooltip: `${formatCount(task.rank)}. ${plainLine(taskName(task))}: ${format.score(task.score)}${compared}`,
    };
  });
}
