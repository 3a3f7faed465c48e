import type { Locator, Page } from 'playwright-core';
import { waitUntil } from './wait-until.ts';

/** The quick pick or input box at the top of the window. */
export class QuickInput {
  readonly page: Page;
  readonly widget: Locator;
  readonly input: Locator;

  constructor(page: Page) {
    this.page = page;
    this.widget = page.locator('.quick-input-widget');
    this.input = this.widget.locator('.quick-input-box input');
  }

  /** Waits for the step whose title holds the text. */
  async step(title: string | RegExp): Promise<void> {
    await this.widget.locator('.quick-input-title').filter({ hasText: title, visible: true }).waitFor();
  }

  option(name: string | RegExp): Locator {
    return this.widget.getByRole('option', { name: typeof name === 'string' ? startsWith(name) : name });
  }

  async filter(text: string): Promise<void> {
    await this.input.fill(text);
  }

  /** Picks the entry whose name starts with `name`. */
  async pick(name: string | RegExp): Promise<void> {
    await this.option(name).first().click();
  }

  /** Ticks an entry of a list of several. */
  async tick(name: string): Promise<void> {
    await this.widget.locator('.monaco-list-row').filter({ hasText: name }).click();
  }

  async accept(): Promise<void> {
    await this.page.keyboard.press('Enter');
  }

  async closed(): Promise<void> {
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** The labels of the entries that are shown. */
  async options(): Promise<string[]> {
    return this.widget.getByRole('option').allTextContents();
  }

  /** Waits until the line below the input holds the text: a prompt, or what is wrong with the input. */
  async message(text: string): Promise<void> {
    await this.page.locator('#quickInput_message').filter({ hasText: text }).waitFor();
  }

  /** Opens the widget, types, and picks an entry, again and again until it is there: early input gets lost while VS Code starts. */
  async pickFrom(open: () => Promise<void>, text: string, name: string): Promise<void> {
    await waitUntil(`the entry ${name}`, async () => {
      await open();
      try {
        await this.input.fill(text, { timeout: 2_000 });
        await this.option(name).first().click({ timeout: 1_500 });
        return true;
      } catch {
        await this.page.keyboard.press('Escape');
        return false;
      }
    });
  }
}

/** Names of entries carry suffixes: a description, a key binding, "similar commands". */
function startsWith(name: string): RegExp {
  return new RegExp(`^${RegExp.escape(name)}(,|\\s|$)`);
}
