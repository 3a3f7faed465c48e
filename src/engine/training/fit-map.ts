import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import type { TrainingSource } from '../../protocol/training-report.ts';
import { MapSums } from '../../ridge/map-sums.ts';
import { type SolvedMap, solveMap } from '../../ridge/solve-map.ts';
import type { WeightedPairs } from './training-sources.ts';

/** A map, and what it is worth on each source. */
export interface FittedMap {
  solved: SolvedMap;
  sources: TrainingSource[];
  /** Exact leave-one-out error of all rows with their weights. */
  error: number;
}

/**
 * Fits a map on the embeddings of all sources, which are gone through twice: for the sums, and for the errors of each row left out.
 *
 * @param params.onProgress rows done, of twice as many as there are
 * @throws {ProblemError} run-cancelled; what the sources throw
 */
export async function fitMap(params: {
  sources: readonly WeightedPairs[];
  dimension: number;
  kernels: WebAssembly.Module;
  signal: AbortSignal;
  onProgress: (done: number) => void;
}): Promise<FittedMap> {
  const { sources, dimension, kernels, signal, onProgress } = params;
  let done = 0;
  const step = async (rows: number) => {
    done += rows;
    onProgress(done);
    await nextTurn();
    throwIfCancelled(signal);
  };
  const sums = new MapSums(dimension, kernels);
  for (const { pairs, rowWeight } of sources) {
    for await (const { x, y, rows } of pairs.blocks(signal)) {
      sums.add(x, y, rows, rowWeight);
      await step(rows);
    }
  }
  const solved = solveMap(sums);
  const judged: TrainingSource[] = [];
  let squared = 0;
  for (const source of sources) {
    const errors = await errorsOf(source, solved, signal, step);
    squared += source.rowWeight * errors.leftOut;
    const numbers = source.pairs.rows * dimension;
    judged.push({
      source: source.source,
      columns: source.columns,
      rows: source.pairs.rows,
      weight: source.share,
      error: errors.leftOut / numbers,
      identityError: errors.identity / numbers,
    });
  }
  return { solved, sources: judged, error: squared / (sums.weight * dimension) };
}

async function errorsOf(
  { pairs, rowWeight }: WeightedPairs,
  { leaveOneOut }: SolvedMap,
  signal: AbortSignal,
  step: (rows: number) => Promise<void>,
): Promise<{ leftOut: number; identity: number }> {
  const sum = { leftOut: 0, identity: 0 };
  for await (const { x, y, rows } of pairs.blocks(signal)) {
    const { leftOut, identity } = leaveOneOut.errorsOf(x, y, rows, rowWeight);
    sum.leftOut += leftOut;
    sum.identity += identity;
    await step(rows);
  }
  return sum;
}
