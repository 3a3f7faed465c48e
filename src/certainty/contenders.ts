import type { Difference } from './difference.ts';
import { shortlistOf } from './shortlist.ts';
import { shrinkDifferences } from './shrinkage.ts';
import { tiedWithFirst } from './tied.ts';

/**
 * What a look at a part of a map's rows misses of the whole, as a share of the standard error that comes from the sample. Measured on the sample hub
 * (`bench/first-look`): 1.1 from an eighth of the rows, 0.8 from a quarter, 0.5 from half; on generated maps of 768 dimensions 1.0 to 1.3 from an eighth.
 */
const missedByLook = 1.2;

/** At least so many maps are made whole, the best by the look. */
export const leastWhole = 60;

/**
 * At most so many maps are made whole, or so much of all. Measured where a third of all maps helps alike (`bench/first-look`): of 300 maps the last of the exact
 * shortlist stands at place 73 by the look, and 100 whole ones hold it in three of three samples, 60 in one; of 1,500 maps 120 whole ones hold 36 of 43 tasks, 180 hold
 * 40, and with the looks they are still less than a quarter of all bytes.
 */
const mostWholeOf = { few: 100, share: 0.12 };

/** A map that was looked at. */
export interface LookedAt {
  /** To the baseline in as many dimensions, of a part of its rows, as `ofLook` makes it. */
  look: Difference;
  /** Of all its rows; null where it is not whole. */
  exact: Difference | null;
}

/** At most so many of so many maps are made whole. */
export function mostWhole(maps: number): number {
  return Math.min(maps, Math.max(mostWholeOf.few, Math.ceil(mostWholeOf.share * maps)));
}

/** The factor by which the noise of a difference from a part of a map's rows is wider than that of the sample alone. */
export const lookWidening = Math.sqrt(1 + missedByLook ** 2);

/** The difference of a part of a map's rows, as sure as it is of the whole map. */
export function ofLook({ value, noise, standardError }: Difference): Difference {
  return {
    value,
    noise: noise.map((draw) => lookWidening * draw),
    standardError: lookWidening * standardError,
  };
}

/**
 * Which maps are made whole next: first the best as far as is known; where these are whole, those that may still be the first, which are in the shortlist or tied with
 * the first. So at the end all of these are whole, but for those beyond {@link mostWhole}.
 *
 * What is known of a part is shrunk towards the mean of all maps by more than what is known of a whole map: the best of many looks owe their places to luck.
 *
 * The choice is made anew from the looks each time, as if no map were whole yet. So it is the same in the next run, whatever other maps happen to be whole by then.
 *
 * @returns indices in the order given, the best first; none at the end
 */
export function nextToComplete(maps: readonly LookedAt[]): number[] {
  const known: Known[] = maps.map(({ look }) => ({ difference: look, isWhole: false }));
  for (let completed = 0; ; ) {
    const chosen = chooseNext(known, completed);
    const lacking = chosen.filter((index) => maps[index]?.exact == null);
    if (lacking.length > 0 || chosen.length === 0) return lacking;
    for (const index of chosen) {
      const difference = maps[index]?.exact;
      if (difference != null) known[index] = { difference, isWhole: true };
    }
    completed += chosen.length;
  }
}

/** What has been taken into account of a map: its look, or all of it. */
interface Known {
  difference: Difference;
  isWhole: boolean;
}

function chooseNext(maps: readonly Known[], completed: number): number[] {
  const room = mostWhole(maps.length) - completed;
  const isPart = (index: number) => maps[index]?.isWhole === false;
  if (room <= 0 || maps.every(({ isWhole }) => isWhole)) return [];
  const order = bestFirst(maps);
  const best = order.slice(0, leastWhole).filter(isPart);
  const contenders = best.length > 0 ? best : contendersOf(maps, order).filter(isPart);
  return contenders.slice(0, room);
}

function bestFirst(maps: readonly Known[]): number[] {
  const shrunk = shrinkDifferences(maps.map(({ difference }) => difference));
  const centreOf = (index: number) => shrunk.maps[index]?.centre ?? Number.NEGATIVE_INFINITY;
  const valueAt = (index: number) => maps[index]?.difference.value ?? Number.NEGATIVE_INFINITY;
  return [...maps.keys()].sort((a, b) => centreOf(b) - centreOf(a) || valueAt(b) - valueAt(a) || a - b);
}

/** The shortlist, and what is tied with the first; the first is a whole one where there is any, for nothing is certain of a part. */
function contendersOf(maps: readonly Known[], order: readonly number[]): number[] {
  const first = order.find((index) => maps[index]?.isWhole === true);
  const others = order.filter((index) => index !== first);
  const ranked = first === undefined ? others : [first, ...others];
  const differences = ranked.flatMap((index) => maps[index]?.difference ?? []);
  const places = new Set([...shortlistOf(differences), ...tiedWithFirst(differences)]);
  return ranked.filter((_, place) => places.has(place));
}
