import { type BaseModelCoverage, baseModelCoverage } from '../../esm/coverage.ts';
import type { RunWarning } from '../../protocol/run-warnings.ts';
import type { EngineContext } from '../context.ts';
import { esmsFromCacheWarning } from './esms-from-cache.ts';

/** Base models that have maps, and what should be known of that list. */
export interface BaseModelList {
  /** Most maps first. */
  models: BaseModelCoverage[];
  warnings: RunWarning[];
}

/**
 * Base models that have maps on the Hub; where its list is not known, in the cache.
 *
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function listBaseModels({ hub }: EngineContext, signal: AbortSignal): Promise<BaseModelList> {
  const warnings: RunWarning[] = [];
  const onWarning = (warning: RunWarning) => void warnings.push(warning);
  const { models, fromCache } = await baseModelCoverage({ hub: { ...hub, onWarning }, signal });
  const esms = models.reduce((sum, model) => sum + model.esms, 0);
  if (fromCache) warnings.push(esmsFromCacheWarning(null, esms));
  return { models, warnings };
}
