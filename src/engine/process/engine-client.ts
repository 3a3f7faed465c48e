import type * as z from 'zod';
import type { DatasetInspection } from '../../protocol/dataset-inspection.ts';
import type { EsmCheck } from '../../protocol/esm-findings.ts';
import type { FoundDataset, HubDatasetParts } from '../../protocol/hub-dataset.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { PublishedEsm, PublishPlan } from '../../protocol/publish-plan.ts';
import type { RankRequest } from '../../protocol/rank-request.ts';
import type { TrainRequest } from '../../protocol/train-request.ts';
import type { TrainingReport } from '../../protocol/training-report.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import { RankCancelled } from '../between-stages/rank-cancelled.ts';
import type { RunObserver } from '../between-stages/run-events.ts';
import type { CacheInfo, Engine, InspectParams } from '../engine.ts';
import type { BaseModelOnDisk } from '../maps/esms-on-disk.ts';
import type { DownloadEstimate } from '../maps/estimate-download.ts';
import type { BaseModelList } from '../maps/list-base-models.ts';
import type { EsmList } from '../maps/list-esms.ts';
import type { PrefetchedEsms, PrefetchObserver } from '../maps/prefetch-esms.ts';
import type { RemovedEsms } from '../maps/remove-esms.ts';
import type { TrainObserver } from '../training/train.ts';
import { callMethod, onMethod } from './connection.ts';
import { type EngineLaunch, EngineProcess } from './engine-process.ts';
import { type Method, methods, runUpdate, updateNotification } from './messages.ts';

/** How long a cancelled request may take to answer, before the process is taken for hung and killed. */
const cancelPatienceMs = 5_000;

/** What a client needs of its shell. */
export interface EngineClientOptions {
  /** Path of the engine's entry. */
  entry: string;
  /** The settings for the next process; asked at each start. */
  settings: () => Promise<EngineLaunch['settings']>;
  log: EngineLaunch['log'];
  /** Told how many requests are under way, whenever that changes. */
  onActivity?: (requests: number) => void;
}

/**
 * The engine in a background process. It is started by the first request, and by the first after it ended, for whatever reason;
 * it ends with this process, also when this one is killed. Requests under way when it ends fail with a problem.
 */
export class EngineClient implements Engine {
  readonly #options: EngineClientOptions;
  readonly #runs = new Map<number, RunObserver>();
  #process: Promise<EngineProcess> | null = null;
  #lastRun = 0;
  #requests = 0;
  #disposed = false;

  constructor(options: EngineClientOptions) {
    this.#options = options;
  }

