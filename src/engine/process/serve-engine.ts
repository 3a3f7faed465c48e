import type { MessageConnection } from 'vscode-jsonrpc/node';
import type * as z from 'zod';
import { orCancelled } from '../../hub/cancelled.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Look, RankRequest } from '../../protocol/rank-request.ts';
import type { TrainRequest } from '../../protocol/train-request.ts';
import type { TrainingReport } from '../../protocol/training-report.ts';
import type { DownloadPlan } from '../between-stages/download-plan.ts';
import { RankCancelled } from '../between-stages/rank-cancelled.ts';
import type { EngineSettings } from '../context-from-environment.ts';
import type { Engine } from '../engine.ts';
import type { LocalEngine } from '../local-engine.ts';
import type { PrefetchedEsms, PrefetchObserver } from '../maps/prefetch-esms.ts';
import { callMethod, onMethod } from './connection.ts';
import { logNotification, type Method, methods, protocolVersion, updateNotification } from './messages.ts';
import { RequestsUnderWay } from './requests-under-way.ts';
import { RunUpdates } from './run-updates.ts';

/** Writes a line into the log of the shell. */
export type EngineLog = (level: 'debug' | 'info' | 'warn' | 'error', line: string) => void;

/** An engine that is being served. */
export interface ServedEngine {
  /** Cancels what is under way, waits until it has ended, and closes the engine. */
  end(): Promise<void>;
}

/**
 * Answers the requests of a shell with an engine, which is made once the shell has said its settings.
 *
 * @param createEngine called once, with the settings of `initialize`
 */
export function serveEngine(
  connection: MessageConnection,
  createEngine: (settings: EngineSettings, log: EngineLog) => LocalEngine,
): ServedEngine {
  let engine: LocalEngine | null = null;
  const requests = new RequestsUnderWay();
  const answer = <Params extends z.ZodType, Reply extends z.ZodType>(
    method: Method<Params, Reply>,
    handle: (engine: Engine, params: z.output<Params>, signal: AbortSignal) => Promise<z.input<Reply>>,
  ) =>
    onMethod(connection, method, (params, asker) => {
      const ready = engine;
      if (ready === null) throw new Error('a request came before initialize');
      return requests.run(asker, (signal) => handle(ready, params, signal));
    });
  onMethod(connection, methods.initialize, async (params) => {
    if (params.protocolVersion !== protocolVersion) throw otherVersion(params.protocolVersion);
    engine ??= createEngine(params.settings, (level, line) => tell(connection, logNotification, { level, line }));
    return { protocolVersion };
  });
  answer(methods.rank, (ready, params, signal) => rank({ connection, engine: ready, ...params, signal }));
  answer(methods.inspect, (ready, params, signal) => ready.inspect({ ...params, signal }));
  answer(methods.searchDatasets, (ready, { text }, signal) => ready.searchDatasets({ text, signal }));
  answer(methods.datasetParts, (ready, { id }, signal) => ready.datasetParts({ id, signal }));
  answer(methods.models, (ready, _, signal) => ready.models({ signal }));
  answer(methods.esms, (ready, { model, filter }, signal) => ready.esms({ model, filter, signal }));
  answer(methods.estimateDownload, (ready, { model }, signal) => ready.estimateDownload({ model, signal }));
  answer(methods.esmsOnDisk, (ready, _, signal) => ready.esmsOnDisk({ signal }));
  answer(methods.prefetchEsms, (ready, params, signal) => prefetch({ connection, engine: ready, ...params, signal }));
  answer(methods.train, (ready, params, signal) => train({ connection, engine: ready, ...params, signal }));
  answer(methods.removeEsms, (ready, params, signal) => ready.removeEsms({ ...params, signal }));
  answer(methods.checkEsm, (ready, params, signal) => ready.checkEsm({ ...params, signal }));
  answer(methods.planPublishing, (ready, params, signal) => ready.planPublishing({ ...params, signal }));
  answer(methods.publishEsm, (ready, { plan }, signal) => ready.publishEsm({ plan, signal }));
  answer(methods.cacheInfo, (ready, _, signal) => ready.cacheInfo({ signal }));
  answer(methods.clearCache, (ready, _, signal) => ready.clearCache({ signal }));
  connection.listen();
  return {
    async end() {
      await requests.cancel();
      await engine?.close();
    },
  };
}

/** What a request of a run is answered with. */
interface RunParams {
  connection: MessageConnection;
  engine: Engine;
  run: number;
  signal: AbortSignal;
}

async function rank({ request, ...params }: RunParams & { request: RankRequest }) {
  const { engine, signal } = params;
  const updates = updatesOf(params);
  try {
    const document = await engine.rank(request, {
      signal,
      onProgress: (progress) => updates.progress(progress),
      onResult: (event) => updates.event(event),
      confirmDownload: (plan) => confirmDownload(params, plan),
    });
    return { kind: 'done' as const, document };
  } catch (error) {
    if (error instanceof RankCancelled) return { kind: 'cancelled' as const, partial: error.partial };
    throw error;
  } finally {
    // Before the answer, so that the shell has seen all of a run when it ends.
    updates.end();
  }
}

function prefetch({ model, ...params }: RunParams & { model: string }): Promise<PrefetchedEsms> {
  return withProgress(params, (observer) => params.engine.prefetchEsms(model, observer));
}

function train({ request, ...params }: RunParams & { request: TrainRequest }): Promise<TrainingReport> {
  return withProgress(params, (observer) => params.engine.train(request, observer));
}

/** Does something that tells its progress and may ask about a download. */
async function withProgress<Value>(
  params: RunParams,
  work: (observer: PrefetchObserver) => Promise<Value>,
): Promise<Value> {
  const updates = updatesOf(params);
  try {
    return await work({
      signal: params.signal,
      onProgress: (progress) => updates.progress(progress),
      confirmDownload: (plan) => confirmDownload(params, plan),
    });
  } finally {
    updates.end();
  }
}

function updatesOf({ connection, run }: RunParams): RunUpdates {
  return new RunUpdates(run, (update) => tell(connection, updateNotification, update));
}

/** Asks the shell; a run that is cancelled does not wait for its answer. */
function confirmDownload({ connection, run, signal }: RunParams, plan: DownloadPlan): Promise<boolean | Look> {
  return orCancelled(callMethod(connection, methods.confirmDownload, { run, plan }, signal), signal);
}

/** Sends what nobody answers. A shell that is gone is told nothing. */
function tell(connection: MessageConnection, notification: string, params: object): void {
  connection.sendNotification(notification, params).catch(() => {});
}

function otherVersion(found: number): ProblemError {
  return new ProblemError({ area: 'engine', code: 'engine-other-version', expected: protocolVersion, found });
}
