import type { Difference } from './difference.ts';

/** Draws that correlate by more come from rows that the two maps treat alike. */
const alikeCorrelation = 0.99;

/** Scores that are apart by less of the standard error. */
const alikeDistance = 0.1;

/**
 * Which maps the sample sees as one: their differences to the baseline correlate above 0.99 over the draws, and their scores are at most a
 * tenth of the standard error apart. Often they come from one dataset under several names. (Of the scores themselves the draws of nearly all near ties correlate by
 * more than 0.99, as rows that are hard are hard for all maps.)
 *
 * Each map is compared with those before it that stand for themselves and are near in score, so the work grows with neighbours, not with pairs.
 *
 * @param differences in the order of the ranking
 * @returns for each the index of the earlier map under which it stands, or null
 */
export function standIns(differences: readonly Difference[]): (number | null)[] {
  const standing: number[] = [];
  return differences.map((difference, index) => {
    for (let at = standing.length - 1; at >= 0; at--) {
      const other = standing[at] ?? 0;
      const above = differences[other];
      if (above === undefined || above.value - difference.value > alikeDistance * difference.standardError) break;
      if (correlation(above.noise, difference.noise) > alikeCorrelation) return other;
    }
    standing.push(index);
    return null;
  });
}

/** Of numbers whose mean is 0; 1 where both are 0 throughout. */
function correlation(some: Float32Array, others: Float32Array): number {
  let product = 0;
  let someSquared = 0;
  let othersSquared = 0;
  for (let i = 0; i < some.length; i++) {
    const a = some[i] ?? 0;
    const b = others[i] ?? 0;
    product += a * b;
    someSquared += a * a;
    othersSquared += b * b;
  }
  if (someSquared === 0 && othersSquared === 0) return 1;
  return product / Math.sqrt(someSquared * othersSquared);
}
