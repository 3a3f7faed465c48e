import type { Examples } from '../../dataset/examples/examples.ts';
import { parseFilter } from '../../esm-filter/parse-filter.ts';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import { isLocalPath } from '../../protocol/local-path.ts';
import type { RankRequest } from '../../protocol/rank-request.ts';
import type { RankingDocument, SkippedEsm } from '../../ranking/document.ts';
import type { BaseModel } from '../base-model/base-model.ts';
import { namingModels } from '../base-model/name-models.ts';
import { AsyncQueue } from '../between-stages/async-queue.ts';
import { RankCancelled } from '../between-stages/rank-cancelled.ts';
import type { RunEvent, RunObserver } from '../between-stages/run-events.ts';
import { Settled } from '../between-stages/settled.ts';
import { sideBySide } from '../between-stages/side-by-side.ts';
import type { EngineContext } from '../context.ts';
import type { FetchedEsm } from '../maps/fetch-each.ts';
import { fetchEsms, type WantedEsms } from '../maps/fetch-esms.ts';
import { lookRows } from '../maps/first-look.ts';
import { lookFirst } from '../maps/look-first.ts';
import { nothingToRank } from '../maps/nothing-to-rank.ts';
import { type SelectedEsms, selectEsms } from '../maps/select-esms.ts';
import { LookScores } from '../scoring/look-scores.ts';
import { scoreEsms } from '../scoring/score-esms.ts';
import { type Scoring, scoreBaseline, scorePartOfBaseline, startScoring } from '../scoring/score-target.ts';
import { embedSample } from '../target/embed-sample.ts';
import { readTarget, targetOf, traitsOf } from '../target/target.ts';
import { type Agreement, agreeOnDownload } from './agree-on-download.ts';
import { checkLabels, checkSettings } from './check-estimators.ts';
import { lookUpMaps } from './look-up-maps.ts';
import { PacedCertainty } from './paced-certainty.ts';
import { RunRecorder } from './run-recorder.ts';

/**
 * Ranks intermediate tasks for a dataset. Maps are fetched while the texts are embedded; each is scored as it arrives. Or a first look is taken at all of them, and
 * those that may be among the best by their scores are fetched whole and scored again.
 *
 * @returns the final document. A map that cannot be used is an entry of its `skipped`
 * @throws {RankCancelled} when `observer.signal` is aborted
 * @throws {ProblemError} for everything else that ends a run
 */
export async function rank(
  request: RankRequest,
  context: EngineContext,
  observer: RunObserver,
): Promise<RankingDocument> {
  const recorder = new RunRecorder(observer, context);
  try {
    return await runToEnd(request, recorder.listenTo(context), recorder);
  } catch (error) {
    if (!observer.signal.aborted) throw error;
    const partial = recorder.document(true);
    throw new RankCancelled(partial && { ...partial, interrupted: true }, { cause: error });
  }
}

/** A run from its beginning to its end, stage by stage. */
async function runToEnd(request: RankRequest, context: EngineContext, recorder: RunRecorder): Promise<RankingDocument> {
  const { signal } = recorder;
  throwIfCancelled(signal);
  // A mistake in the filter is told before anything is looked up.
  if (request.filter !== undefined) parseFilter(request.filter);
  checkSettings(request);
  const [examples, { model, candidates }] = await sideBySide(
    signal,
    (linked) => readTarget(request, context, recorder.observer(linked)),
    (linked) => lookUpMaps(request, context, recorder, linked),
  );
  checkLabels(request, examples);
  recorder.target(targetOf(request, examples), examples.warnings);
  const traits = await traitsOf(request, examples);
  const selected = await namingModels(request.model, { hub: context.hub, signal }, async () =>
    selectEsms(candidates, request, traits),
  );
  recorder.selected(selected);
  const agreement = await agreeOnDownload({ request, context, recorder, model, texts: examples.texts, selected });
  const fetched = new AsyncQueue<FetchedEsm>();
  const settled = new Settled();
  const stage = { request, context, recorder, examples, model, selected, agreement, fetched, settled };
  await sideBySide(
    signal,
    (linked) => (agreement.look === 'first' ? lookAtSelected : fetchSelected)({ ...stage, signal: linked }),
    async (linked) => {
      const embeddings = await embedExamples({ ...stage, signal: linked });
      await scoreAll({ ...stage, embeddings, signal: linked });
    },
  );
  return finalDocument(request, recorder);
}

/** What the stages after the agreement work with. */
interface Stage {
  request: RankRequest;
  context: EngineContext;
  recorder: RunRecorder;
  examples: Examples;
  model: BaseModel;
  selected: SelectedEsms;
  agreement: Agreement;
  /** Maps on their way from being fetched to being scored. */
  fetched: AsyncQueue<FetchedEsm>;
  /** Of those that went that way. */
  settled: Settled;
  signal: AbortSignal;
}

