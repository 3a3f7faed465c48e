import { afterAll, beforeAll, expect, test } from 'vitest';
import { rankingMime } from '../../../src/ranking/document.ts';
import { taskRankingCell } from '../../../src/ranking/task-ranking-cell.ts';
import { leastKnown, unknownVersion } from '../../renderer/documents/recorded.ts';
import type { NotebookEditor } from '../pages/notebook-editor.ts';
import { recipeNotebook } from '../recipe-notebook.ts';
import { photographFailures, type Session, startSession } from '../session.ts';

// The packed extension in the extension host that vscode.dev has: a worker of the browser, without Node. The workbench comes from a
// server here, so it would take the other host; the setting says not to. What this cannot show: vscode.dev's own virtual folders.

const settings = { 'remote.extensionKind': { 'intermediate-tasks.intermediate-task-ranker': ['web'] } };

/** A Python notebook whose cell has shown this value. */
function pythonNotebook(value: unknown): string {
  const data = { [rankingMime]: value, 'text/plain': ['1.   stanfordnlp/imdb'] };
  const outputs = [{ output_type: 'display_data', metadata: {}, data }];
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
    cells: [{ cell_type: 'code', id: 'a', execution_count: 1, metadata: {}, source: ['ranking'], outputs }],
  });
}

let session: Session;
let notebook: NotebookEditor;

beforeAll(async () => {
  const recipe = recipeNotebook('rank:\n  dataset: package-use.csv');
  const files = {
    'shown.ipynb': pythonNotebook(leastKnown()),
    'newer.ipynb': pythonNotebook(unknownVersion()),
    'recipe.ipynb': recipe,
  };
  session = await startSession({ settings, files });
  notebook = await session.workbench.openNotebook('shown.ipynb');
});

afterAll(() => session.stop());
photographFailures(() => session);

test('a saved ranking of hfselect is shown, and says that the baseline is not known', async () => {
  const outputs = notebook.outputs();
  await outputs.getByRole('heading', { name: /ranks first, with a score of/ }).waitFor();
  await outputs
    .getByText(/The baseline is not known/)
    .first()
    .waitFor();
  expect((await notebook.rankingRows()).length).toBeGreaterThan(10);
  await session.screenshot('browser-task-ranking');
});

test('a ranking of a newer version is told apart, with what to do', async () => {
  const newer = await session.workbench.openNotebook('newer.ipynb');
  await newer
    .outputs()
    .getByText(/has the format "intermediate-task-ranking\/9", which this version cannot show/)
    .waitFor();
  await newer
    .outputs()
    .getByText(/Update the extension/)
    .waitFor();
  notebook = await session.workbench.openNotebook('shown.ipynb');
});

test('the cell that shows one is inserted below the active cell', async () => {
  await notebook.cell(0).locator('.view-lines').click();
  await session.page.keyboard.press('Escape');
  await session.workbench.runCommand('Intermediate Task Ranker: Insert Python Cell That Shows a TaskRanking');
  await notebook.cell(1).waitFor();
  expect((await notebook.text(1)).slice(0, 60)).toBe(taskRankingCell.slice(0, 60));
});

test('the command to rank says why it cannot and what to do', async () => {
  await session.workbench.runCommand('Intermediate Task Ranker: Rank Intermediate Tasks…');
  const dialog = session.page.locator('.monaco-dialog-box');
  await dialog.getByText('Ranking cannot run in the browser.').waitFor();
  await dialog.getByText(/on your computer, over Remote-SSH or a tunnel, or in a codespace/).waitFor();
  await session.screenshot('browser-reason');
  await session.page.keyboard.press('Escape');
});

test('a recipe that is run says the same in its output', async () => {
  const recipe = await session.workbench.openNotebook('recipe.ipynb');
  await recipe.run();
  await recipe.failed();
  await recipe
    .outputs()
    .getByText(/Ranking cannot run in the browser/)
    .first()
    .waitFor();
});
