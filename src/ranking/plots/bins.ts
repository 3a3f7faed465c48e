/** One bar of a histogram: values from `from` (included) to `to` (not included). */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** Values closer than this look the same on any axis. */
const narrowest = 1e-6;

/**
 * A histogram of which one edge is the anchor, so that no bar mixes values from both of its sides. Bars are of equal, round width;
 * about twice the square root of the number of values, at most 60. Empty bars are left out.
 */
export function binAround(anchor: number, values: readonly number[]): Bin[] {
  if (values.length === 0) return [];
  let [low, high] = [anchor, anchor];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const bars = Math.min(60, Math.max(8, 2 * Math.sqrt(values.length)));
  const step = roundStep(Math.max(high - low, narrowest) / bars);
  const counts = new Map<number, number>();
  for (const value of values) {
    const index = Math.floor((value - anchor) / step);
    counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([index, count]) => ({ from: anchor + index * step, to: anchor + (index + 1) * step, count }));
}

/** The smallest of 1, 2, 5 times a power of ten that is not below `width`. */
function roundStep(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const factor = [1, 2, 5, 10].find((each) => each * power >= width * (1 - 1e-9)) ?? 10;
  return factor * power;
}
