import type { Examples } from '../../dataset/examples/examples.ts';
import { parseFilter } from '../../esm-filter/parse-filter.ts';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import { isLocalPath } from '../../protocol/local-path.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { HubProblem } from '../../protocol/problems/hub.ts';
import type { RankRequest } from '../../protocol/rank-request.ts';
import type { RunWarning } from '../../protocol/run-warnings.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import type { BaseModel } from '../base-model/base-model.ts';
import { lastKnownWarning } from '../base-model/last-known-warning.ts';
import { openBaseModel } from '../base-model/open-base-model.ts';
import { AsyncQueue } from '../between-stages/async-queue.ts';
import { consentLimitBytes, planDownload } from '../between-stages/download-plan.ts';
import { RankCancelled } from '../between-stages/rank-cancelled.ts';
import type { RunEvent, RunObserver } from '../between-stages/run-events.ts';
import { RunRecord } from '../between-stages/run-record.ts';
import { showWaits } from '../between-stages/show-waits.ts';
import { sideBySide } from '../between-stages/side-by-side.ts';
import type { EngineContext } from '../context.ts';
import { esmsFromCacheWarning } from '../maps/esms-from-cache.ts';
import { type FetchedEsm, fetchEsms } from '../maps/fetch-esms.ts';
import { nothingToRank } from '../maps/nothing-to-rank.ts';
import { skippedEsm } from '../maps/scored-task.ts';
import { type CandidateEsms, candidateEsms, type SelectedEsms, selectEsms } from '../maps/select-esms.ts';
import { scoreEsms } from '../scoring/score-esms.ts';
import { scoreBaseline, startScoring } from '../scoring/score-target.ts';
import { embedSample, isSampleEmbedded } from '../target/embed-sample.ts';
import { readTarget, targetOf, traitsOf } from '../target/target.ts';
import { PacedCertainty } from './paced-certainty.ts';

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
  const run = new Run(request, context, observer);
  try {
    return await run.toEnd();
  } catch (error) {
    if (!observer.signal.aborted) throw error;
    throw new RankCancelled(run.document(true), { cause: error });
  }
}

/** What has been looked up before anything large moves. */
interface Preparation {
  examples: Examples;
  model: BaseModel;
  candidates: CandidateEsms;
}

class Run {
  readonly #request: RankRequest;
  readonly #context: EngineContext;
  readonly #observer: RunObserver;
  readonly #record = new RunRecord();
  readonly #startedAt = performance.now();
  /** Of what stands in for answers of the Hub; the first one says it for all. */
  #lastKnown: RunWarning | null = null;
  /** What is missing of listings of the Hub, and that the list is that of the cache. */
  readonly #ofListings: RunWarning[] = [];
  /** That the CPU embeds although another device was asked for. */
  #refused: RunWarning | null = null;

  constructor(request: RankRequest, context: EngineContext, observer: RunObserver) {
    this.#request = request;
    const onWarning = (warning: RunWarning) => void this.#ofListings.push(warning);
    const { hub, onProgress } = showWaits({ ...context.hub, onWarning }, observer.onProgress ?? (() => {}));
    this.#context = { ...context, hub };
    this.#observer = { ...observer, onProgress };
  }

