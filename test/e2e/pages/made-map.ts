import type { Locator } from 'playwright-core';
import type { NotebookEditor } from './notebook-editor.ts';

/** The report of a map that was made, as the renderer shows it. */
export class MadeMap {
  readonly article: Locator;

  constructor(notebook: NotebookEditor) {
    this.article = notebook.outputs().getByRole('article', { name: 'Embedding Space Map that was made' });
  }

  headline(): Locator {
    return this.article.getByRole('heading', { level: 2 });
  }

  /** Takes a next step. By keyboard: the button may lie below what the window shows. */
  async take(step: 'Rank with it' | 'Publish…' | 'Open folder'): Promise<void> {
    await this.article.getByRole('button', { name: step }).press('Enter');
  }
}
