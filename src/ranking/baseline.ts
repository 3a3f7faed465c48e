import type { RankedTask, RankingDocument } from './document.ts';

/**
 * Score of the task minus that of the base model alone. Its sign alone says little: see `standing.ts`. Null where the
 * baseline is not known.
 */
export function differenceToBaseline(
  task: Pick<RankedTask, 'score'>,
  { baseline }: Pick<RankingDocument, 'baseline'>,
): number | null {
  return baseline === null ? null : task.score - baseline.score;
}

/** On which side of the baseline a task scores; `unknown` where the baseline is not known. */
export type Side = 'better' | 'worse' | 'unknown';

/** The side of the task. One that scores as the base model alone is on the lower side. */
export function sideOf(task: Pick<RankedTask, 'score'>, { baseline }: Pick<RankingDocument, 'baseline'>): Side {
  if (baseline === null) return 'unknown';
  return task.score > baseline.score ? 'better' : 'worse';
}

/**
 * How many tasks score above the baseline; null where it is not known. As the tasks are in order, this is also the index before which a
 * line of the baseline belongs: 0 where none does, `tasks.length` where all do.
 */
export function baselinePlace(document: Pick<RankingDocument, 'baseline' | 'tasks'>): number | null {
  if (document.baseline === null) return null;
  const place = document.tasks.findIndex((task) => sideOf(task, document) !== 'better');
  return place < 0 ? document.tasks.length : place;
}
