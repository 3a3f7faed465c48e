import { type LogOutputChannel, window } from 'vscode';
import type { LogLine } from '../engine/process/messages.ts';
import type { Problem } from '../protocol/problem.ts';

/** The output channel of this extension, with levels. Texts of datasets and tokens are never written into it. */
export class Log {
  readonly #channel: LogOutputChannel = window.createOutputChannel('Intermediate Task Ranker', { log: true });

  /** A line of the engine's process. */
  engine({ level, line }: LogLine): void {
    this.#channel[level](`[engine] ${line}`);
  }

  info(line: string): void {
    this.#channel.info(line);
  }

  error(line: string): void {
    this.#channel.error(line);
  }

  /** A problem that ended something: its sentence, and its code and facts for whoever looks into it. */
  problem(problem: Problem, sentence: string): void {
    this.#channel.error(`${sentence} ${JSON.stringify(problem)}`);
  }

  show(): void {
    this.#channel.show(true);
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
