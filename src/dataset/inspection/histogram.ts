import type { Histogram } from '../../protocol/dataset-inspection.ts';

/** Parts that a range is shown in. */
const PARTS = 12;

/** How often numbers fall into twelve parts of their range, or fewer where whole numbers have fewer values. @param numbers finite, at least one */
export function histogramOf(numbers: readonly number[]): Histogram {
  const from = numbers.reduce((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY);
  const to = numbers.reduce((most, number) => Math.max(most, number), Number.NEGATIVE_INFINITY);
  const isWhole = numbers.every(Number.isInteger);
  const parts = Math.max(1, from === to ? 1 : isWhole ? Math.min(PARTS, to - from + 1) : PARTS);
  const counts = new Array<number>(parts).fill(0);
  // Of whole numbers each part holds as many, so the range ends behind the last.
  const width = isWhole ? to - from + 1 : to - from;
  for (const number of numbers) {
    const part = width === 0 ? 0 : Math.min(parts - 1, Math.floor(((number - from) / width) * parts));
    counts[part] = (counts[part] ?? 0) + 1;
  }
  return { from, to, counts };
}

/** The middle one of some numbers in their order; the mean of both where two are. 0 where there are none. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}
