import type { Examples } from '../../dataset/examples/examples.ts';
import { parseFilter } from '../../esm-filter/parse-filter.ts';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import { isLocalPath } from '../../protocol/local-path.ts';
import type { RankRequest } from '../../protocol/rank-request.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import type { BaseModel } from '../base-model/base-model.ts';
import { AsyncQueue } from '../between-stages/async-queue.ts';
import { RankCancelled } from '../between-stages/rank-cancelled.ts';
import type { RunEvent, RunObserver } from '../between-stages/run-events.ts';
import { sideBySide } from '../between-stages/side-by-side.ts';
import type { EngineContext } from '../context.ts';
import { type FetchedEsm, fetchEsms } from '../maps/fetch-esms.ts';
import { nothingToRank } from '../maps/nothing-to-rank.ts';
import { type SelectedEsms, selectEsms } from '../maps/select-esms.ts';
import { scoreEsms } from '../scoring/score-esms.ts';
import { scoreBaseline, startScoring } from '../scoring/score-target.ts';
import { embedSample } from '../target/embed-sample.ts';
import { readTarget, targetOf, traitsOf } from '../target/target.ts';
import { agreeOnDownload } from './agree-on-download.ts';
import { lookUpMaps } from './look-up-maps.ts';
import { PacedCertainty } from './paced-certainty.ts';
import { RunRecorder } from './run-recorder.ts';

/**
 * Ranks intermediate tasks for a dataset. Maps are fetched while the texts are embedded; each is scored as it arrives.
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
    throw new RankCancelled(recorder.document(true), { cause: error });
  }
}

/** A run from its beginning to its end, stage by stage. */
async function runToEnd(request: RankRequest, context: EngineContext, recorder: RunRecorder): Promise<RankingDocument> {
  const { signal } = recorder;
  throwIfCancelled(signal);
  // A mistake in the filter is told before anything is looked up.
  if (request.filter !== undefined) parseFilter(request.filter);
  const [examples, { model, candidates }] = await sideBySide(
    signal,
    (linked) => readTarget(request, context, recorder.observer(linked)),
    (linked) => lookUpMaps(request, context, recorder, linked),
  );
  recorder.target(targetOf(request, examples), examples.warnings);
  const selected = selectEsms(candidates, request, await traitsOf(request, examples));
  recorder.selected(selected);
  await agreeOnDownload({ context, recorder, model, texts: examples.texts, selected });
  const fetched = new AsyncQueue<FetchedEsm>();
  const stage = { request, context, recorder, examples, model, selected, fetched };
  await sideBySide(
    signal,
    (linked) => fetchSelected({ ...stage, signal: linked }),
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
  /** Maps on their way from being fetched to being scored. */
  fetched: AsyncQueue<FetchedEsm>;
  signal: AbortSignal;
}

/** Brings the selected maps into the cache; each goes on to be scored as it arrives. */
function fetchSelected({ context, recorder, model, selected, fetched, signal }: Stage): Promise<void> {
  const { esms } = selected;
  const onProgress = (done: number) =>
    recorder.progress({ stage: 'fetch-esms', done, total: esms.length, unit: 'esms' });
  onProgress(0);
  const { dimension } = model.description;
  const checked = isLocalPath(model.id) ? {} : { checked: { baseModel: model.id, esms: selected.named } };
  const { hub } = context;
  return recorder.timed('fetchMs', () => fetchEsms({ hub, esms, dimension, ...checked, fetched, signal, onProgress }));
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
  const { request, context, recorder, examples, model, fetched, embeddings, signal } = stage;
  const scoring = await startScoring({ context, examples, model, embeddings, request, signal });
  try {
    const target = targetOf(request, examples);
    recorder.baseline(await scoreBaseline({ scoring, target, model, examples, request, signal }));
    const onResult = followScores(recorder);
    const { record } = recorder;
    const atATime = 2 * context.threads;
    await recorder.timed('scoreMs', () =>
      scoreEsms({ fetched, pool: scoring.pool, atATime, record, onResult, signal }),
    );
  } finally {
    await scoring.pool.close();
  }
}

/** Tells each score, how many there are, and now and then how sure the ranking is. */
function followScores(recorder: RunRecorder): (event: RunEvent) => void {
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
  };
}

/** A share of the maps may be empty: whether there is anything to rank shows when all are put together. */
function finalDocument(request: RankRequest, recorder: RunRecorder): RankingDocument {
  const document = recorder.document(false);
  if (document !== null && (document.tasks.length > 0 || document.part !== undefined)) return document;
  throw nothingToRank(request.model, 'all-skipped', recorder.record.skipped);
}
