import type { RankedTask, RankingDocument } from './document.ts';
import { namedSubset } from './task-name.ts';

/** One task in two rankings. */
export interface ComparedTask {
  /** Names the task in both rankings. */
  key: string;
  /** The task as the first ranking has it; where only the second has it, as that one does. */
  task: RankedTask;
  /** Rank among the tasks that both rankings hold, 1 to n; null where one of them does not hold it. */
  first: number | null;
  second: number | null;
  /** Places that the task rises from the first ranking to the second; negative: it falls. Null where one lacks it. */
  rise: number | null;
  /** Whether the 90 % intervals of its two ranks overlap, so that chance explains the change; null where one of them is not known. */
  withinError: boolean | null;
}

/** Two rankings side by side. */
export interface Comparison {
  /** Tasks of both, in the order of the first, then those of one only, in the order of their ranking. */
  tasks: ComparedTask[];
  /** How many tasks both rankings hold. */
  common: number;
  /** Agreement of the orders of the common tasks, see {@link kendallTau}; null with fewer than two, or where all are tied. */
  tau: number | null;
}

/**
 * Compares two rankings by map (repository id), or by what the maps were trained on where one ranking does not tell the
 * repositories. Ranks are counted among the common tasks, so that tasks which only one run covered do not look like changes.
 */
export function compareRankings(
  first: Pick<RankingDocument, 'tasks'>,
  second: Pick<RankingDocument, 'tasks'>,
): Comparison {
  const [here, there] = keyed(first.tasks, second.tasks);
  const common = [...here].filter(([key]) => there.has(key));
  const places = new Map([...there.keys()].filter((key) => here.has(key)).map((key, index) => [key, index + 1]));
  const both = common.map(([key, task], index): ComparedTask => {
    const place = places.get(key) ?? index + 1;
    const withinError = overlap(task.rankInterval, there.get(key)?.rankInterval ?? null);
    return { key, task, first: index + 1, second: place, rise: index + 1 - place, withinError };
  });
  const onlyOne = [
    ...[...here].filter(([key]) => !there.has(key)),
    ...[...there].filter(([key]) => !here.has(key)),
  ].map(([key, task]): ComparedTask => ({ key, task, first: null, second: null, rise: null, withinError: null }));
  const scores = common.map(([, { score }]) => score);
  const otherScores = common.map(([key]) => there.get(key)?.score ?? Number.NaN);
  return { tasks: [...both, ...onlyOne], common: both.length, tau: kendallTau(scores, otherScores) };
}

function overlap(first: RankedTask['rankInterval'], second: RankedTask['rankInterval']): boolean | null {
  if (first === null || second === null) return null;
  return first[0] <= second[1] && second[0] <= first[1];
}

/** The tasks that both rankings have on their shortlists, in the order of the first; null where one of them has none. */
export function commonShortlist(
  first: Pick<RankingDocument, 'certainty' | 'tasks'>,
  second: Pick<RankingDocument, 'certainty'>,
): RankedTask[] | null {
  if (first.certainty === null || second.certainty === null) return null;
  const other = new Set(second.certainty.shortlist);
  const both = new Set(first.certainty.shortlist.filter((repo) => other.has(repo)));
  return first.tasks.filter(({ repo }) => repo !== null && both.has(repo));
}

type Keyed = Map<string, RankedTask>;

/** The tasks of two rankings in their order, under names that mean the same in both. */
function keyed(first: readonly RankedTask[], second: readonly RankedTask[]): [Keyed, Keyed] {
  const byRepo = [...first, ...second].every(({ repo }) => repo !== null);
  const nameOf = (task: RankedTask) => (byRepo && task.repo !== null ? task.repo : trainedOn(task));
  return [withKeys(first, nameOf), withKeys(second, nameOf)];
}

/** Several maps can be of the same data; then the best of one ranking is set beside the best of the other, and so on. */
function withKeys(tasks: readonly RankedTask[], nameOf: (task: RankedTask) => string): Keyed {
  const named: Keyed = new Map();
  const times = new Map<string, number>();
  for (const task of tasks) {
    const name = nameOf(task);
    const earlier = times.get(name) ?? 0;
    times.set(name, earlier + 1);
    named.set(earlier === 0 ? name : `${name} ${earlier + 1}`, task);
  }
  return named;
}

/** What a map was trained on, as one text. */
function trainedOn(task: RankedTask): string {
  return JSON.stringify([task.taskId, namedSubset(task), task.taskSplit, task.textColumns, task.labelColumn]);
}

/**
 * Kendall's rank correlation, tau-b (M. G. Kendall, The treatment of ties in ranking problems, Biometrika 33, 1945): 1 where the
 * orders agree, -1 where one is the other reversed, 0 where they have nothing to do with each other. Null where it is not
 * defined: fewer than two values, or all equal. Takes n²/2 steps, 1.1 million for 1,500 tasks.
 */
export function kendallTau(x: readonly number[], y: readonly number[]): number | null {
  let balance = 0;
  let untiedX = 0;
  let untiedY = 0;
  for (let i = 1; i < x.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const signX = Math.sign((x[i] ?? 0) - (x[j] ?? 0));
      const signY = Math.sign((y[i] ?? 0) - (y[j] ?? 0));
      balance += signX * signY;
      untiedX += signX * signX;
      untiedY += signY * signY;
    }
  }
  return untiedX === 0 || untiedY === 0 ? null : balance / Math.sqrt(untiedX * untiedY);
}
