import { baselinePlace } from '../baseline.ts';
import type { RankedTask, RankingDocument } from '../document.ts';

/** One line of a static table. */
export type ShownRow =
  | { kind: 'task'; task: RankedTask }
  /** The baseline at its place in the order; `above`: how many tasks score higher. */
  | { kind: 'baseline'; above: number; score: number }
  /** Tasks that are left out here. */
  | { kind: 'gap'; hidden: number };

/**
 * The lines of a static table: the first `top` tasks (default: all), and the baseline, where it is known, always, at its place among all
 * tasks.
 * Where tasks are left out, a gap stands for them.
 */
export function shownRows(document: RankingDocument, top = Number.POSITIVE_INFINITY): ShownRow[] {
  const { tasks } = document;
  const above = baselinePlace(document);
  const shown = Math.min(Math.max(0, top), tasks.length);
  if (above === null || document.baseline === null) return [...taskRows(tasks, 0, shown), ...gap(tasks.length - shown)];
  const baseline: ShownRow = { kind: 'baseline', above, score: document.baseline.score };
  if (above <= shown) {
    return [...taskRows(tasks, 0, above), baseline, ...taskRows(tasks, above, shown), ...gap(tasks.length - shown)];
  }
  return [...taskRows(tasks, 0, shown), ...gap(above - shown), baseline, ...gap(tasks.length - above)];
}

function taskRows(tasks: readonly RankedTask[], from: number, to: number): ShownRow[] {
  return tasks.slice(from, to).map((task) => ({ kind: 'task', task }));
}

function gap(hidden: number): ShownRow[] {
  return hidden > 0 ? [{ kind: 'gap', hidden }] : [];
}
