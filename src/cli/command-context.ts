import type { Readable } from 'node:stream';
import type { Engine } from '../engine/engine.ts';
import type { Output } from './output.ts';

/** Settings of the engine that a command line can change. */
export interface EngineOptions {
  offline?: boolean;
  threads?: number | undefined;
}

/** What a command needs of the world around it; made once in `main.ts`, or by a test. */
export interface CommandContext {
  stdin: Readable & { isTTY?: boolean };
  stdout: Output;
  stderr: Output;
  /** Aborted by SIGINT or SIGTERM. */
  signal: AbortSignal;
  createEngine(options: EngineOptions): Engine;
}
