import { type LogOutputChannel, window } from 'vscode';
import type { LogLine } from '../engine/process/messages.ts';
import type { Problem } from '../protocol/problem.ts';
import { plainJson, plainText } from '../ranking/plain-text.ts';

/** The output channel of this extension, with levels. Texts of datasets and tokens are never written into it, and no control characters. */
export class Log {
  readonly #channel: LogOutputChannel = window.createOutputChannel('Intermediate Task Ranker', { log: true });

  /** A line of the engine's process. */
  engine({ level, line }: LogLine): void {
    this.#channel[level](`[engine] ${plainText(line)}`);
  }

  info(line: string): void {
    this.#channel.info(plainText(line));
  }

  error(line: string): void {
    this.#channel.error(plainText(line));
  }

  /** A problem that ended something: its sentence, and its code and facts for whoever looks into it. */
  problem(problem: Problem, sentence: string): void {
    this.error(`${sentence} ${plainJson(JSON.stringify(problem))}`);
  }

  show(): void {
    this.#channel.show(true);
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
