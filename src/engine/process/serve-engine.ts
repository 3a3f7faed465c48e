import type { MessageConnection } from 'vscode-jsonrpc/node';
import { ProblemError } from '../../protocol/problem.ts';
import type { RankRequest } from '../../protocol/rank-request.ts';
import type { Engine } from '../engine.ts';
import type { PrefetchedEsms } from '../esm-cache/prefetch-esms.ts';
import { RankCancelled } from '../rank-cancelled.ts';
import { callMethod, onMethod } from './connection.ts';
import { type EngineSettings, logNotification, methods, protocolVersion, updateNotification } from './messages.ts';
import { RunUpdates } from './run-updates.ts';

/** Writes a line into the log of the shell. */
export type EngineLog = (level: 'debug' | 'info' | 'warn' | 'error', line: string) => void;

/**
 * Answers the requests of a shell with an engine, which is made once the shell has said its settings.
 *
 * @param createEngine called once, with the settings of `initialize`
 */
export function serveEngine(
  connection: MessageConnection,
  createEngine: (settings: EngineSettings, log: EngineLog) => Engine,
): void {
  let engine: Engine | null = null;
  const ready = (): Engine => {
    if (engine === null) throw new Error('a request came before initialize');
    return engine;
  };
  onMethod(connection, methods.initialize, async (params) => {
    if (params.protocolVersion !== protocolVersion) throw otherVersion(params.protocolVersion);
    engine ??= createEngine(params.settings, (level, line) =>
      connection.sendNotification(logNotification, { level, line }),
    );
    return { protocolVersion };
  });
  onMethod(connection, methods.rank, ({ run, request }, signal) =>
    rank({ connection, engine: ready(), run, request, signal }),
  );
  onMethod(connection, methods.inspect, ({ file }, signal) => ready().inspect({ file, signal }));
  onMethod(connection, methods.models, (_, signal) => ready().models({ signal }));
  onMethod(connection, methods.esms, ({ model }, signal) => ready().esms({ model, signal }));
  onMethod(connection, methods.estimateDownload, ({ model }, signal) => ready().estimateDownload({ model, signal }));
  onMethod(connection, methods.esmsOnDisk, (_, signal) => ready().esmsOnDisk({ signal }));
  onMethod(connection, methods.prefetchEsms, ({ run, model }, signal) =>
    prefetch({ connection, engine: ready(), run, model, signal }),
  );
  onMethod(connection, methods.removeEsms, (params, signal) => ready().removeEsms({ ...params, signal }));
  onMethod(connection, methods.cacheInfo, (_, signal) => ready().cacheInfo({ signal }));
  onMethod(connection, methods.clearCache, (_, signal) => ready().clearCache({ signal }));
  connection.listen();
}

async function rank(params: {
  connection: MessageConnection;
  engine: Engine;
  run: number;
  request: RankRequest;
  signal: AbortSignal;
}) {
  const { connection, engine, run, request, signal } = params;
  const updates = new RunUpdates(run, (update) => connection.sendNotification(updateNotification, update));
  try {
    const document = await engine.rank(request, {
      signal,
      onProgress: (progress) => updates.progress(progress),
      onResult: (event) => updates.event(event),
      confirmDownload: (plan) => callMethod(connection, methods.confirmDownload, { run, plan }, signal),
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

async function prefetch(params: {
  connection: MessageConnection;
  engine: Engine;
  run: number;
  model: string;
  signal: AbortSignal;
}): Promise<PrefetchedEsms> {
  const { connection, engine, run, model, signal } = params;
  const updates = new RunUpdates(run, (update) => connection.sendNotification(updateNotification, update));
  try {
    return await engine.prefetchEsms(model, {
      signal,
      onProgress: (progress) => updates.progress(progress),
      confirmDownload: (plan) => callMethod(connection, methods.confirmDownload, { run, plan }, signal),
    });
  } finally {
    updates.end();
  }
}

function otherVersion(found: number): ProblemError {
  return new ProblemError({ area: 'engine', code: 'engine-other-version', expected: protocolVersion, found });
}
