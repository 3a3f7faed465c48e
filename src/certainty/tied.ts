import { type Difference, rootMeanSquare, scoreAccuracy } from './difference.ts';

/** Share of samples in which none that is truly as good as the first is left out. */
const confidence = 0.9;

/**
 * Maps that the sample does not tell from the first: those whose paired difference to it is within the bound that holds for all such differences at
 * once with 90 % (Mogstad, Romano, Shaikh and Wilhelm, "Inference for Ranks with Applications to Mobility across Neighbourhoods and
 * Academic Achievement across Countries", Review of Economic Studies 91, 2024; one-sided).
 *
 * @param differences in the order of the ranking
 * @returns indices in the same order, the first itself left out
 */
export function tiedWithFirst(differences: readonly Difference[]): number[] {
  const [first, ...others] = differences;
  if (first === undefined || others.length === 0) return [];
  const largest = new Float64Array(first.noise.length).fill(Number.NEGATIVE_INFINITY);
  const distances = others.map(({ value, noise }) => {
    const between = first.noise.map((draw, index) => draw - (noise[index] ?? 0));
    const error = Math.max(rootMeanSquare(between), scoreAccuracy);
    for (let draw = 0; draw < largest.length; draw++) {
      largest[draw] = Math.max(largest[draw] ?? 0, (between[draw] ?? 0) / error);
    }
    return (first.value - value) / error;
  });
  const bound = largest.sort()[Math.ceil(confidence * largest.length) - 1] ?? 0;
  return distances.flatMap((distance, index) => (distance <= bound ? [index + 1] : []));
}
