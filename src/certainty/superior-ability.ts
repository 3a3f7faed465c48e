import { type Difference, scoreAccuracy, zOf } from './difference.ts';

/**
 * Test for superior predictive ability: the probability that, were no map better than the baseline, the best of them stood out as much as the first
 * does (Hansen, "A Test for Superior Predictive Ability", JBES 23, 2005; the consistent p). It accounts for how many maps there are, and
 * for how alike they are. Maps that are clearly below the baseline, by more than √(2 ln ln n) standard errors, are left out.
 *
 * @param differences in the order of the ranking, at least one
 * @param rows n, examples in the sample
 */
export function superiorAbility(differences: readonly Difference[], rows: number): number {
  const [first] = differences;
  if (first === undefined) return 1;
  const clearlyBelow = -Math.sqrt(2 * Math.max(0, Math.log(Math.log(Math.max(rows, 3)))));
  const rivals = differences.filter((difference) => difference === first || zOf(difference) >= clearlyBelow);
  const reached = zOf(first);
  let count = 0;
  for (let draw = 0; draw < first.noise.length; draw++) {
    const isReached = ({ noise, standardError }: Difference) =>
      (noise[draw] ?? 0) / Math.max(standardError, scoreAccuracy) >= reached;
    if (rivals.some(isReached)) count += 1;
  }
  return count / first.noise.length;
}
