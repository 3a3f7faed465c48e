import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import type { EngineSettings } from '../context-from-environment.ts';
import type { LocalEngine } from '../local-engine.ts';
import { type EngineLog, type ServedEngine, serveEngine } from './serve-engine.ts';

/** How long what is under way may take to end when the shell is gone. A batch of long texts on few cores takes a second or two. */
const endingMs = 4_000;

/**
 * Serves an engine to the process that forked this one, and ends this process when that one is gone: when it closes the
 * channel, and also when it is killed, because then the system closes it.
 */
export function serveOverIpc(createEngine: (settings: EngineSettings, log: EngineLog) => LocalEngine): void {
  const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
  const served = serveEngine(connection, createEngine);
  process.once('disconnect', () => void end(served));
}

/**
 * Cancels the runs and waits until ONNX Runtime has finished its batch: to exit while it computes would abort the process, with
 * a report of a crash.
 */
async function end(served: ServedEngine): Promise<void> {
  // What does not end is ended by force, which leaves no time for an abort either.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), endingMs);
  await served.end();
  process.exit(0);
}
