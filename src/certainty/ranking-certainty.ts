/**
 * How sure a ranking is, from which rows happen to be in the sample. All from the draws of each score, so that it can be computed again
 * wherever rankings are put together. What it does not know: that a map is only an approximation, and the luck of fine-tuning itself.
 */
import { standIns } from './alike.ts';
import { type Difference, type DrawnBaseline, type DrawnScore, differenceTo } from './difference.ts';
import { type Places, placesOf } from './places.ts';
import { rowsToDecide } from './rows-to-decide.ts';
import { shortlistOf } from './shortlist.ts';
import { shrinkDifferences } from './shrinkage.ts';
import { superiorAbility } from './superior-ability.ts';
import { tiedWithFirst } from './tied.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** How sure a ranking is of one task. */
export interface TaskCertainty extends Places {
  /** Index of the better task that it stands under, as the sample sees no difference; null: for itself. */
  alike: number | null;
}

/** How sure a ranking is. Tasks are named by their index in it. */
export interface RankingCertainty {
  /** In the order of the ranking. Those that are alike have the places of the one that they stand under. */
  tasks: TaskCertainty[];
  verdict: Verdict;
  /** Of the test for superior predictive ability. */
  p: number;
  shortlist: number[];
  /** Without the first itself. */
  tied: number[];
  rowsToDecide: number | null;
}

/**
 * @param ranking.scores descending, at least one; behind them, descending too, those that are only estimates
 * @param ranking.constant score of features that are the same for all texts; null: not known
 * @param ranking.rows n, examples in the sample
 * @param ranking.fewRows whether the sample is below the limits of certainty
 * @throws RangeError without scores, or where their numbers of draws differ
 */
export function rankingCertainty(ranking: {
  baseline: DrawnBaseline;
  scores: readonly DrawnScore[];
  constant: number | null;
  rows: number;
  fewRows: boolean;
}): RankingCertainty {
  const { baseline, scores, constant, rows, fewRows } = ranking;
  checkDraws(baseline, scores);
  const differences = scores.map((score) => differenceTo(baseline, score));
  const alike = standIns(differences);
  const entries = entriesOf(differences, alike);
  const distinct = entries.map(({ difference }) => difference);
  const places = placesOf(
    shrinkDifferences(distinct),
    entries.map(({ size }) => size),
  );
  const [first] = distinct;
  if (first === undefined) throw new RangeError('nothing is ranked');
  const p = superiorAbility(distinct, rows);
  const verdict = verdictOf({
    firstDifference: first.value,
    informative: constant === null || baseline.score + first.value > constant,
    p,
    first: places.map((place) => place.first),
    rows,
    fewRows,
  });
  const indexOf = (entry: number) => entries[entry]?.index ?? 0;
  return {
    tasks: tasksOf(alike, entries, places),
    verdict,
    p,
    shortlist: shortlistOf(distinct).map(indexOf),
    tied: tiedWithFirst(distinct).map(indexOf),
    rowsToDecide: verdict === 'helps' ? null : rowsToDecide(first, rows),
  };
}

/** A task that stands for itself, with how many it stands for. */
interface Entry {
  index: number;
  size: number;
  difference: Difference;
}

function entriesOf(differences: readonly Difference[], alike: readonly (number | null)[]): Entry[] {
  const sizes = new Map<number, number>();
  for (const [index, other] of alike.entries()) {
    const standing = other ?? index;
    sizes.set(standing, (sizes.get(standing) ?? 0) + 1);
  }
  return differences.flatMap((difference, index) => {
    const size = sizes.get(index);
    return size === undefined ? [] : [{ index, size, difference }];
  });
}

function tasksOf(
  alike: readonly (number | null)[],
  entries: readonly Entry[],
  places: readonly Places[],
): TaskCertainty[] {
  const placeOf = new Map(entries.map(({ index }, entry) => [index, places[entry]]));
  return alike.map((other, index) => {
    const place = placeOf.get(other ?? index);
    if (place === undefined) throw new RangeError(`task ${index} stands under one that does not stand for itself`);
    return { ...place, alike: other };
  });
}

function checkDraws(baseline: DrawnBaseline, scores: readonly DrawnScore[]): void {
  const count = baseline.draws.length;
  if (count === 0 || scores.some(({ draws }) => draws.length !== count)) {
    throw new RangeError('all scores must have the same draws, one at least');
  }
}
