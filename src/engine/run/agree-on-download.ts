import { keptBytesOfMaps } from '../../esm/look-at-esm.ts';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Look, RankRequest } from '../../protocol/rank-request.ts';
import type { BaseModel } from '../base-model/base-model.ts';
import {
  consentLimitBytes,
  type DownloadPlan,
  planDownload,
  planWith,
  withoutDownload,
} from '../between-stages/download-plan.ts';
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
 * Tells what the run is going to download, and asks where that is much. Where nobody said how maps are to be fetched, and all of them whole is much, it is a first look;
 * offline too where there are parts of maps. There nothing is downloaded, and nobody asked.
 *
 * @throws {ProblemError} run-download-needs-consent, run-cancelled; run-variant-needs-whole-maps, where a first look is asked for with what knows no certainty
 */
export async function agreeOnDownload(params: Plans): Promise<Agreement> {
  const { request, recorder, context } = params;
  const { offline } = context.hub.settings;
  const { whole, first, hasParts } = await plansOf(params);
  const isMuch = whole.bytesToFetch > consentLimitBytes;
  const wantsFirst = request.look === 'first' || (request.look === undefined && (isMuch || (offline && hasParts)));
  const plan = wantsFirst && first !== null ? first : whole;
  recorder.tell({ kind: 'plan', plan: offline ? withoutDownload(plan) : plan });
  const look = offline ? (plan.look ?? 'all') : await agree(plan, recorder);
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
async function plansOf(params: Plans): Promise<{ whole: DownloadPlan; first: DownloadPlan | null; hasParts: boolean }> {
  const { request, context, model, texts, selected } = params;
  const { dimension, weightBytes } = model.description;
  const needsWeights = !model.cached && !(await isSampleEmbedded(context, model, texts));
  const toFetch = selected.esms.filter((esm) => !selected.isCached(esm));
  const kept = await keptBytesOfMaps(context.hub, toFetch);
  const plan = planDownload({
    model: model.id,
    dimension,
    esmsAvailable: selected.available,
    selected: selected.esms,
    isCached: selected.isCached,
    modelBytesToFetch: needsWeights ? weightBytes : 0,
    kept,
  });
  const maps = selected.esms.length;
  const certain = isCertain(request, texts.length, dimension);
  const isOfUse = isLookOfUse({ dimension, toFetch: toFetch.length, maps });
  if (isOfUse && !certain && request.look === 'first') throw needsWholeMaps(request, texts.length, dimension);
  const hasParts = kept.size > 0;
  if (!isOfUse || !certain) return { whole: plan, first: null, hasParts };
  const all = plan.esmBytesToFetch;
  const bytes = { all, first: Math.min(all, firstLookBytes(toFetch, { maps, dimension, kept })) };
  return { whole: planWith(plan, 'all', bytes), first: planWith(plan, 'first', bytes), hasParts };
}

function needsWholeMaps({ variant }: RankRequest, rows: number, dimension: number): ProblemError {
  return new ProblemError({ area: 'run', code: 'run-variant-needs-whole-maps', variant, rows, dimension });
}
