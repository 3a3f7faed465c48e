import type { RankedTask } from './document.ts';
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
  return ordered.map((task, index) => ({ ...task, rank: index + 1 }));
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
