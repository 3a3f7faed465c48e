import { DescendingOrder } from './descending-order.ts';
import { scoreAccuracy } from './difference.ts';
import { fillShrunkDraw, type ShrunkDifferences } from './shrinkage.ts';

/** Where a map stands over the draws. */
export interface Places {
  /** Share of draws in which it is above the baseline, by more than scores are exact to. */
  helps: number;
  /** Share of draws in which it is the first. */
  first: number;
  /** 5 % and 95 % quantile of its rank, counted from 1. */
  rankInterval: [number, number];
}

/** Share of draws below each end of a rank interval. */
const tail = 0.05;

/**
 * The places of each map over the shrunk draws.
 *
 * @param sizes how many tasks each stands for: ranks count them all, and those of one entry span its tasks
 */
export function placesOf(shrunk: ShrunkDifferences, sizes: readonly number[]): Places[] {
  const maps = shrunk.maps.length;
  const draws = shrunk.meanNoise.length;
  const helps = new Float64Array(maps);
  const first = new Float64Array(maps);
  const ranks = Array.from({ length: maps }, () => new Uint32Array(draws));
  const values = new Float64Array(maps);
  const order = new DescendingOrder(maps);
  for (let draw = 0; draw < draws; draw++) {
    fillShrunkDraw(shrunk, draw, values);
    const needed = scoreAccuracy - shrunk.mean - (shrunk.meanNoise[draw] ?? 0);
    let before = 1;
    const ordered = order.of(values);
    const best = ordered[0] ?? 0;
    first[best] = (first[best] ?? 0) + 1;
    for (const map of ordered) {
      if ((values[map] ?? 0) > needed) helps[map] = (helps[map] ?? 0) + 1;
      const own = ranks[map];
      if (own !== undefined) own[draw] = before;
      before += sizes[map] ?? 1;
    }
  }
  return ranks.map((own, map) => ({
    helps: (helps[map] ?? 0) / draws,
    first: (first[map] ?? 0) / draws,
    rankInterval: rankInterval(own.sort(), sizes[map] ?? 1),
  }));
}

function rankInterval(sorted: Uint32Array, size: number): [number, number] {
  const low = sorted[Math.ceil(tail * sorted.length) - 1] ?? 1;
  const high = sorted[Math.ceil((1 - tail) * sorted.length) - 1] ?? 1;
  return [low, high + size - 1];
}
