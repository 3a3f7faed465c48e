import type { HubProblem } from '../../protocol/problems/hub.ts';
import type { Progress } from '../../protocol/progress.ts';
import type { Look } from '../../protocol/rank-request.ts';
import type { RunWarning } from '../../protocol/run-warnings.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import { lastKnownWarning } from '../base-model/last-known-warning.ts';
import type { DownloadPlan } from '../between-stages/download-plan.ts';
import type { RunEvent, RunObserver } from '../between-stages/run-events.ts';
import { RunRecord } from '../between-stages/run-record.ts';
import { showWaits } from '../between-stages/show-waits.ts';
import type { EngineContext } from '../context.ts';
import { skippedEsm } from '../maps/scored-task.ts';
import type { SelectedEsms } from '../maps/select-esms.ts';
import type { ScoredBaseline } from '../scoring/score-target.ts';

/** Takes what the stages of a run find: keeps it for the document, and tells it to who follows the run. */
export class RunRecorder {
  readonly record = new RunRecord();
  readonly #facts: Pick<EngineContext, 'now' | 'version'>;
  readonly #observer: RunObserver;
  readonly #warnings: RunWarning[] = [];
  readonly #startedAt = performance.now();
  #onProgress: (progress: Progress) => void;
  /** Of what stands in for answers of the Hub; the first one says it for all. */
  #lastKnown: RunWarning | null = null;

  /** @param facts what a document says of the program that makes it */
  constructor(observer: RunObserver, facts: Pick<EngineContext, 'now' | 'version'>) {
    this.#observer = observer;
    this.#facts = facts;
    this.#onProgress = observer.onProgress ?? (() => {});
  }

  /** The caller's signal. */
  get signal(): AbortSignal {
    return this.#observer.signal;
  }

  /** The context with a Hub whose waits and warnings are recorded. */
  listenTo(context: EngineContext): EngineContext {
    const onWarning = (warning: RunWarning) => this.warn(warning);
    const { hub, onProgress } = showWaits({ ...context.hub, onWarning }, this.#onProgress);
    this.#onProgress = onProgress;
    return { ...context, hub };
  }

  /** What a stage with an interface of its own to whom follows a run is given. */
  observer(signal: AbortSignal): RunObserver {
    return { ...this.#observer, onProgress: this.#onProgress, signal };
  }

  /** Takes how far a stage is. */
  progress(progress: Progress): void {
    this.#onProgress(progress);
  }

  /** Takes a warning of the run. */
  warn(warning: RunWarning): void {
    this.#warnings.push(warning);
    const { head } = this.record;
    if (head !== null) this.record.head = { ...head, warnings: [...head.warnings, warning] };
  }

  /** Takes that what is known stands in for an answer of the Hub, and why. */
  usedLastKnown(endpoint: string, problem: HubProblem): void {
    this.#lastKnown ??= lastKnownWarning(endpoint, problem);
  }

  /** Notes how long a stage takes, or a part of it. */
  async timed<Value>(timing: 'embedMs' | 'fetchMs' | 'scoreMs', work: () => Promise<Value>): Promise<Value> {
    const startedAt = performance.now();
    const value = await work();
    this.record.timings[timing] += Math.round(performance.now() - startedAt);
    return value;
  }

  /** Takes the sample. */
  target(target: RankingDocument['target'], warnings: RankingDocument['warnings']): void {
    this.tell({ kind: 'target', target, warnings: [...warnings, ...this.#allWarnings()] });
  }

  /** Takes the maps to rank; those that are lost already are skipped. */
  selected({ available, filter, part, esms, lost }: SelectedEsms): void {
    Object.assign(this.record, { available, filter, part, requested: esms.length + lost.length });
    for (const { repo, problem } of lost) {
      const esm = skippedEsm(repo, problem);
      this.record.skip(esm);
      this.tell({ kind: 'skipped', esm, coverage: this.record.coverage() });
    }
  }

  /**
   * Takes what will be downloaded.
   *
   * @returns false where a person was asked and did not agree, or could not be asked; the other way where that was chosen
   */
  async agreesTo(plan: DownloadPlan): Promise<boolean | Look> {
    return (await this.#observer.confirmDownload?.(plan)) ?? false;
  }

  /** Takes the score of the base model's own embeddings. From here on there are documents. */
  baseline({ head, draws }: ScoredBaseline): void {
    this.record.baselineDraws = draws;
    this.record.head = { ...head, warnings: [...head.warnings, ...this.#allWarnings()] };
    this.tell({ kind: 'head', head: this.record.head });
  }

  /** Tells an event, and nothing more. */
  tell(event: RunEvent): void {
    this.#observer.onResult?.(event);
  }

  /** The document of what has been scored so far; null before the baseline is known. */
  document(partial: boolean): RankingDocument | null {
    this.record.assess();
    this.record.timings.totalMs = Math.round(performance.now() - this.#startedAt);
    return this.record.document({ partial, created: this.#facts.now(), generator: this.#facts.version });
  }

  #allWarnings(): RunWarning[] {
    return this.#lastKnown === null ? [...this.#warnings] : [this.#lastKnown, ...this.#warnings];
  }
}
