import type { Memento } from 'vscode';
import { type Answers, answers } from './answers.ts';

const modelKey = 'lastModel';

/** What was answered before: per dataset in the workspace, and the last base model everywhere. */
export class RememberedAnswers {
  readonly #workspace: Memento;
  readonly #everywhere: Memento;

  constructor(workspace: Memento, everywhere: Memento) {
    this.#workspace = workspace;
    this.#everywhere = everywhere;
  }

  /** The last answers about a dataset; null where there are none, or they are of a version that knew other questions. */
  for(dataset: string): Answers | null {
    return answers.safeParse(this.#workspace.get(keyOf(dataset))).data ?? null;
  }

  /** The base model that was used last; null where none was. */
  get lastModel(): string | null {
    const value: unknown = this.#everywhere.get(modelKey);
    return typeof value === 'string' ? value : null;
  }

  async remember(dataset: string, given: Answers): Promise<void> {
    await this.#workspace.update(keyOf(dataset), given);
    await this.#everywhere.update(modelKey, given.model);
  }
}

function keyOf(dataset: string): string {
  return `answers:${dataset}`;
}
