import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readNotebook, savedRankings } from '../saved-notebook.ts';
import { photographFailures, type Session, startSession } from '../session.ts';

// A folder that DatasetDict.save_to_disk wrote, from a right click to the ranking of one of its splits.

let session: Session;

beforeAll(async () => {
  session = await startSession();
  const saved = join(import.meta.dirname, '../../dataset/fixtures/saved-dict');
  cpSync(saved, join(session.workspace, 'saved-dict'), { recursive: true });
  mkdirSync(join(session.workspace, 'notes'));
  writeFileSync(join(session.workspace, 'notes/read-me.txt'), 'no dataset');
  await session.workbench.reload();
});

afterAll(() => session.stop());
photographFailures(() => session);

test('the split is asked, and is what the recipe names and the ranking reads', async () => {
  const { workbench } = session;
  await workbench.explorer.pickFromMenu('saved-dict', 'Rank Intermediate Tasks…');
  await workbench.quickInput.option('train').waitFor();
  await workbench.quickInput.option('test').click();
  await workbench.quickInput.step('Rank Intermediate Tasks: saved-dict (1/5)');
  await workbench.quickInput.option('play Run with these guesses').waitFor();
  await workbench.quickInput.accept();
  const notebook = await workbench.activeNotebook();
  await notebook.succeeded();
  await notebook.outputs().getByRole('grid').waitFor();
  const file = join(session.workspace, 'folder.ipynb');
  await workbench.saveNotebookAs(file);
  expect(readNotebook(file).cells[1]?.source).toMatch(/dataset: saved-dict\n\s+split: test\n/);
  expect(savedRankings(file)[0]?.target).toMatchObject({ source: 'saved-dict', split: 'test', rows: 4 });
});

test('without a file in the active tab, the palette offers the datasets of the workspace, and the Hub', async () => {
  const { workbench } = session;
  const { quickInput } = workbench;
  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('Intermediate Task Ranker: Rank Intermediate Tasks…');
  await quickInput.option('package-use.csv').waitFor();
  await session.screenshot('9-choose-dataset');
  const offered = (await quickInput.options()).join('\n');
  expect(offered).toMatch(
    /package-size\.jsonl.*verb-category\.parquet.*saved-dict.*A file elsewhere….*A folder elsewhere…/s,
  );
  expect(offered).not.toMatch(/saved-dict\/|\.arrow/);
  await quickInput.pick(/Dataset on the Hugging Face Hub…/);
  await quickInput.step('Rank a Dataset on the Hugging Face Hub');
  await workbench.page.keyboard.press('Escape');
  await workbench.runCommand('Intermediate Task Ranker: Rank Intermediate Tasks…');
  await quickInput.pick('package-use.csv');
  await quickInput.step('package-use.csv (1/5)');
  await workbench.page.keyboard.press('Escape');
});

test('of a folder without a dataset is said what such a folder holds', async () => {
  const { workbench, page } = session;
  await workbench.explorer.pickFromMenu('notes', 'Rank Intermediate Tasks…');
  await page
    .getByText(/is a folder without a dataset.*hold Parquet or Arrow files/)
    .first()
    .waitFor();
});
