import type { Movement } from '../../protocol/training-report.ts';
import { principalPlane } from '../../ridge/principal-plane.ts';
import type { Pairs } from './pairs.ts';

/** Rows that a plot shows at most. */
const mostPoints = 500;

/** Rows, evenly spread over all, that are shown: as they were before, and after. */
interface Shown {
  labels: (number | null)[];
  before: Float32Array[];
  after: Float32Array[];
}

/**
 * How far fine-tuning moved some embeddings, all together and by class, and where they are in the plane in which those before and after differ most.
 *
 * @param params.labels index into `classes`, by row; null where there are no classes
 */
export async function movementOf(params: {
  pairs: Pairs;
  dimension: number;
  labels: Float64Array | null;
  classes: readonly string[];
  signal: AbortSignal;
}): Promise<Movement> {
  const { pairs, dimension, labels, classes, signal } = params;
  const byClass = classes.map((name) => ({ name, rows: 0, sum: 0 }));
  const shown: Shown = { labels: [], before: [], after: [] };
  let sum = 0;
  let row = 0;
  for await (const { x, y, rows } of pairs.blocks(signal)) {
    for (let i = 0; i < rows; i++, row++) {
      const before = x.subarray(i * dimension, (i + 1) * dimension);
      const after = y.subarray(i * dimension, (i + 1) * dimension);
      const distance = distanceOf(before, after);
      sum += distance;
      const label = labels?.[row] ?? null;
      const own = label === null ? undefined : byClass[label];
      if (own !== undefined) Object.assign(own, { rows: own.rows + 1, sum: own.sum + distance });
      if (isShown(row, pairs.rows)) {
        shown.labels.push(label);
        shown.before.push(before.slice());
        shown.after.push(after.slice());
      }
    }
  }
  return {
    mean: sum / Math.max(1, row),
    classes: byClass.map(({ name, rows, sum: total }) => ({ name, rows, mean: total / Math.max(1, rows) })),
    ...placesOf(shown),
  };
}

function placesOf({ labels, before, after }: Shown): Pick<Movement, 'points' | 'explained'> {
  const { places, explained } = principalPlane([...before, ...after]);
  const points = labels.map((label, index) => ({
    label,
    before: places[index] ?? [0, 0],
    after: places[labels.length + index] ?? [0, 0],
  }));
  return { points, explained };
}

function isShown(row: number, rows: number): boolean {
  if (rows <= mostPoints) return true;
  return Math.floor((row * mostPoints) / rows) !== Math.floor(((row - 1) * mostPoints) / rows);
}

function distanceOf(before: Float32Array, after: Float32Array): number {
  let squared = 0;
  for (let k = 0; k < before.length; k++) squared += ((after[k] ?? 0) - (before[k] ?? 0)) ** 2;
  return Math.sqrt(squared);
}
