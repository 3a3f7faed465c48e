import type { Locator, Page } from 'playwright-core';
import { waitUntil } from './wait-until.ts';

/** The file tree. */
export class Explorer {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  file(name: string): Locator {
    return this.page.locator('.explorer-folders-view').getByRole('treeitem', { name });
  }

  /** Right-clicks a file and picks an entry of its menu; again where the menu does not have it yet, as early in a window. */
  async pickFromMenu(file: string, entry: string): Promise<void> {
    await waitUntil(`${entry} in the menu of ${file}`, async () => {
      await this.file(file).click({ button: 'right' });
      try {
        // A mouse button released within 100 ms of opening is ignored.
        await this.page.getByRole('menuitem', { name: entry }).click({ delay: 200, timeout: 1_500 });
        return true;
      } catch {
        await this.page.keyboard.press('Escape');
        return false;
      }
    });
  }
}
