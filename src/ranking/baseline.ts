import type { RankedTask, RankingDocument } from './document.ts';

/** Score of the task minus that of the base model alone; positive: fine-tuning on the task first is expected to help. */
export function differenceToBaseline(
  task: Pick<RankedTask, 'score'>,
  document: Pick<RankingDocument, 'baseline'>,
): number {
  return task.score - document.baseline.score;
}

/** Whether the task scores strictly higher than the base model alone. */
export function beatsBaseline(task: Pick<RankedTask, 'score'>, document: Pick<RankingDocument, 'baseline'>): boolean {
  return task.score > document.baseline.score;
}

/**
 * How many tasks beat the baseline. As the tasks are in order, this is also the index before which a line of the baseline
 * belongs: 0 where none beats it, `tasks.length` where all do.
 */
export function baselinePlace(document: Pick<RankingDocument, 'baseline' | 'tasks'>): number {
  const place = document.tasks.findIndex((task) => !beatsBaseline(task, document));
  return place < 0 ? document.tasks.length : place;
}
