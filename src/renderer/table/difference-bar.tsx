import { differenceToBaseline } from '../../ranking/baseline.ts';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import { toneOf } from '../../ranking/plots/tone.ts';
import { marginOfError } from '../../ranking/standing.ts';

/** Range of differences that the bars of a table span; 0 is always inside. */
export interface BarRange {
  low: number;
  high: number;
}

/**
 * From the second percentile of the differences, so that a few hopeless tasks do not squeeze all others, to the end of the first one's
 * interval. Longer bars and lines are cut at the edge.
 */
export function barRange(document: RankingDocument): BarRange {
  const { tasks } = document;
  const difference = (task: RankedTask | undefined) => (task ? (differenceToBaseline(task, document) ?? 0) : 0);
  const low = Math.min(0, difference(tasks[Math.floor((tasks.length - 1) * 0.98)]));
  const [first] = tasks;
  const high = Math.max(0, difference(first) + (first === undefined ? 0 : (marginOfError(first) ?? 0)));
  return { low, high };
}

interface DifferenceBarProps {
  document: RankingDocument;
  task: RankedTask;
  difference: number;
  range: BarRange;
}

/** A bar from the baseline to the task's score, with its interval as a line. The numbers stand beside it, so it is hidden from screen readers. */
export function DifferenceBar({ document, task, difference, range }: DifferenceBarProps) {
  const span = range.high - range.low || 1;
  const place = (value: number) => (100 * (Math.min(range.high, Math.max(range.low, value)) - range.low)) / span;
  const stretch = (from: number, to: number) => ({ left: `${place(from)}%`, width: `${place(to) - place(from)}%` });
  const margin = marginOfError(task);
  return (
    <span class="bar" aria-hidden="true">
      <span
        class={`bar-fill ${toneOf(task, document)}`}
        style={stretch(Math.min(0, difference), Math.max(0, difference))}
      />
      {margin !== null && <span class="bar-interval" style={stretch(difference - margin, difference + margin)} />}
      <span class="bar-zero" style={{ left: `${place(0)}%` }} />
    </span>
  );
}
