import { type BaseModelCoverage, baseModelCoverage } from '../esm/coverage.ts';
import type { EngineContext } from './context.ts';

/** Base models that have maps on the Hub, most maps first. */
export function listBaseModels({ hub }: EngineContext, signal: AbortSignal): Promise<BaseModelCoverage[]> {
  return baseModelCoverage({ hub, signal });
}
