import type { Locator, Page } from 'playwright-core';
import { waitUntil } from './wait-until.ts';

/** The view *Embedding Space Maps* in the side bar. */
export class MapsView {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens it from the activity bar. */
  async open(): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: 'Embedding Space Maps' });
    await tab.click();
    await this.page.locator('.sidebar').getByText('Embedding Space Maps').first().waitFor();
  }

  /** What the side bar shows, where it is no tree: welcome or message. */
  get pane(): Locator {
    return this.page.locator('.sidebar .pane-body');
  }

  row(text: string | RegExp): Locator {
    return this.page.locator('.sidebar').getByRole('treeitem').filter({ hasText: text });
  }

  /** Presses a button that a row shows under the mouse. Rows move while the view is renewed: then another one is under it. */
  async press(row: string | RegExp, button: string): Promise<void> {
    const found = this.row(row).first();
    await waitUntil(`the button ${button}`, async () => {
      await found.hover();
      try {
        await found.getByRole('button', { name: button }).click({ timeout: 2_000 });
        return true;
      } catch {
        return false;
      }
    });
  }

  async refresh(): Promise<void> {
    await this.pressTitle('Refresh');
  }

  /** Presses a button in the title of the view. */
  async pressTitle(button: string): Promise<void> {
    await this.page.locator('.sidebar .composite.title, .sidebar .pane-header').first().hover();
    await this.page.locator('.sidebar').getByRole('button', { name: button }).first().click();
  }
}

/** A question in the middle of the window. */
export class Dialog {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  box(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  async press(button: string): Promise<void> {
    await this.box().getByRole('button', { name: button, exact: true }).click();
    await this.box().waitFor({ state: 'detached' });
  }
}
