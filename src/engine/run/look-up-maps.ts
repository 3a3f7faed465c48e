import type { HubProblem } from '../../protocol/problems/hub.ts';
import type { RankRequest } from '../../protocol/rank-request.ts';
import type { BaseModel } from '../base-model/base-model.ts';
import { namingModels } from '../base-model/name-models.ts';
import { openBaseModel } from '../base-model/open-base-model.ts';
import type { EngineContext } from '../context.ts';
import { esmsFromCacheWarning } from '../maps/esms-from-cache.ts';
import { type CandidateEsms, candidateEsms } from '../maps/select-esms.ts';
import type { RunRecorder } from './run-recorder.ts';

/** Looks up the base model and the maps that may be ranked, before anything large moves. */
export async function lookUpMaps(
  request: RankRequest,
  context: EngineContext,
  recorder: RunRecorder,
  signal: AbortSignal,
): Promise<{ model: BaseModel; candidates: CandidateEsms }> {
  const onLastKnown = (problem: HubProblem) => recorder.usedLastKnown(context.hub.settings.endpoint, problem);
  const hub = { ...context.hub, onLastKnown };
  const model = await namingModels(request.model, { hub, signal }, () =>
    openBaseModel({
      hub,
      id: request.model,
      folder: request.folder,
      pooling: request.pooling,
      signal,
      onBytes: (done, total) => recorder.progress({ stage: 'fetch-model', done, total, unit: 'bytes' }),
    }),
  );
  const onProgress = (done: number, total: number | null) =>
    recorder.progress({ stage: 'list-esms', done, total, unit: 'esms' });
  onProgress(0, null);
  const candidates = await candidateEsms({ hub, request, baseModel: model.id, signal, onProgress });
  const found = candidates.esms.length;
  if (candidates.fromCache) recorder.warn(esmsFromCacheWarning(model.id, found));
  if (request.filter === undefined) onProgress(found, found);
  return { model, candidates };
}
