import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import type { Engine } from '../engine.ts';
import type { EngineSettings } from './messages.ts';
import { type EngineLog, serveEngine } from './serve-engine.ts';

/**
 * Serves an engine to the process that forked this one, and ends this process as soon as that one is gone: when it closes the
 * channel, and also when it is killed, because then the system closes it.
 */
export function serveOverIpc(createEngine: (settings: EngineSettings, log: EngineLog) => Engine): void {
  process.once('disconnect', () => process.exit(0));
  const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
  serveEngine(connection, createEngine);
}
