import type { RankedTask, RankingDocument } from '../document.ts';
import { formatCount, scoreFormat } from '../number-format.ts';
import { countsSentence, standingMark } from '../sentences/standing.ts';
import { english, type Translate } from '../sentences/translate.ts';
import type { Standing, StandingBasis } from '../standing.ts';
import { summarise } from '../summary.ts';
import { type Bin, binAround } from './bins.ts';
import { type Tone, toneOf } from './tone.ts';

/** A named place on the axis of scores. `align`: on which side of it its name has room. */
export interface ScoreMark {
  score: number;
  label: string;
  align: 'left' | 'right';
}

/** One part of a bar: the tasks of one tone in it, from `low` to `high` on the axis of counts. */
export interface DistributionBar extends Bin {
  tone: Tone;
  low: number;
  high: number;
  tooltip: string;
}

/** An entry of the legend. */
export interface ToneLabel {
  tone: Tone;
  label: string;
  /** Place in the legend, from 0. */
  place: number;
}

/** Data of the score distribution, by the names of the datasets in its plot. */
export interface DistributionData {
  bins: DistributionBar[];
  marks: ScoreMark[];
  legend: ToneLabel[];
}

/** What stands on the baseline first: bars grow from what is sure to what is not. */
const toneOrder: readonly Tone[] = ['likely', 'unlikely', 'better', 'worse', 'unknown', 'untold'];

/**
 * Bars of all scores, split at the baseline and by what the sample tells of the tasks in them, and the places of baseline and best. A
 * task as good as the baseline does not help, yet its bar begins at the baseline; it is moved below by the smallest step. Where the
 * baseline is not known, bars from the lowest score on.
 */
export function distributionData(document: StandingBasis, say: Translate = english): DistributionData {
  const baseline = document.baseline?.score ?? null;
  const best = document.tasks[0];
  return {
    bins: barsOf(document, baseline, say),
    marks: marksOf(baseline, best, say),
    legend: toneLabels(document, say),
  };
}

function barsOf(document: StandingBasis, baseline: number | null, say: Translate): DistributionBar[] {
  const placed = document.tasks.map((task) => ({
    score: task.score === baseline ? belowBy(task.score) : task.score,
    tone: toneOf(task, document),
  }));
  const format = scoreFormat(document, '−');
  const scores = placed.map(({ score }) => score);
  return binAround(baseline ?? document.tasks.at(-1)?.score ?? 0, scores).flatMap((bin) => {
    const within = placed.filter(({ score }) => score >= bin.from && score < bin.to);
    let low = 0;
    return toneOrder.flatMap((tone): DistributionBar[] => {
      const count = within.filter((each) => each.tone === tone).length;
      if (count === 0) return [];
      const tooltip = barTooltip(count, tone, [format.score(bin.from), format.score(bin.to)], say);
      const bar = { ...bin, count, tone, low, high: low + count, tooltip };
      low = bar.high;
      return [bar];
    });
  });
}

function barTooltip(count: number, tone: Tone, [from, to]: [string, string], say: Translate): string {
  const range =
    count === 1
      ? say('1 task from {0} to {1}', from, to)
      : say('{0} tasks from {1} to {2}', formatCount(count), from, to);
  const mark = standingMark(standingOfTone(tone), say);
  return mark === '' ? range : `${range} ${mark}`;
}

function standingOfTone(tone: Tone): Standing {
  return tone === 'likely' || tone === 'untold' || tone === 'unlikely' ? tone : 'unknown';
}

function belowBy(value: number): number {
  return value - Math.max(Math.abs(value), Number.MIN_VALUE) * Number.EPSILON;
}

/** The legend: the tones that the standing of a task can have; none where the ranking does not say how sure it is. */
export function toneLabels(document: StandingBasis, say: Translate = english): ToneLabel[] {
  if (document.tasks.every((task) => standingOfTone(toneOf(task, document)) === 'unknown')) return [];
  const entries: [Tone, string][] = [
    ['unlikely', say('unlikely to help')],
    ['untold', say('cannot be told')],
    ['likely', say('likely to help')],
  ];
  return entries.map(([tone, label], place) => ({ tone, label, place }));
}

/** The names stand away from each other. */
function marksOf(baseline: number | null, best: Pick<RankedTask, 'score'> | undefined, say: Translate): ScoreMark[] {
  const above = best !== undefined && (baseline === null || best.score > baseline);
  const marks: ScoreMark[] = [];
  if (baseline !== null) marks.push({ score: baseline, label: say('baseline'), align: above ? 'right' : 'left' });
  if (best !== undefined) marks.push({ score: best.score, label: say('best'), align: above ? 'left' : 'right' });
  return marks;
}

/** What the distribution says, for those who do not see it. */
export function distributionMessage(document: RankingDocument, say: Translate = english): string {
  const { best, total } = summarise(document);
  const worst = document.tasks.at(-1);
  if (best === null || worst === undefined) return say('There are no scores.');
  const format = scoreFormat(document, '−');
  const range = [formatCount(total), format.score(worst.score), format.score(best.score)];
  if (document.baseline === null) {
    return say('Scores of {0} tasks lie between {1} and {2}. The baseline is not known.', ...range);
  }
  return say(
    'Scores of {0} tasks lie between {1} and {2}. The baseline is {3}. {4}',
    ...range,
    format.score(document.baseline.score),
    countsSentence(document, say),
  ).trimEnd();
}