  async toEnd(): Promise<RankingDocument> {
    const { signal } = this.#observer;
    throwIfCancelled(signal);
    // A mistake in the filter is told before anything is looked up.
    if (this.#request.filter !== undefined) parseFilter(this.#request.filter);
    const preparation = await this.#prepare(signal);
    const { examples, model } = preparation;
    const selected = await this.#select(preparation);
    await this.#agreeOnDownload(examples, model, selected);
    const fetched = new AsyncQueue<FetchedEsm>();
    await sideBySide(
      signal,
      (linked) => this.#fetch(selected, model, fetched, linked),
      (linked) => this.#embedAndScore(preparation, fetched, linked),
    );
    return this.#finish();
  }

  /** The document of what has been scored so far; null before the baseline is known. */
  document(partial: boolean): RankingDocument | null {
    this.#record.assess();
    this.#record.timings.totalMs = Math.round(performance.now() - this.#startedAt);
    return this.#record.document({ partial, created: this.#context.now(), generator: this.#context.version });
  }

  /** Reads the dataset while the base model and its maps are looked up. */
  async #prepare(signal: AbortSignal): Promise<Preparation> {
    const [examples, hubSide] = await sideBySide(
      signal,
      (linked) => readTarget(this.#request, this.#context, { ...this.#observer, signal: linked }),
      (linked) => this.#lookUp(linked),
    );
    const target = targetOf(this.#request, examples);
    this.#tell({ kind: 'target', target, warnings: [...examples.warnings, ...this.#warnings()] });
    return { examples, ...hubSide };
  }

  #warnings(): RunWarning[] {
    return [this.#lastKnown, ...this.#ofListings, this.#refused].filter((warning) => warning !== null);
  }

  async #lookUp(signal: AbortSignal): Promise<{ model: BaseModel; candidates: CandidateEsms }> {
    const onLastKnown = (problem: HubProblem) => {
      this.#lastKnown ??= lastKnownWarning(this.#context.hub.settings.endpoint, problem);
    };
    const hub = { ...this.#context.hub, onLastKnown };
    const request = this.#request;
    const model = await openBaseModel({
      hub,
      id: request.model,
      folder: request.folder,
      pooling: request.pooling,
      signal,
      onBytes: (done, total) => this.#observer.onProgress?.({ stage: 'fetch-model', done, total, unit: 'bytes' }),
    });
    this.#observer.onProgress?.({ stage: 'list-esms', done: 0, total: null, unit: 'esms' });
    const onProgress = (done: number, total: number) =>
      this.#observer.onProgress?.({ stage: 'list-esms', done, total, unit: 'esms' });
    const candidates = await candidateEsms({ hub, request, baseModel: model.id, signal, onProgress });
    const found = candidates.esms.length;
    if (candidates.fromCache) this.#ofListings.push(esmsFromCacheWarning(model.id, found));
    if (request.filter === undefined) onProgress(found, found);
    return { model, candidates };
  }

  async #select({ examples, candidates }: Preparation): Promise<SelectedEsms> {
    const selected = selectEsms(candidates, this.#request, await traitsOf(this.#request, examples));
    this.#record.available = selected.available;
    this.#record.filter = selected.filter;
    this.#record.part = selected.part;
    this.#record.requested = selected.esms.length + selected.lost.length;
    for (const { repo, problem } of selected.lost) {
      const esm = skippedEsm(repo, problem);
      this.#record.skipped.push(esm);
      this.#tell({ kind: 'skipped', esm, coverage: this.#record.coverage() });
    }
    return selected;
  }

  async #agreeOnDownload(examples: Examples, model: BaseModel, selected: SelectedEsms): Promise<void> {
    const needsWeights = !model.cached && !(await isSampleEmbedded(this.#context, model, examples.texts));
    const plan = planDownload({
      model: model.id,
      dimension: model.description.dimension,
      esmsAvailable: selected.available,
      selected: selected.esms,
      isCached: selected.isCached,
      modelBytesToFetch: needsWeights ? model.description.weightBytes : 0,
    });
    this.#tell({ kind: 'plan', plan });
    if (plan.bytesToFetch <= consentLimitBytes) return;
    if (await this.#observer.confirmDownload?.(plan)) return;
    throwIfCancelled(this.#observer.signal);
    throw new ProblemError({
      area: 'run',
      code: 'run-download-needs-consent',
      model: model.id,
      bytes: plan.bytesToFetch,
      limitBytes: consentLimitBytes,
      esms: plan.esmsSelected,
      esmsToFetch: plan.esmsSelected - plan.esmsCached,
    });
  }

  async #fetch(
    selected: SelectedEsms,
    { id, description: { dimension } }: BaseModel,
    fetched: AsyncQueue<FetchedEsm>,
    signal: AbortSignal,
  ): Promise<void> {
    const startedAt = performance.now();
    const total = selected.esms.length;
    const onProgress = (done: number) =>
      this.#observer.onProgress?.({ stage: 'fetch-esms', done, total, unit: 'esms' });
    onProgress(0);
    const { hub } = this.#context;
    const checkedBaseModel = this.#request.esms === undefined || isLocalPath(id) ? null : id;
    await fetchEsms({ hub, esms: selected.esms, dimension, checkedBaseModel, fetched, signal, onProgress });
    this.#record.timings.fetchMs = Math.round(performance.now() - startedAt);
  }

  async #embedAndScore(
    { examples, model }: Preparation,
    fetched: AsyncQueue<FetchedEsm>,
    signal: AbortSignal,
  ): Promise<void> {
    const embeddings = await this.#embed(examples, model, signal);
    const scoring = await startScoring({
      context: this.#context,
      examples,
      model,
      embeddings,
      request: this.#request,
      signal,
    });
    try {
      const target = targetOf(this.#request, examples);
      const scored = await scoreBaseline({ scoring, target, model, examples, request: this.#request, signal });
      const head = { ...scored.head, warnings: [...scored.head.warnings, ...this.#warnings()] };
      this.#record.baselineDraws = scored.draws;
      this.#record.head = head;
      this.#tell({ kind: 'head', head });
      await this.#scoreAll(scoring, fetched, signal);
    } finally {
      await scoring.pool.close();
    }
  }

  async #embed(examples: Examples, model: BaseModel, signal: AbortSignal): Promise<Float32Array> {
    const startedAt = performance.now();
    const { texts } = examples;
    const onProgress = (done: number) =>
      this.#observer.onProgress?.({ stage: 'embed', done, total: texts.length, unit: 'texts' });
    const { device = 'cpu' } = this.#request;
    const onRefusal = (reason: string) => {
      this.#refused = { code: 'run-device-not-started', detail: { device, reason, used: 'cpu' } };
    };
    const context = this.#context;
    const embeddings = await embedSample({ context, model, texts, device, signal, onProgress, onRefusal });
    this.#record.timings.embedMs = Math.round(performance.now() - startedAt);
    return embeddings;
  }

  async #scoreAll(
    scoring: Awaited<ReturnType<typeof startScoring>>,
    fetched: AsyncQueue<FetchedEsm>,
    signal: AbortSignal,
  ): Promise<void> {
    const startedAt = performance.now();
    const certainty = new PacedCertainty(
      this.#record,
      (event) => this.#tell(event),
      () => performance.now(),
    );
    await scoreEsms({
      fetched,
      pool: scoring.pool,
      atATime: 2 * this.#context.threads,
      record: this.#record,
      onResult: (event) => {
        this.#tellScored(event);
        certainty.scored();
      },
      signal,
    });
    this.#record.timings.scoreMs = Math.round(performance.now() - startedAt);
  }

  #tellScored(event: RunEvent): void {
    this.#tell(event);
    const done = this.#record.tasks.length + this.#record.skipped.length;
    this.#observer.onProgress?.({ stage: 'score', done, total: this.#record.requested, unit: 'esms' });
  }

  #finish(): RankingDocument {
    const document = this.document(false);
    // A share of the maps may be empty: whether there is anything to rank shows when all are put together.
    if (document !== null && (document.tasks.length > 0 || document.part !== undefined)) return document;
    throw nothingToRank(this.#request.model, 'all-skipped', this.#record.skipped);
  }

  #tell(event: RunEvent): void {
    this.#observer.onResult?.(event);
  }
}
