import { type ComparedTask, commonShortlist } from '../compare.ts';
import type { RankingDocument } from '../document.ts';
import { formatCount } from '../number-format.ts';
import { plainLine } from '../plain-text.ts';
import { mostShortlisted } from '../shortlist.ts';
import { taskName } from '../task-name.ts';
import { taskList } from './task-list.ts';
import { english, type Translate } from './translate.ts';

/** How well two rankings agree, in words and as a number. */
export function agreementSentence(tau: number | null, common: number, say: Translate = english): string {
  if (tau === null) return say('They have too few tasks in common to compare: {0}.', formatCount(common));
  return say(
    '{0} Kendall tau is {1} over {2} common tasks.',
    agreementVerdict(tau, say),
    tau.toFixed(2).replace('-', '−'),
    formatCount(common),
  );
}

function agreementVerdict(tau: number, say: Translate): string {
  if (tau >= 0.8) return say('The orders are nearly the same.');
  if (tau >= 0.5) return say('The orders mostly agree.');
  if (tau >= 0.2) return say('The orders agree a little.');
  if (tau > -0.2) return say('The orders have little to do with each other.');
  return say('The orders contradict each other.');
}

/** Which tasks both shortlists hold; empty where one of the rankings has no shortlist. */
export function commonShortlistSentence(
  first: RankingDocument,
  second: RankingDocument,
  say: Translate = english,
): string {
  const common = commonShortlist(first, second);
  if (common === null) return '';
  if (common.length === 0) return say('Their shortlists have no task in common.');
  return say('Both shortlists hold {0}.', taskList(common.slice(0, mostShortlisted), first, say));
}

/** A move of fewer places is none to tell of. */
const telling = 5;

/** The task that moves most, of those that lead one of the rankings, where chance does not explain it; empty where none moves far. */
export function largestMoveSentence(tasks: readonly ComparedTask[], say: Translate = english): string {
  const moved = tasks.filter(({ rise, withinError }) => rise !== null && withinError !== true);
  const [most] = moved.toSorted((a, b) => Math.abs(b.rise ?? 0) - Math.abs(a.rise ?? 0));
  if (most === undefined || Math.abs(most.rise ?? 0) < telling) return '';
  const ranks = [most.first ?? 0, most.second ?? 0].map(formatCount);
  return say('Most moved: {0}, from rank {1} here to {2} in the other.', plainLine(taskName(most.task)), ...ranks);
}

/** How many of the changes of rank chance explains; empty where the rankings do not say how sure they are. */
export function explainedChangesSentence(tasks: readonly ComparedTask[], say: Translate = english): string {
  const moved = tasks.filter(({ rise, withinError }) => rise !== null && rise !== 0 && withinError !== null);
  if (moved.length === 0) return '';
  const explained = moved.filter(({ withinError }) => withinError === true).length;
  return say(
    'Of {0} changes of rank, {1} lie within the 90 % intervals of the two ranks: which rows were in the samples explains them.',
    formatCount(moved.length),
    formatCount(explained),
  );
}
