import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Profile } from '../vscode-server/profile.ts';
import { Explorer } from './explorer.ts';
import { NotebookEditor } from './notebook-editor.ts';
import { Notifications } from './notifications.ts';
import { QuickInput } from './quick-input.ts';
import { waitUntil } from './wait-until.ts';

/** A colour theme: its name in the theme picker, what the page body says of it, and the class of the workbench. */
export interface Theme {
  name: string;
  kind: string;
  workbenchClass: string;
}

/** One theme of each kind. */
export const themes: readonly Theme[] = [
  { name: 'Light Modern', kind: 'vscode-light', workbenchClass: 'vs' },
  { name: 'Dark High Contrast', kind: 'vscode-high-contrast', workbenchClass: 'hc-black' },
  { name: 'Light High Contrast', kind: 'vscode-high-contrast-light', workbenchClass: 'hc-light' },
  { name: 'Dark Modern', kind: 'vscode-dark', workbenchClass: 'vs-dark' },
];

/** The VS Code window in a page. */
export class Workbench {
  readonly page: Page;
  readonly profile: Profile;
  readonly explorer: Explorer;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;

  constructor(page: Page, profile: Profile) {
    this.page = page;
    this.profile = profile;
    this.explorer = new Explorer(page);
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
  }

  /** Goes to the address and waits until commands of extensions work. */
  async open(address: string): Promise<void> {
    const hosts = this.#extensionHostLogs().length;
    await this.page.goto(address);
    await waitUntil('the extension host', () => this.#hostIsReady(hosts), 60_000);
  }

  /** Loads the page again: a new window on the same profile. */
  async reload(): Promise<void> {
    const hosts = this.#extensionHostLogs().length;
    await this.page.reload();
    await waitUntil('the extension host', () => this.#hostIsReady(hosts), 60_000);
  }

  /** Runs a command from the palette, by `Category: Title`. */
  async runCommand(name: string): Promise<void> {
    await this.quickInput.pickFrom(() => this.page.keyboard.press('F1'), `>${name}`, name);
  }

  /** Opens a notebook of the folder from the Explorer. */
  async openNotebook(name: string): Promise<NotebookEditor> {
    await this.explorer.file(name).dblclick();
    await this.activeTab(name);
    return this.activeNotebook();
  }

  /** The notebook in the active editor. */
  async activeNotebook(): Promise<NotebookEditor> {
    const id = await waitUntil('a notebook editor', () =>
      this.page
        .locator('.editor-group-container.active .notebook-editor')
        .first()
        .getAttribute('aria-flowto', { timeout: 500 })
        .catch(() => null),
    );
    return new NotebookEditor(this.page, this.page.locator(`#${id}`));
  }

  /** Inserts a code cell below the one that is selected. */
  async addCodeCell(notebook: NotebookEditor): Promise<void> {
    const cells = await notebook.editor.locator('.code-cell-row').count();
    await notebook.toolbarButton('Code').click();
    await notebook.cell(cells).waitFor();
  }

  /** The path that saving the active editor proposes. */
  async proposedName(): Promise<string> {
    await this.runCommand('File: Save');
    await this.quickInput.option('..').waitFor();
    const proposed = await this.quickInput.input.inputValue();
    await this.page.keyboard.press('Escape');
    await this.quickInput.closed();
    return proposed;
  }

  /** Saves an untitled notebook at a path. The editor of the saved one is another. */
  async saveNotebookAs(path: string): Promise<NotebookEditor> {
    await this.runCommand('File: Save');
    // The listing must be there before a path is typed.
    await this.quickInput.option('..').waitFor();
    await this.quickInput.filter(path);
    await this.quickInput.accept();
    await this.quickInput.closed();
    await this.activeTab(basename(path));
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    return this.activeNotebook();
  }

  /** Saves the active editor and waits until the file on disk is a newer one. */
  async save(path: string): Promise<void> {
    const { mtimeMs } = statSync(path);
    await this.runCommand('File: Save');
    // The editor empties the file before it writes it.
    await waitUntil(`a newer ${path}`, () => statSync(path).mtimeMs > mtimeMs && isWhole(path));
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  async activeTab(name: RegExp | string): Promise<void> {
    await this.page.locator('.tab.active').filter({ hasText: name }).waitFor();
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  async setTheme({ name, workbenchClass }: Pick<Theme, 'name' | 'workbenchClass'>): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.page.locator('.quick-input-widget input[placeholder*="Theme"]').waitFor();
    await this.quickInput.filter(name);
    await this.quickInput.pick(name);
    await this.page.locator(`.monaco-workbench.${workbenchClass}`).waitFor();
  }

  /** The text of an output channel of the extension under test, as its log file holds it; of the newest window. */
  channelLog(channel: string): string {
    const files = globSync(`data/logs/*/exthost*/*/${channel}.log`, { cwd: this.profile.data }).sort(byHost);
    const newest = files.at(-1);
    return newest === undefined ? '' : readFileSync(join(this.profile.data, newest), 'utf8');
  }

  #hostIsReady(hostsBefore: number): boolean {
    const logs = this.#extensionHostLogs();
    const newest = logs.at(-1);
    if (newest === undefined || logs.length <= hostsBefore) return false;
    return readFileSync(join(this.profile.data, newest), 'utf8').includes('Eager extensions activated');
  }

  #extensionHostLogs(): string[] {
    return globSync('data/logs/*/exthost*/remoteexthost.log', { cwd: this.profile.data }).sort(byHost);
  }
}

function byHost(a: string, b: string): number {
  const host = (path: string) => Number(/exthost(\d+)/.exec(path)?.[1] ?? 0);
  return host(a) - host(b);
}

/** Whether a file is written to its end, as far as that shows. */
function isWhole(path: string): boolean {
  const text = readFileSync(path, 'utf8').trimEnd();
  return path.endsWith('.ipynb') ? text.endsWith('}') : text !== '';
}
