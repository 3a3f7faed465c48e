import { type Estimator, estimator, type RankedTask } from './document.ts';
import { lookedAtRows } from './looked.ts';

/** A scored intermediate task before it has a place in the ranking. */
export type ScoredTask = Omit<RankedTask, 'rank'>;

/**
 * The tasks in the order of a ranking: those that were only looked at last; descending by score, ties by repository id in code-point order, ranks 1 to n.
 * Tasks of equal score still get ranks of their own, so that a rank names one row. Returns new objects in a new array.
 *
 * @throws RangeError where a score is not finite: such a map belongs to `skipped`
 */
export function rankTasks(tasks: readonly ScoredTask[]): RankedTask[] {
  for (const { repo, score } of tasks) {
    if (!Number.isFinite(score)) throw new RangeError(`score of ${repo ?? 'a task'} is not finite: ${score}`);
  }
  const ordered = [...tasks].sort(
    (a, b) =>
      Number(isOnlyLookedAt(a)) - Number(isOnlyLookedAt(b)) ||
      b.score - a.score ||
      compareCodePoints(a.repo ?? '', b.repo ?? ''),
  );
  return withOtherRanks(ordered.map((task, index) => ({ ...task, rank: index + 1 })));
}

/** The ranks by each other estimator, over all tasks that it has scored; ties in the order of the ranking. */
function withOtherRanks(tasks: readonly RankedTask[]): RankedTask[] {
  const asked = estimator.options.filter((name) => tasks.some(({ others }) => others?.[name] !== undefined));
  if (asked.length === 0) return [...tasks];
  const ranks = new Map(asked.map((name) => [name, ranksBy(tasks, name)]));
  return tasks.map((task) => {
    const others: RankedTask['others'] = {};
    for (const name of asked) {
      const own = task.others?.[name];
      const rank = ranks.get(name)?.get(task);
      if (own !== undefined && rank !== undefined) others[name] = { score: own.score, rank };
    }
    return { ...task, others };
  });
}

function ranksBy(tasks: readonly RankedTask[], name: Estimator): ReadonlyMap<RankedTask, number> {
  const scored = tasks.flatMap((task) => {
    const own = task.others?.[name];
    return own === undefined ? [] : [{ task, score: own.score }];
  });
  return new Map(scored.sort((a, b) => b.score - a.score).map(({ task }, index) => [task, index + 1]));
}

function isOnlyLookedAt(task: ScoredTask): boolean {
  return lookedAtRows(task) !== null;
}

/**
 * Compares two strings by code point, as Python sorts them: negative, 0 or positive. JavaScript's `<` compares UTF-16 units
 * instead, which puts characters above U+FFFF before U+E000.
 */
export function compareCodePoints(a: string, b: string): number {
  const rest = b[Symbol.iterator]();
  for (const left of a) {
    const right = rest.next();
    if (right.done) return 1;
    if (left !== right.value) return (left.codePointAt(0) ?? 0) - (right.value.codePointAt(0) ?? 0);
  }
  return rest.next().done ? 0 : -1;
}
