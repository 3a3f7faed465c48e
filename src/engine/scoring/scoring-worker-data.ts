import type { LabelledEmbeddings, Reweighting, SharedStatistics, Variant } from '../../logme/types.ts';
import type { Estimator } from '../../protocol/rank-request.ts';

/** What every thread of the scoring pool is given once. */
export interface ScoringWorkerData {
  statistics: SharedStatistics;
  variant: Variant;
  kernels: WebAssembly.Module;
  /** Null: scores come without draws. */
  reweighting: Reweighting | null;
  /** The first ranks. */
  estimators: readonly Estimator[];
  /** What others than LogME take; null: there are none. */
  examples: LabelledEmbeddings | null;
}

/**
 * The data that a thread was started with. Both ends are this program in one version, so the check is for the mistake of
 * starting the worker with something else.
 *
 * @throws TypeError
 */
export function scoringWorkerData(data: unknown): ScoringWorkerData {
  if (isScoringWorkerData(data)) return data;
  throw new TypeError('a scoring worker was started without its statistics');
}

function isScoringWorkerData(data: unknown): data is ScoringWorkerData {
  return (
    typeof data === 'object' &&
    data !== null &&
    ['statistics', 'variant', 'kernels', 'estimators'].every((key) => key in data)
  );
}
