import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { ProblemError } from '../../protocol/problem.ts';
import type { EngineSettings } from '../context-from-environment.ts';
import { callMethod } from './connection.ts';
import { type LogLine, logLine, logNotification, methods, protocolVersion } from './messages.ts';

/** How long a process that was told to end may take: a little more than it gives itself. VS Code waits five seconds for an extension. */
const patienceMs = 4_500;

/** Bounds V8's young generation. Measured on a Parquet file of 0.9 GB: 220 MB at most instead of 337; no run is slower. */
const execArgv = ['--max-semi-space-size=16'];

/** Characters of its output that are kept for the report of a crash. */
const keptOutput = 2_000;

/** How to start the engine's process. */
export interface EngineLaunch {
  /** Path of the engine's entry: `dist/engine.js`. */
  entry: string;
  settings: EngineSettings;
  log: (line: LogLine) => void;
}

/** One life of the engine's process: from its start to its end, whoever caused it. */
export class EngineProcess {
  readonly connection: MessageConnection;
  /** Rejects when the process ends, with why; never resolves. */
  readonly ended: Promise<never>;
  readonly #child: ChildProcess;
  #output = '';
  #stopping = false;

  /** Starts the process. What it is good for begins with {@link EngineProcess.initialize}. */
  constructor({ entry, log }: Pick<EngineLaunch, 'entry' | 'log'>) {
    // No arguments of the host's own Node, which may not fit. On Electron, fork makes the child run as plain Node.
    this.#child = fork(entry, [], { execArgv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'json' });
    this.connection = createMessageConnection(new IPCMessageReader(this.#child), new IPCMessageWriter(this.#child));
    this.ended = this.#watchEnd();
    this.ended.catch(() => this.connection.dispose());
    this.#forwardOutput(log);
    this.connection.onNotification(logNotification, (line: unknown) => log(logLine.parse(line)));
    // Messages to a process that is going away cannot be written; its end is told by `ended`.
    this.connection.onError(() => {});
    this.connection.listen();
  }

  /** Process id; undefined where it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Tells the process its settings. @throws {ProblemError} of the area `engine` */
  async initialize(settings: EngineSettings): Promise<void> {
    await this.untilEnd(callMethod(this.connection, methods.initialize, { protocolVersion, settings }));
  }

  /** The result of a call, or the reason why the process ended before there was one. */
  untilEnd<Value>(call: Promise<Value>): Promise<Value> {
    return Promise.race([call, this.ended]);
  }

  /** Ends the process: its channel is closed, on which it exits by itself; it is killed where it does not. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), patienceMs);
    if (this.#child.connected) this.#child.disconnect();
    await this.ended.catch(() => clearTimeout(timer));
  }

  /** Ends the process at once, for one that does not answer. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #watchEnd(): Promise<never> {
    return new Promise((_, reject) => {
      this.#child.once('error', (error) => reject(notStarted(error)));
      this.#child.once('exit', async (exitCode, signal) => {
        // Its last output says why it ended. (The event 'close' would wait for it too, but does not come after a disconnect.)
        await this.#outputRead();
        reject(this.#endOf(exitCode, signal));
      });
    });
  }

  async #outputRead(): Promise<void> {
    const streams = [this.#child.stdout, this.#child.stderr].filter((stream) => stream !== null);
    await Promise.allSettled(streams.map((stream) => finished(stream)));
  }

  #endOf(exitCode: number | null, signal: string | null): ProblemError {
    if (this.#stopping) return new ProblemError({ area: 'engine', code: 'engine-stopped' });
    return new ProblemError({ area: 'engine', code: 'engine-ended', signal, exitCode, lastOutput: this.#output });
  }

  #forwardOutput(log: EngineLaunch['log']): void {
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        this.#output = `${this.#output}${line}\n`.slice(-keptOutput);
        log({ level: 'warn', line });
      });
    }
  }
}

function notStarted(cause: Error): ProblemError {
  return new ProblemError({ area: 'engine', code: 'engine-not-started', reason: cause.message }, { cause });
}
