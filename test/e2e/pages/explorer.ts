import type { Locator, Page } from 'playwright-core';

/** The file tree. */
export class Explorer {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  file(name: string): Locator {
    return this.page.locator('.explorer-folders-view').getByRole('treeitem', { name });
  }

  /** Right-clicks a file and picks an entry of its menu. */
  async pickFromMenu(file: string, entry: string): Promise<void> {
    await this.file(file).click({ button: 'right' });
    // A mouse button released within 100 ms of opening is ignored.
    await this.page.getByRole('menuitem', { name: entry }).click({ delay: 200 });
  }
}
