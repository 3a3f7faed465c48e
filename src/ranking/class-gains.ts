import type { RankedTask, RankingDocument } from './document.ts';
import { marginOfError } from './standing.ts';

/** What a task does for one class. */
export interface ClassGain {
  /** Index of the class in `target.classes`. */
  index: number;
  /** Evidence of the class (log, per example) minus that of the baseline. */
  gain: number;
}

/** Gains of all classes, the largest first; null where there is nothing to compare: regression, no baseline, or no evidence for each class. */
export function classGains(
  task: Pick<RankedTask, 'evidence'>,
  { baseline, target }: Pick<RankingDocument, 'baseline' | 'target'>,
): ClassGain[] | null {
  const count = target.classes.length;
  if (baseline === null || count < 2 || task.evidence.length !== count || baseline.evidence.length !== count)
    return null;
  const gains = task.evidence.map((value, index) => ({ index, gain: value - (baseline.evidence[index] ?? 0) }));
  return gains.sort((a, b) => b.gain - a.gain || a.index - b.index);
}

/** With two classes both say the same: what is one is not the other. */
const fewestClasses = 3;

/** Shares of the sum of all gains. */
const nearlyAll = 0.8;
const most = 0.5;
/** Of more than so many classes one that holds a third is a finding too, if it holds twice as much as any other. */
const largePart = 1 / 3;
const manyClasses = 6;

/** In which classes nearly all, most, or a large part of a task's gain is. */
export interface WhereGainIs {
  /** Indices of one or two classes. */
  classes: number[];
  /** Their share of the sum of all that classes gain. */
  share: number;
  amount: 'nearly-all' | 'most' | 'large-part';
}

/**
 * Where the gain is, if the evidence has a clear answer: one or two classes hold 80 % of what classes gain in all, or one holds half, or of many a third and
 * twice as much as any other, and each of them stands out by more than the sample explains. The score is the mean over the classes, of which only the whole has a known error; that of
 * a class is at most √k times as large where the classes vary independently, which is taken for all. Null: there is no clear answer.
 */
export function whereGainIs(
  task: RankedTask,
  document: Pick<RankingDocument, 'baseline' | 'target'>,
): WhereGainIs | null {
  const gains = classGains(task, document);
  const margin = marginOfError(task);
  if (gains === null || margin === null || gains.length < fewestClasses) return null;
  const all = gains.reduce((sum, { gain }) => sum + Math.max(0, gain), 0);
  const standingOut = gains.filter(({ gain }) => gain > margin * Math.sqrt(gains.length));
  const shareOf = (count: number) => standingOut.slice(0, count).reduce((sum, { gain }) => sum + gain, 0) / all;
  const told = (count: number, amount: WhereGainIs['amount']): WhereGainIs => ({
    classes: standingOut.slice(0, count).map(({ index }) => index),
    share: shareOf(count),
    amount,
  });
  if (standingOut.length === 0 || all === 0) return null;
  if (shareOf(1) >= nearlyAll) return told(1, 'nearly-all');
  // Of three classes two are no finding.
  if (gains.length > fewestClasses && shareOf(2) >= nearlyAll) return told(2, 'nearly-all');
  if (shareOf(1) >= most) return told(1, 'most');
  const isAlone = shareOf(1) >= largePart && (gains[0]?.gain ?? 0) >= 2 * (gains[1]?.gain ?? 0);
  return gains.length > manyClasses && isAlone ? told(1, 'large-part') : null;
}
