import { throwIfCancelled } from '../../hub/cancelled.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { consentLimitBytes } from '../between-stages/download-plan.ts';
import type { RunObserver } from '../between-stages/run-events.ts';
import type { EngineContext } from '../context.ts';
import { areEmbedded } from './embed-pairs.ts';
import type { TrainingModels } from './training-models.ts';

/**
 * Asks where the weights of both models are much to download; not offline, where nothing is.
 *
 * @param texts of each source
 * @throws {ProblemError} training-download-needs-consent, run-cancelled
 */
export async function agreeOnModels(params: {
  context: EngineContext;
  models: TrainingModels;
  texts: readonly string[][];
  observer: Pick<RunObserver, 'confirmDownload' | 'signal'>;
}): Promise<void> {
  const { context, models, texts, observer } = params;
  const { base, tuned } = models;
  const ofBase = base.cached || (await allEmbedded(context, models, texts)) ? 0 : base.description.weightBytes;
  const ofTuned = tuned === null || tuned.cached ? 0 : tuned.description.weightBytes;
  const bytes = ofBase + ofTuned;
  if (bytes <= consentLimitBytes || context.hub.settings.offline) return;
  const maps = { esmsAvailable: null, esmsSelected: 0, esmsCached: 0, esmBytesToFetch: 0 };
  const plan = {
    model: base.id,
    dimension: base.description.dimension,
    ...maps,
    modelBytesToFetch: bytes,
    bytesToFetch: bytes,
  };
  if (await observer.confirmDownload?.(plan)) return;
  throwIfCancelled(observer.signal);
  const facts = { base: base.id, tuned: tuned?.id ?? '', bytes, limitBytes: consentLimitBytes };
  throw new ProblemError({ area: 'training', code: 'training-download-needs-consent', ...facts });
}

async function allEmbedded(
  context: EngineContext,
  { base }: TrainingModels,
  texts: readonly string[][],
): Promise<boolean> {
  for (const each of texts) if (!(await areEmbedded(context, base, each))) return false;
  return true;
}
