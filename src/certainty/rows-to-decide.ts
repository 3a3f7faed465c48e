import { type Difference, zOf } from './difference.ts';

/** Standard errors at which a difference is taken for one. */
const decided = 1.96;

/** Below so many standard errors there may be no difference to be found. */
const leastZ = 0.5;

/** More than so many times the sample is no advice. */
const mostTimes = 10;

/**
 * About how many rows would tell whether the map is better than the baseline, those of the sample among them: standard errors fall with √n, so n·(1.96/z)².
 * Null where the sample tells already, where the difference is below half a standard error, or where it would be more than ten times the sample.
 *
 * @param rows n, examples in the sample
 */
export function rowsToDecide(first: Difference, rows: number): number | null {
  const z = zOf(first);
  if (z < leastZ || z >= decided) return null;
  const times = (decided / z) ** 2;
  return times > mostTimes ? null : Math.ceil(rows * times);
}
