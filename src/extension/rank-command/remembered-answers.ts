import type { Memento, Uri } from 'vscode';
import { type Answers, answers } from './answers.ts';

const modelKey = 'lastModel';

/** What was answered before: per dataset file in the workspace, and the last base model everywhere. */
export class RememberedAnswers {
  readonly #workspace: Memento;
  readonly #everywhere: Memento;

  constructor(workspace: Memento, everywhere: Memento) {
    this.#workspace = workspace;
    this.#everywhere = everywhere;
  }

  /** The last answers about a file; null where there are none, or they are of a version that knew other questions. */
  for(file: Uri): Answers | null {
    return answers.safeParse(this.#workspace.get(keyOf(file))).data ?? null;
  }

  /** The base model that was used last; null where none was. */
  get lastModel(): string | null {
    const value: unknown = this.#everywhere.get(modelKey);
    return typeof value === 'string' ? value : null;
  }

  async remember(file: Uri, given: Answers): Promise<void> {
    await this.#workspace.update(keyOf(file), given);
    await this.#everywhere.update(modelKey, given.model);
  }
}

function keyOf(file: Uri): string {
  return `answers:${file.toString()}`;
}
