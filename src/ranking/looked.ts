import type { RankedTask } from './document.ts';

/** A score that is estimated from the first so many of the rows of a map, its output dimensions. */
export type LookedAtRows = Exclude<NonNullable<RankedTask['looked']>, 'whole'>;

/** Of how much of its map the score of a task is an estimate; null: it is exact, of the whole map. */
export function lookedAtRows({ looked }: Pick<RankedTask, 'looked'>): LookedAtRows | null {
  return looked === undefined || looked === 'whole' ? null : looked;
}

/** How many tasks have a score that is only an estimate. */
export function countLookedAt(tasks: readonly Pick<RankedTask, 'looked'>[]): number {
  return tasks.filter((task) => lookedAtRows(task) !== null).length;
}
