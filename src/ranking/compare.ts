import type { RankedTask, RankingDocument } from './document.ts';

/** One task in two rankings. */
export interface ComparedTask {
  repo: string;
  /** The task as the first ranking has it; where only the second has it, as that one does. */
  task: RankedTask;
  /** Rank among the tasks that both rankings hold, 1 to n; null where one of them does not hold it. */
  first: number | null;
  second: number | null;
  /** Places that the task rises from the first ranking to the second; negative: it falls. Null where one lacks it. */
  rise: number | null;
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
 * Compares two rankings by map (repository id). Ranks are counted among the common tasks, so that tasks which only one run
 * covered do not look like changes.
 */
export function compareRankings(
  first: Pick<RankingDocument, 'tasks'>,
  second: Pick<RankingDocument, 'tasks'>,
): Comparison {
  const inSecond = new Map(second.tasks.map((task) => [task.repo, task]));
  const inFirst = new Set(first.tasks.map(({ repo }) => repo));
  const common = first.tasks.filter(({ repo }) => inSecond.has(repo));
  const places = new Map(
    second.tasks.filter(({ repo }) => inFirst.has(repo)).map(({ repo }, index) => [repo, index + 1]),
  );
  const both = common.map((task, index): ComparedTask => {
    const place = places.get(task.repo) ?? index + 1;
    return { repo: task.repo, task, first: index + 1, second: place, rise: index + 1 - place };
  });
  const onlyOne = [
    ...first.tasks.filter(({ repo }) => !inSecond.has(repo)),
    ...second.tasks.filter(({ repo }) => !inFirst.has(repo)),
  ].map((task): ComparedTask => ({ repo: task.repo, task, first: null, second: null, rise: null }));
  const scores = common.map(({ score }) => score);
  const otherScores = common.map(({ repo }) => inSecond.get(repo)?.score ?? Number.NaN);
  return { tasks: [...both, ...onlyOne], common: both.length, tau: kendallTau(scores, otherScores) };
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
