import type { Memento } from 'vscode';
import * as z from 'zod';

const keptViews = z.array(z.object({ notebook: z.string(), views: z.json() }));

/** The views of one notebook, as its page gave them. */
type Views = z.infer<typeof keptViews>[number]['views'];

const key = 'rendererViews';

/** The notebooks that were looked at last; older ones are forgotten. */
const mostNotebooks = 50;

/** What users have done to the views of rankings (search, sorting, the pinned task), by notebook, kept with the workspace. */
export class KeptViews {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  /** The views of a notebook; undefined where none were kept. */
  of(notebook: string): Views | undefined {
    return this.#all().find((entry) => entry.notebook === notebook)?.views;
  }

  async keep(notebook: string, views: Views): Promise<void> {
    const others = this.#all().filter((entry) => entry.notebook !== notebook);
    await this.#state.update(key, [...others, { notebook, views }].slice(-mostNotebooks));
  }

  #all(): z.infer<typeof keptViews> {
    return keptViews.safeParse(this.#state.get(key)).data ?? [];
  }
}
