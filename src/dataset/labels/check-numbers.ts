import { ProblemError } from '../../protocol/problem.ts';
import type { LabelPlace } from './label-reading.ts';

/** What is added to a float64 and is no more than this part of it leaves it as it is. */
const LOST = 2 ** -53;

/** Labels far from all others are mistakes where they are few. */
const FEW = 0.05;

/**
 * Stops at numbers from which no score can be computed, however they are scaled: scoring sums the squares of the labels, and a float64
 * has 53 bits. Labels of any size are well as long as they are of one size.
 * @param values `[n]`, finite.
 * @param rows `[n]`: where they stand.
 * @throws ProblemError `dataset-constant-label`; `dataset-label-too-far` where the squares of all other distances vanish beside those
 * of a few; `dataset-labels-too-close` where the squares of the differences vanish beside those of the labels.
 */
export function checkNumbers(place: LabelPlace, values: Float64Array, rows: readonly number[]): void {
  const ascending = values.toSorted();
  const [low = 0] = ascending;
  const high = ascending.at(-1) ?? 0;
  if (low === high) {
    const facts = { value: low, rows: values.length };
    throw new ProblemError({ area: 'dataset', code: 'dataset-constant-label', ...place, ...facts });
  }
  const unit = Math.max(Math.abs(low), Math.abs(high));
  const scaled = values.map((value) => value / unit);
  const far = farthest(values, scaled, ascending[values.length >> 1] ?? 0, unit);
  if (far !== null) {
    const facts = { row: rows[far] ?? 1, value: values[far] ?? 0 };
    throw new ProblemError({ area: 'dataset', code: 'dataset-label-too-far', ...place, ...facts });
  }
  if (areClose(scaled)) {
    throw new ProblemError({ area: 'dataset', code: 'dataset-labels-too-close', ...place, low, high });
  }
}

/** Index of the label that is farthest from the median, where it and few others leave nothing of the rest; else null. */
function farthest(values: Float64Array, scaled: Float64Array, median: number, unit: number): number | null {
  const squares = scaled.map((value) => (value - median / unit) ** 2);
  const byDistance = Array.from(values.keys()).sort((a, b) => (squares[b] ?? 0) - (squares[a] ?? 0));
  // From the nearest on, so that each sum is of squares that are not larger than the next.
  const few = Math.max(1, Math.floor(values.length * FEW));
  const distances = byDistance.map((index) => squares[index] ?? 0);
  let rest = sum(distances.slice(few).reverse());
  const differs = byDistance.map((index) => values[index] !== median);
  let restDiffers = differs.slice(few).includes(true);
  for (let count = few; count > 0; count--) {
    if (restDiffers && rest <= sum(distances.slice(0, count)) * LOST) return byDistance[0] ?? null;
    rest += distances[count - 1] ?? 0;
    restDiffers ||= differs[count - 1] ?? false;
  }
  return null;
}

/** Whether the labels differ from their mean by too little for its size. */
function areClose(scaled: Float64Array): boolean {
  const mean = sum(scaled) / scaled.length;
  return sum(scaled.map((value) => (value - mean) ** 2)) <= scaled.length * mean ** 2 * LOST;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
