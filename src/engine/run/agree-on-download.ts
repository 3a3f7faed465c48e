import { throwIfCancelled } from '../../hub/cancelled.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { BaseModel } from '../base-model/base-model.ts';
import { consentLimitBytes, type DownloadPlan, planDownload } from '../between-stages/download-plan.ts';
import type { EngineContext } from '../context.ts';
import type { SelectedEsms } from '../maps/select-esms.ts';
import { isSampleEmbedded } from '../target/embed-sample.ts';
import type { RunRecorder } from './run-recorder.ts';

/**
 * Tells what the run is going to download, and asks where that is much.
 *
 * @throws {ProblemError} run-download-needs-consent, run-cancelled
 */
export async function agreeOnDownload(params: {
  context: EngineContext;
  recorder: RunRecorder;
  model: BaseModel;
  texts: string[];
  selected: SelectedEsms;
}): Promise<void> {
  const { recorder } = params;
  const plan = await planOf(params);
  recorder.tell({ kind: 'plan', plan });
  if (plan.bytesToFetch <= consentLimitBytes || (await recorder.agreesTo(plan))) return;
  throwIfCancelled(recorder.signal);
  throw new ProblemError({
    area: 'run',
    code: 'run-download-needs-consent',
    model: plan.model,
    bytes: plan.bytesToFetch,
    limitBytes: consentLimitBytes,
    esms: plan.esmsSelected,
    esmsToFetch: plan.esmsSelected - plan.esmsCached,
  });
}

/** The weights are only needed where the texts have not been embedded before. */
async function planOf(params: Parameters<typeof agreeOnDownload>[0]): Promise<DownloadPlan> {
  const { context, model, texts, selected } = params;
  const needsWeights = !model.cached && !(await isSampleEmbedded(context, model, texts));
  return planDownload({
    model: model.id,
    dimension: model.description.dimension,
    esmsAvailable: selected.available,
    selected: selected.esms,
    isCached: selected.isCached,
    modelBytesToFetch: needsWeights ? model.description.weightBytes : 0,
  });
}
