import type { RankedTask } from './document.ts';
import { compareCodePoints } from './rank-tasks.ts';
import { columnsName } from './task-name.ts';

/** What tasks can be sorted by. `score` also stands for the rank and for the difference to the baseline. */
export const sortKeys = [
  'score',
  'first',
  'ranks',
  'measured',
  'task',
  'subset',
  'split',
  'columns',
  'examples',
  'language',
  'map',
] as const;

/** What tasks can be sorted by. */
export type SortKey = (typeof sortKeys)[number];

/** Which tasks to show, and in which order. */
export interface TaskQuery {
  /** Words that all must occur in the names of a task; upper and lower case are the same. Empty: every task. */
  search: string;
  /** Lowest and highest score, both included; null: every score. */
  scores: readonly [number, number] | null;
  sort: { by: SortKey; descending: boolean };
}

/** The ranking as it is. */
export const wholeRanking: TaskQuery = { search: '', scores: null, sort: { by: 'score', descending: true } };

/**
 * The tasks that match the query, in its order; ties by rank. Tasks without a value come last in either direction. Returns a new
 * array of the same objects.
 */
export function queryTasks(tasks: readonly RankedTask[], { search, scores, sort }: TaskQuery): RankedTask[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = tasks.filter((task) => isWithin(task.score, scores) && containsAll(task, words));
  return matching.sort((a, b) => compareBy(sort.by, a, b, sort.descending) || a.rank - b.rank);
}

function isWithin(score: number, scores: TaskQuery['scores']): boolean {
  return scores === null || (score >= scores[0] && score <= scores[1]);
}

function containsAll(task: RankedTask, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const names = [task.taskId, task.taskSubset, task.taskSplit, columnsName(task), task.language, task.repo];
  const text = names
    .filter((name) => name !== null)
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

function compareBy(key: SortKey, a: RankedTask, b: RankedTask, descending: boolean): number {
  const left = sortValue(key, a);
  const right = sortValue(key, b);
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  const order = typeof left === 'number' && typeof right === 'number' ? left - right : compareNames(left, right);
  return descending ? -order : order;
}

function compareNames(a: string | number, b: string | number): number {
  return compareCodePoints(String(a).toLowerCase(), String(b).toLowerCase());
}

function sortValue(key: SortKey, task: RankedTask): string | number | null {
  switch (key) {
    case 'score':
      // Not the score itself: equal scores have an order too.
      return -task.rank;
    case 'first':
      return task.first;
    case 'ranks':
      // The best rank that it may have, then the worst.
      return task.rankInterval === null ? null : task.rankInterval[0] + task.rankInterval[1] / 1e6;
    case 'measured':
      return task.measured?.gain ?? null;
    case 'task':
      return task.taskId;
    case 'subset':
      return task.taskSubset || null;
    case 'split':
      return task.taskSplit || null;
    case 'columns':
      return columnsName(task) || null;
    case 'examples':
      return task.examples;
    case 'language':
      return task.language || null;
    case 'map':
      return task.repo;
  }
}