  async rank(request: RankRequest, observer: RunObserver): Promise<RankingDocument> {
    return this.#observed(observer, async (run) => {
      const reply = await this.#call(methods.rank, { run, request }, observer.signal);
      if (reply.kind === 'cancelled') throw new RankCancelled(reply.partial);
      return reply.document;
    });
  }

  inspect({ signal, ...params }: InspectParams & { signal: AbortSignal }): Promise<DatasetInspection> {
    return this.#call(methods.inspect, params, signal);
  }

  searchDatasets({ text, signal }: { text: string; signal: AbortSignal }): Promise<FoundDataset[]> {
    return this.#call(methods.searchDatasets, { text }, signal);
  }

  datasetParts({ id, signal }: { id: string; signal: AbortSignal }): Promise<HubDatasetParts> {
    return this.#call(methods.datasetParts, { id }, signal);
  }

  models({ signal }: { signal: AbortSignal }): Promise<BaseModelList> {
    return this.#call(methods.models, {}, signal);
  }

  esms({ model, filter, signal }: Parameters<Engine['esms']>[0]): Promise<EsmList> {
    return this.#call(methods.esms, { model, filter }, signal);
  }

  estimateDownload({ model, signal }: { model: string; signal: AbortSignal }): Promise<DownloadEstimate> {
    return this.#call(methods.estimateDownload, { model }, signal);
  }

  esmsOnDisk({ signal }: { signal: AbortSignal }): Promise<BaseModelOnDisk[]> {
    return this.#call(methods.esmsOnDisk, {}, signal);
  }

  prefetchEsms(model: string, observer: PrefetchObserver): Promise<PrefetchedEsms> {
    return this.#observed(observer, (run) => this.#call(methods.prefetchEsms, { run, model }, observer.signal));
  }

  train(request: TrainRequest, observer: TrainObserver): Promise<TrainingReport> {
    return this.#observed(observer, (run) => this.#call(methods.train, { run, request }, observer.signal));
  }

  removeEsms(params: { model: string; repos: readonly string[] | null; signal: AbortSignal }): Promise<RemovedEsms> {
    const { model, repos, signal } = params;
    return this.#call(methods.removeEsms, { model, repos: repos === null ? null : [...repos] }, signal);
  }

  checkEsm({ name, folder, fix, signal }: Parameters<Engine['checkEsm']>[0]): Promise<EsmCheck> {
    return this.#call(methods.checkEsm, { name, folder, fix }, signal);
  }

  planPublishing({ request, dryRun, signal }: Parameters<Engine['planPublishing']>[0]): Promise<PublishPlan> {
    return this.#call(methods.planPublishing, { request, dryRun }, signal);
  }

  publishEsm({ plan, signal }: { plan: PublishPlan; signal: AbortSignal }): Promise<PublishedEsm> {
    return this.#call(methods.publishEsm, { plan }, signal);
  }

  cacheInfo({ signal }: { signal: AbortSignal }): Promise<CacheInfo> {
    return this.#call(methods.cacheInfo, {}, signal);
  }

  clearCache({ signal }: { signal: AbortSignal }): Promise<CacheInfo> {
    return this.#call(methods.clearCache, {}, signal);
  }

  /** Ends the process; requests under way fail with engine-stopped. The next request starts a fresh one. */
  async stop(): Promise<void> {
    const process = this.#process;
    this.#process = null;
    await (await process?.catch(() => null))?.stop();
  }

  /** Ends the process for good. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.stop();
  }

  /** Does something under a number of its own, whose updates and questions go to the observer. */
  async #observed<Value>(observer: RunObserver, work: (run: number) => Promise<Value>): Promise<Value> {
    const run = ++this.#lastRun;
    this.#runs.set(run, observer);
    try {
      return await work(run);
    } finally {
      this.#runs.delete(run);
    }
  }

  async #call<Params extends z.ZodType, Reply extends z.ZodType>(
    method: Method<Params, Reply>,
    params: z.input<Params>,
    signal: AbortSignal,
  ): Promise<z.output<Reply>> {
    if (signal.aborted) throw cancelled();
    this.#setRequests(this.#requests + 1);
    try {
      const process = await this.#running();
      const call = callMethod(process.connection, method, params, signal);
      return await this.#killedWhereHung(process, signal, process.untilEnd(call));
    } finally {
      this.#setRequests(this.#requests - 1);
    }
  }

  /** The process that runs, or a new one. */
  #running(): Promise<EngineProcess> {
    if (this.#disposed) throw new ProblemError({ area: 'engine', code: 'engine-stopped' });
    this.#process ??= this.#start();
    return this.#process;
  }

  #start(): Promise<EngineProcess> {
    const forget = () => {
      if (this.#process === starting) this.#process = null;
    };
    const start = async () => {
      const { entry, log, settings } = this.#options;
      const values = await settings();
      const process = new EngineProcess({ entry, log });
      process.ended.catch(forget);
      this.#listen(process);
      await process.initialize(values).catch(async (error: unknown) => {
        await process.stop();
        throw error;
      });
      return process;
    };
    const starting = start();
    // A start that failed is not kept: the next request tries again.
    starting.catch(forget);
    return starting;
  }

  #listen({ connection }: EngineProcess): void {
    connection.onNotification(updateNotification, (update: unknown) => {
      const { run, progress, events } = runUpdate.parse(update);
      const observer = this.#runs.get(run);
      for (const event of events) observer?.onResult?.(event);
      for (const entry of progress) observer?.onProgress?.(entry);
    });
    onMethod(connection, methods.confirmDownload, async ({ run, plan }) => {
      const answer = await this.#runs.get(run)?.confirmDownload?.(plan);
      return answer ?? false;
    });
  }

  /** Waits for an answer; where none comes in time after cancelling, the process hangs and is killed. */
  async #killedWhereHung<Value>(process: EngineProcess, signal: AbortSignal, answer: Promise<Value>): Promise<Value> {
    let timer: NodeJS.Timeout | undefined;
    let killed = false;
    const kill = () => {
      killed = true;
      process.kill();
    };
    const watch = () => {
      timer = setTimeout(kill, cancelPatienceMs);
    };
    signal.addEventListener('abort', watch, { once: true });
    try {
      return await answer;
    } catch (error) {
      throw killed ? cancelled() : error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', watch);
    }
  }

  #setRequests(requests: number): void {
    this.#requests = requests;
    this.#options.onActivity?.(requests);
  }
}

function cancelled(): ProblemError {
  return new ProblemError({ area: 'run', code: 'run-cancelled' });
}
