import { differenceToBaseline } from '../../ranking/baseline.ts';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';

/** Range of differences that the bars of a table span; 0 is always inside. */
export interface BarRange {
  low: number;
  high: number;
}

/**
 * From the second percentile of the differences, so that a few hopeless tasks do not squeeze all others, to the largest. Longer bars
 * are cut at the edge.
 */
export function barRange(document: RankingDocument): BarRange {
  const { tasks } = document;
  const difference = (task: RankedTask | undefined) => (task ? (differenceToBaseline(task, document) ?? 0) : 0);
  const low = Math.min(0, difference(tasks[Math.floor((tasks.length - 1) * 0.98)]));
  const high = Math.max(0, difference(tasks[0]));
  return { low, high };
}

/** A bar from the baseline to the task's score. The number stands beside it, so it is hidden from screen readers. */
export function DifferenceBar({ difference, range }: { difference: number; range: BarRange }) {
  const span = range.high - range.low || 1;
  const place = (value: number) => (100 * (Math.min(range.high, Math.max(range.low, value)) - range.low)) / span;
  const left = place(Math.min(0, difference));
  const width = place(Math.max(0, difference)) - left;
  return (
    <span class="bar" aria-hidden="true">
      <span
        class={difference > 0 ? 'bar-fill better' : 'bar-fill worse'}
        style={{ left: `${left}%`, width: `${width}%` }}
      />
      <span class="bar-zero" style={{ left: `${place(0)}%` }} />
    </span>
  );
}
