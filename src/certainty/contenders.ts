import type { Difference } from './difference.ts';
import { shortlistOf } from './shortlist.ts';
import { tiedWithFirst } from './tied.ts';

/**
 * What a look at a part of a map's rows misses of the whole, as a share of the standard error that comes from the sample. Measured on the sample hub
 * (`bench/first-look`): 1.1 from an eighth of the rows, 0.8 from a quarter, 0.5 from half; on generated maps of 768 dimensions 1.0 to 1.3 from an eighth.
 */
const missedByLook = 1.2;

/** At least so many maps are made whole, the best by the look. */
export const leastWhole = 60;

/** At most so much of all maps is made whole. */
const mostWholeShare = 0.08;

/** A map that was looked at. */
export interface LookedAt {
  /** To the baseline in as many dimensions; of a part of its rows as `ofLook` makes it. */
  difference: Difference;
  /** Whether that is of all its rows. */
  isWhole: boolean;
}

/** At most so many of so many maps are made whole. */
export function mostWhole(maps: number): number {
  return Math.min(maps, Math.max(leastWhole, Math.ceil(mostWholeShare * maps)));
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
 * Which maps are made whole next: first the best by the look; then, again and again, those that may still be among the best, which are in the shortlist or tied
 * with the first as far as is known. So at the end these are whole, but for those beyond {@link mostWhole}.
 *
 * @returns indices in the order given, the best first; none at the end
 */
export function nextToComplete(maps: readonly LookedAt[]): number[] {
  const order = [...maps.keys()].sort((a, b) => valueAt(maps, b) - valueAt(maps, a) || a - b);
  const parts = order.filter((index) => maps[index]?.isWhole === false);
  const whole = maps.length - parts.length;
  const room = mostWhole(maps.length) - whole;
  if (parts.length === 0 || room <= 0) return [];
  const lacking = Math.min(leastWhole, maps.length) - whole;
  if (lacking > 0) return parts.slice(0, lacking);
  const contenders = contendersOf(maps, order);
  return parts.filter((index) => contenders.has(index)).slice(0, room);
}

/** The shortlist, and what is tied with the first; the first is whole, for nothing is certain of a part. */
function contendersOf(maps: readonly LookedAt[], order: readonly number[]): ReadonlySet<number> {
  const first = order.find((index) => maps[index]?.isWhole === true);
  const others = order.filter((index) => index !== first);
  const ranked = first === undefined ? others : [first, ...others];
  const differences = ranked.flatMap((index) => maps[index]?.difference ?? []);
  const places = [...shortlistOf(differences), ...tiedWithFirst(differences)];
  return new Set(places.flatMap((place) => ranked[place] ?? []));
}

function valueAt(maps: readonly LookedAt[], index: number): number {
  return maps[index]?.difference.value ?? Number.NEGATIVE_INFINITY;
}
