import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rankingMime } from '../../../src/ranking/document.ts';
import { oneTask } from '../../renderer/documents/recorded.ts';
import { processesWith } from '../processes.ts';
import { recipeNotebook } from '../recipe-notebook.ts';
import { photographFailures, type Session, sampleModel, startSession } from '../session.ts';

// Workspaces in which nothing may or can run: not trusted, or on no disk. Saved rankings are shown in both.

const recipe = `rank:\n  dataset: package-use.csv\n  text: description\n  label: use\n  model: ${sampleModel}\n  max-esms: 3`;
const rankCommand = 'Intermediate Task Ranker: Rank Intermediate Tasks…';
const csv = 'description,use\na game,gameplaying\na server,server\n';

/** The recipe with the ranking that somebody else saved. */
function savedRanking(): string {
  const notebook: { cells: { outputs: object[] }[] } = JSON.parse(recipeNotebook(recipe));
  const data = { [rankingMime]: oneTask(), 'text/plain': ['1.   stanfordnlp/imdb'] };
  notebook.cells[0]?.outputs.push({ output_type: 'display_data', metadata: {}, data });
  return JSON.stringify(notebook);
}

/** Whether the palette offers a command. */
async function paletteOffers({ workbench, page }: Session, command: string): Promise<boolean> {
  await page.keyboard.press('F1');
  await workbench.quickInput.filter(`>${command}`);
  await page.waitForTimeout(1_000);
  const found = await workbench.quickInput.option(command).count();
  await page.keyboard.press('Escape');
  return found > 0;
}

/** The entries of a file's context menu. */
async function menuOf({ workbench, page }: Session, file: string): Promise<string[]> {
  await workbench.explorer.file(file).click({ button: 'right' });
  await page.getByRole('menuitem').first().waitFor();
  const entries = await page.getByRole('menuitem').allTextContents();
  await page.keyboard.press('Escape');
  return entries;
}

describe('a workspace that is not trusted', () => {
  let session: Session;

  beforeAll(async () => {
    session = await startSession({
      workspaceTrust: true,
      // Editors of settings as tabs: as dialogs they would lie over the file tree.
      settings: { 'security.workspace.trust.startupPrompt': 'never', 'workbench.editor.useModal': 'off' },
      files: { 'saved.ipynb': savedRanking() },
    });
  });
  afterAll(() => session.stop());
  photographFailures(() => session);

  const engines = () => processesWith(join(session.profile.extensions, 'intermediate-tasks'));

  test('shows a saved ranking; its recipe does not run', async () => {
    const notebook = await session.workbench.openNotebook('saved.ipynb');
    await notebook.outputs().getByRole('grid').waitFor();
    expect(await notebook.kernel().textContent()).not.toContain('Intermediate Task Ranking');
    await session.screenshot('7-untrusted');
  });

  test('has no command to rank, in the palette and on a file', async () => {
    expect(await paletteOffers(session, rankCommand)).toBe(false);
    expect(await paletteOffers(session, 'Intermediate Task Ranker: Clear Cached Embeddings')).toBe(false);
    expect((await menuOf(session, 'package-use.csv')).join()).not.toContain('Rank');
  });

  test('gives the reason where the extension is shown', async () => {
    const { page, workbench } = session;
    await workbench.runCommand('View: Show Extensions');
    await page
      .locator('.extensions-viewlet .extension-list-item')
      .filter({ hasText: /intermediate.task.ranker/i })
      .first()
      .click();
    await page.locator('.extension-editor').getByText('nothing is run, read or downloaded').first().waitFor();
    await session.screenshot('7-untrusted-reason');
    await workbench.runCommand('View: Show Explorer');
  });

  test('the walkthrough says what to do', async () => {
    const { page, workbench } = session;
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.quickInput.pick(/Find the dataset to fine-tune on first/);
    const walkthrough = page.locator('.gettingStartedContainer');
    await walkthrough.getByText('Trust this folder').first().click();
    await walkthrough.getByText('open in restricted mode').first().waitFor();
    await walkthrough.getByRole('button', { name: 'Manage Workspace Trust' }).first().waitFor();
    await session.screenshot('7-untrusted-walkthrough');
    await workbench.runCommand('View: Close Editor');
  });

  test('has started no process and asked nothing of the Hub', () => {
    expect(engines()).toEqual([]);
    expect(session.hub.requests).toEqual([]);
  });

  test('once trusted, it ranks without a reload', async () => {
    const { page, workbench } = session;
    await workbench.runCommand('Workspaces: Manage Workspace Trust');
    await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await page.locator('.workspace-trust-editor.trusted').waitFor();
    const notebook = await workbench.openNotebook('saved.ipynb');
    await notebook.kernel().getByText('Intermediate Task Ranking').waitFor();
    await notebook.run();
    await notebook.succeeded();
    expect((await notebook.rankingRows()).length).toBeGreaterThan(2);
    expect(engines()).toHaveLength(1);
  });
});

describe('a workspace on no disk', () => {
  let session: Session;

  beforeAll(async () => {
    session = await startSession({
      folder: 'virtual:/tickets',
      testExtension: join(import.meta.dirname, '../harness/virtual-workspace'),
      env: { VIRTUAL_FILES: JSON.stringify({ 'saved.ipynb': savedRanking(), 'package-use.csv': csv }) },
    });
  });
  afterAll(() => session.stop());
  photographFailures(() => session);

  test('shows a saved ranking', async () => {
    const notebook = await session.workbench.openNotebook('saved.ipynb');
    await notebook.outputs().getByRole('grid').waitFor();
    await session.screenshot('7-virtual');
  });

  test('says why a recipe does not run, and keeps the ranking', async () => {
    const notebook = await session.workbench.activeNotebook();
    await notebook.run();
    const box = session.page.locator('.monaco-dialog-box');
    await box.getByText('Ranking needs files on a disk').waitFor();
    await session.screenshot('7-virtual-reason');
    await session.page.keyboard.press('Escape');
    await notebook.outputs().getByRole('grid').waitFor();
    expect(processesWith(join(session.profile.extensions, 'intermediate-tasks'))).toEqual([]);
  });

  test('has no command to rank, in the palette and on a file', async () => {
    expect(await paletteOffers(session, rankCommand)).toBe(false);
    expect((await menuOf(session, 'package-use.csv')).join()).not.toContain('Rank');
    expect(session.hub.requests).toEqual([]);
  });
});
