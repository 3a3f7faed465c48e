import { type Side, sideOf } from '../baseline.ts';
import type { RankedTask, RankingDocument } from '../document.ts';
import { formatCount, scoreFormat } from '../number-format.ts';
import { english, type Translate } from '../sentences.ts';
import { type Bin, binAround } from './bins.ts';

/** A named place on the axis of scores. `align`: on which side of it its name has room. */
export interface ScoreMark {
  score: number;
  label: string;
  align: 'left' | 'right';
}

/** One bar, all on one side of the baseline. */
export interface DistributionBar extends Bin {
  side: Side;
  tooltip: string;
}

/** Data of the score distribution, by the names of the datasets in its plot. */
export interface DistributionData {
  bins: DistributionBar[];
  marks: ScoreMark[];
}

/**
 * Bars of all scores, split at the baseline, and the places of baseline and best. A task as good as the baseline does not help, yet
 * its bar begins at the baseline; it is moved below by the smallest step. Where the baseline is not known, bars from the lowest score
 * on.
 */
export function distributionData(
  document: Pick<RankingDocument, 'baseline' | 'tasks'>,
  say: Translate = english,
): DistributionData {
  const baseline = document.baseline?.score ?? null;
  const scores = document.tasks.map(({ score }) => (score === baseline ? belowBy(baseline) : score));
  const format = scoreFormat(document, '−');
  const bins = binAround(baseline ?? document.tasks.at(-1)?.score ?? 0, scores).map(
    (bin): DistributionBar => ({
      ...bin,
      side: sideOf({ score: (bin.from + bin.to) / 2 }, document),
      tooltip: barTooltip(bin.count, [format.score(bin.from), format.score(bin.to)], say),
    }),
  );
  const best = document.tasks[0];
  return { bins, marks: marksOf(baseline, best, say) };
}

function barTooltip(count: number, [from, to]: [string, string], say: Translate): string {
  return count === 1
    ? say('1 task from {0} to {1}', from, to)
    : say('{0} tasks from {1} to {2}', formatCount(count), from, to);
}

function belowBy(value: number): number {
  return value - Math.max(Math.abs(value), Number.MIN_VALUE) * Number.EPSILON;
}

/** The names stand away from each other. */
function marksOf(baseline: number | null, best: Pick<RankedTask, 'score'> | undefined, say: Translate): ScoreMark[] {
  const helps = best !== undefined && (baseline === null || best.score > baseline);
  const marks: ScoreMark[] = [];
  if (baseline !== null) marks.push({ score: baseline, label: say('baseline'), align: helps ? 'right' : 'left' });
  if (best !== undefined) marks.push({ score: best.score, label: say('best'), align: helps ? 'left' : 'right' });
  return marks;
}
