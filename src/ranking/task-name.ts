import type { RankedTask } from './document.ts';
import { plainLine } from './plain-text.ts';

/** Subset names that a dataset has where nobody gave one; they tell a reader nothing. */
const unnamedSubsets = new Set(['default', '']);

/** The subset where it has a name of its own, else null. */
export function namedSubset(task: Pick<RankedTask, 'taskSubset'>): string | null {
  return task.taskSubset === null || unnamedSubsets.has(task.taskSubset) ? null : task.taskSubset;
}

/** The task for people: `stanfordnlp/imdb`, or `nyu-mll/glue (sst2)` where the subset has a name of its own. */
export function taskName(task: Pick<RankedTask, 'taskId' | 'taskSubset'>): string {
  const subset = namedSubset(task);
  return subset === null ? task.taskId : `${task.taskId} (${subset})`;
}

/** The columns that the map was trained on: `premise + hypothesis → label`. */
export function columnsName(task: Pick<RankedTask, 'textColumns' | 'labelColumn'>): string {
  const texts = task.textColumns.join(' + ');
  return task.labelColumn === null ? texts : `${texts} → ${task.labelColumn}`;
}

/**
 * The task's name in at most `length` characters: the owner goes first, as the name of the dataset and its subset tell more; then the
 * end is cut.
 */
export function shortTaskName(task: Pick<RankedTask, 'taskId' | 'taskSubset'>, length: number): string {
  const full = plainLine(taskName(task));
  if (full.length <= length) return full;
  const withoutOwner = `…${full.slice(Math.max(0, task.taskId.indexOf('/')))}`;
  const shorter = task.taskId.includes('/') ? withoutOwner : full;
  return shorter.length <= length ? shorter : `${shorter.slice(0, length - 1)}…`;
}
