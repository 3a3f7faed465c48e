import type { Engine } from '../engine/engine.ts';

/** Settings of the engine that a command line can change. */
export interface EngineOptions {
  offline?: boolean;
  threads?: number | undefined;
}

/** What a command needs of the world around it; made once in `main.ts`, or by a test. */
export interface CommandContext {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  /** Aborted by SIGINT or SIGTERM. */
  signal: AbortSignal;
  createEngine(options: EngineOptions): Engine;
}
