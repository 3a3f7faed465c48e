import type { FrameLocator, Locator, Page } from 'playwright-core';
import { waitUntil } from './wait-until.ts';

/** One notebook editor with its cells and its outputs. */
export class NotebookEditor {
  readonly page: Page;
  readonly editor: Locator;

  constructor(page: Page, editor: Locator) {
    this.page = page;
    this.editor = editor;
  }

  /** The code cell at `index`; markdown cells do not count. */
  cell(index = 0): Locator {
    return this.editor.locator('.code-cell-row').nth(index);
  }

  /** The inside of the outputs: one frame for the whole notebook. */
  outputs(): FrameLocator {
    return this.editor.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** Turns the wheel over the margin until the first cell is in sight: VS Code draws no output far from what it shows. */
  async scrollToTop(): Promise<void> {
    await this.editor.locator('.cell-list-container').hover({ position: { x: 5, y: 100 } });
    await this.page.mouse.wheel(0, -100_000);
  }

  kernel(): Locator {
    return this.editor.locator('.kernel-label');
  }

  /** A button of the toolbar above the cells. */
  toolbarButton(text: string): Locator {
    return this.editor.locator('.notebook-toolbar-container').getByText(text, { exact: true }).first();
  }

  /** Replaces the text of a cell. Leave out a final line break: the editor would indent it. */
  async setText(index: number, text: string): Promise<void> {
    const cell = this.cell(index);
    await cell.locator('.view-lines').click();
    const lines = await cell.locator('.view-line').count();
    const isEmpty = (await this.text(index)).trim() === '';
    // Not by Ctrl+A: in a cell whose output had been used before, that marked nothing for a minute. Of a last line without text nothing is marked.
    await waitUntil('the whole text to be selected', async () => {
      await this.page.keyboard.press('Control+Home');
      await this.page.keyboard.press('Control+Shift+End');
      return isEmpty || (await cell.locator('.selected-text').count()) >= Math.max(1, lines - 1);
    });
    await this.page.keyboard.insertText(text);
  }

  /** What a cell shows, from its first line to its last: they stand in the page in the order in which they were drawn. */
  async text(index = 0): Promise<string> {
    const lines = await this.cell(index)
      .locator('.view-line')
      .evaluateAll((drawn) =>
        drawn
          .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? '' }))
          .sort((a, b) => a.top - b.top),
      );
    return lines.map(({ text }) => text.replaceAll('\u00a0', ' ')).join('\n');
  }

  async run(index = 0): Promise<void> {
    await this.cell(index).hover();
    await this.cell(index).locator('.run-button-container [role=button]').first().click();
  }

  /** Runs all cells and waits until the last one has ended, however. */
  async runAll(): Promise<void> {
    await this.toolbarButton('Run All').click();
    await this.toolbarButton('Stop Execution').waitFor();
    await this.toolbarButton('Run All').waitFor({ timeout: 60_000 });
  }

  /** Stops the run of a cell. */
  async interrupt(index = 0): Promise<void> {
    await this.cell(index).hover();
    await this.cell(index).locator('.run-button-container .codicon-notebook-stop').first().click();
  }

  /**
   * The ranking whose label has `words`. A notebook with several needs them: VS Code puts outputs into the page as they come into
   * sight, not in the order of their cells.
   */
  ranking(words = ''): Locator {
    return this.outputs().getByRole('article', { name: words });
  }

  /** The rows of a ranking as the renderer shows them, each as its cells' texts. */
  async rankingRows(ranking = this.ranking()): Promise<string[][]> {
    const rows = ranking.getByRole('grid').locator('tbody tr');
    const texts = await rows.evaluateAll((found) =>
      found.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
    );
    return texts.filter((cells) => cells.length > 1);
  }

  /** Waits until the cell's run has ended well. */
  async succeeded(index = 0, timeoutMs = 120_000): Promise<void> {
    await this.cell(index).locator('.codicon-notebook-state-success').waitFor({ timeout: timeoutMs });
  }

  /** Waits until the cell's run has ended with an error. */
  async failed(index = 0, timeoutMs = 120_000): Promise<void> {
    await this.cell(index).locator('.codicon-notebook-state-error').waitFor({ timeout: timeoutMs });
  }
}
