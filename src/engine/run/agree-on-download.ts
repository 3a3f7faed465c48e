import { throwIfCancelled } from '../../hub/cancelled.ts';
import { keptBytesOfModels } from '../../hub/ranges/range-cache.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Look, RankRequest } from '../../protocol/rank-request.ts';
import type { BaseModel } from '../base-model/base-model.ts';
import { consentLimitBytes, type DownloadPlan, planDownload, planWith } from '../between-stages/download-plan.ts';
import type { EngineContext } from '../context.ts';
import { firstLookBytes, isCertain, isLookOfUse } from '../maps/first-look.ts';
import type { SelectedEsms } from '../maps/select-esms.ts';
import { isSampleEmbedded } from '../target/embed-sample.ts';
import type { RunRecorder } from './run-recorder.ts';

/** What a run is going to do, as far as its downloads follow from it. */
interface Plans {
  request: RankRequest;
  context: EngineContext;
  recorder: RunRecorder;
  model: BaseModel;
  texts: string[];
  selected: SelectedEsms;
}

/** What was agreed on. */
export interface Agreement {
  look: Look;
  /** Asks for the whole of all maps after all, where that is much. @throws {ProblemError} run-download-needs-consent, run-cancelled */
  agreeOnWhole: () => Promise<void>;
}

/**
 * Tells what the run is going to download, and asks where that is much. Where nobody said how maps are to be fetched, and all of them whole is much, it is a first look.
 *
 * @throws {ProblemError} run-download-needs-consent, run-cancelled
 */
export async function agreeOnDownload(params: Plans): Promise<Agreement> {
  const { request, recorder } = params;
  const { whole, first } = await plansOf(params);
  const isMuch = whole.bytesToFetch > consentLimitBytes;
  const wantsFirst = request.look === 'first' || (request.look === undefined && isMuch);
  const plan = wantsFirst && first !== null ? first : whole;
  recorder.tell({ kind: 'plan', plan });
  const look = await agree(plan, recorder);
  const agreeOnWhole = async () => void (look === 'all' || (await agree({ ...whole, otherwise: undefined }, recorder)));
  return { look, agreeOnWhole };
}

async function agree(plan: DownloadPlan, recorder: RunRecorder): Promise<Look> {
  const { look = 'all' } = plan;
  if (plan.bytesToFetch <= consentLimitBytes) return look;
  const answer = await recorder.agreesTo(plan);
  if (answer === true) return look;
  if (answer !== false) return answer;
  throwIfCancelled(recorder.signal);
  throw new ProblemError({
    area: 'run',
    code: 'run-download-needs-consent',
    model: plan.model,
    bytes: plan.bytesToFetch,
    limitBytes: consentLimitBytes,
    esms: plan.esmsSelected,
    esmsToFetch: plan.esmsSelected - plan.esmsCached,
    ...(plan.otherwise === undefined ? {} : { look }),
  });
}

/** The weights of the model are only needed where the texts have not been embedded before. `first`: null where a first look is no use. */
async function plansOf(params: Plans): Promise<{ whole: DownloadPlan; first: DownloadPlan | null }> {
  const { request, context, model, texts, selected } = params;
  const { dimension, weightBytes } = model.description;
  const needsWeights = !model.cached && !(await isSampleEmbedded(context, model, texts));
  const kept = await keptBytesOfModels(context.hub);
  const plan = planDownload({
    model: model.id,
    dimension,
    esmsAvailable: selected.available,
    selected: selected.esms,
    isCached: selected.isCached,
    modelBytesToFetch: needsWeights ? weightBytes : 0,
    kept,
  });
  const toFetch = selected.esms.filter((esm) => !selected.isCached(esm));
  const maps = selected.esms.length;
  const isOfUse =
    isLookOfUse({ dimension, toFetch: toFetch.length, maps }) && isCertain(request, texts.length, dimension);
  if (!isOfUse) return { whole: plan, first: null };
  const all = plan.esmBytesToFetch;
  const bytes = { all, first: Math.min(all, firstLookBytes(toFetch, { maps, dimension, kept })) };
  return { whole: planWith(plan, 'all', bytes), first: planWith(plan, 'first', bytes) };
}