/** Brings the selected maps into the cache; each goes on to be scored as it arrives. */
function fetchSelected(stage: Stage): Promise<void> {
  const { recorder, selected, fetched, signal } = stage;
  const total = selected.esms.length;
  const onProgress = (done: number) => recorder.progress({ stage: 'fetch-esms', done, total, unit: 'esms' });
  onProgress(0);
  return recorder.timed('fetchMs', () => fetchEsms({ ...wantedEsms(stage), fetched, signal, onProgress }));
}

/** Takes a first look at the selected maps, then brings those into the cache that may be among the best by the scores so far. */
function lookAtSelected(stage: Stage): Promise<void> {
  const { context, recorder, selected, agreement, fetched, settled, signal } = stage;
  const { endpoint } = context.hub.settings;
  const { esms, isCached } = selected;
  const progressOf = (name: 'look-esms' | 'fetch-esms') => (done: number, total: number) =>
    recorder.progress({ stage: name, done, total, unit: 'esms' });
  const agreeOnWhole = async () => {
    await agreement.agreeOnWhole();
    const toLook = esms.filter((esm) => !isCached(esm)).length;
    recorder.warn({ code: 'run-no-first-look', detail: { endpoint, esms: toLook } });
  };
  const work = {
    ...wantedEsms(stage),
    isCached,
    fetched,
    settled,
    next: () => recorder.record.nextToComplete(),
    agreeOnWhole,
    onLacking: (lacking: number, first: SkippedEsm) =>
      recorder.warn({ code: 'run-look-not-completed', detail: { endpoint, esms: lacking, first } }),
    onLook: progressOf('look-esms'),
    onWhole: progressOf('fetch-esms'),
    signal,
  };
  return recorder.timed('fetchMs', () => lookFirst(work));
}

/** Which maps are fetched, and for what. */
function wantedEsms({ context, model, selected }: Stage): WantedEsms {
  const checked = isLocalPath(model.id) ? {} : { checked: { baseModel: model.id, esms: selected.named } };
  return { hub: context.hub, esms: selected.esms, dimension: model.description.dimension, ...checked };
}

/** The sample's embeddings by the base model, `[n, d]`. */
function embedExamples({ request, context, recorder, examples, model, signal }: Stage): Promise<Float32Array> {
  const { texts } = examples;
  const { device = 'cpu' } = request;
  const onProgress = (done: number) => recorder.progress({ stage: 'embed', done, total: texts.length, unit: 'texts' });
  const onRefusal = (reason: string) =>
    recorder.warn({ code: 'run-device-not-started', detail: { device, reason, used: 'cpu' } });
  return recorder.timed('embedMs', () => embedSample({ context, model, texts, device, signal, onProgress, onRefusal }));
}

/** Scores the base model's own embeddings, then each map as it arrives. */
async function scoreAll(stage: Stage & { embeddings: Float32Array }): Promise<void> {
  const { request, context, recorder, examples, model, fetched, settled, embeddings, signal } = stage;
  const scoring = await startScoring({ context, examples, model, embeddings, request, signal });
  try {
    const target = targetOf(request, examples);
    recorder.baseline(await scoreBaseline({ scoring, target, model, examples, request, signal }));
    const look = await lookScores(stage, scoring);
    const onResult = followScores(recorder, settled);
    const { record } = recorder;
    const atATime = 2 * context.threads;
    await recorder.timed('scoreMs', () =>
      scoreEsms({ fetched, pool: scoring.pool, atATime, record, look, onResult, signal }),
    );
  } finally {
    await scoring.pool.close();
  }
}

/** What first looks are compared with; null where there are none. */
async function lookScores({ agreement, recorder, model, signal }: Stage, scoring: Scoring): Promise<LookScores | null> {
  const { baselineDraws, head } = recorder.record;
  if (agreement.look === 'all' || head?.baseline == null) return null;
  const { dimension } = model.description;
  const part = await scorePartOfBaseline({ scoring, model, rows: lookRows(dimension), signal });
  const baseline = { ...head.baseline, standardError: 0, draws: baselineDraws };
  return new LookScores(baseline, part, dimension);
}

/** Tells each score, how many there are, and now and then how sure the ranking is. */
function followScores(recorder: RunRecorder, settled: Settled): (event: RunEvent) => void {
  const { record } = recorder;
  const certainty = new PacedCertainty(
    record,
    (event) => recorder.tell(event),
    () => performance.now(),
  );
  return (event) => {
    recorder.tell(event);
    const done = record.tasks.length + record.skipped.length;
    recorder.progress({ stage: 'score', done, total: record.requested, unit: 'esms' });
    certainty.scored();
    settled.one();
  };
}

/** A share of the maps may be empty: whether there is anything to rank shows when all are put together. */
function finalDocument(request: RankRequest, recorder: RunRecorder): RankingDocument {
  const document = recorder.document(false);
  if (document !== null && (document.tasks.length > 0 || document.part !== undefined)) return document;
  throw nothingToRank(request.model, 'all-skipped', recorder.record.skipped);
}
