import type { RankedTask, RankingDocument } from './document.ts';

/**
 * Score of the task minus that of the base model alone; positive: fine-tuning on the task first is expected to help. Null where the
 * baseline is not known.
 */
export function differenceToBaseline(
  task: Pick<RankedTask, 'score'>,
  { baseline }: Pick<RankingDocument, 'baseline'>,
): number | null {
  return baseline === null ? null : task.score - baseline.score;
}

/** On which side of the baseline a task is: expected to help or not; `unknown` where the baseline is not known. */
export type Side = 'better' | 'worse' | 'unknown';

/** The side of the task. One that scores as the base model alone does not help. */
export function sideOf(task: Pick<RankedTask, 'score'>, { baseline }: Pick<RankingDocument, 'baseline'>): Side {
  if (baseline === null) return 'unknown';
  return task.score > baseline.score ? 'better' : 'worse';
}

/**
 * How many tasks beat the baseline; null where it is not known. As the tasks are in order, this is also the index before which a
 * line of the baseline belongs: 0 where none beats it, `tasks.length` where all do.
 */
export function baselinePlace(document: Pick<RankingDocument, 'baseline' | 'tasks'>): number | null {
  if (document.baseline === null) return null;
  const place = document.tasks.findIndex((task) => sideOf(task, document) !== 'better');
  return place < 0 ? document.tasks.length : place;
}
