import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NotebookEditor } from '../pages/notebook-editor.ts';
import { recipeNotebook } from '../recipe-notebook.ts';
import { photographFailures, type Session, sampleModel, startSession } from '../session.ts';

// What helps while a recipe is written, and what is said of a wrong one.

let session: Session;
let notebook: NotebookEditor;

const lines = ['rank:', '  dataset: package-use.csv', '  text: descriptoin', '  lable: use', `  model: ${sampleModel}`];

beforeAll(async () => {
  session = await startSession({ files: { 'recipe.ipynb': recipeNotebook(lines.join('\n')) } });
  notebook = await session.workbench.openNotebook('recipe.ipynb');
});

afterAll(() => session.stop());
photographFailures(() => session);

/** The texts that are underlined as errors, with the words about each. */
async function problems(): Promise<string[]> {
  await session.workbench.runCommand('View: Focus Problems');
  const rows = session.page.locator('.markers-panel .monaco-list-row:not([aria-level="1"])');
  await rows.first().waitFor();
  return rows.allTextContents();
}

test('every mistake is marked, with the nearest name', async () => {
  const { page } = session;
  await notebook.cell(0).locator('.squiggly-error').first().waitFor();
  const found = (await problems()).join('\n');
  await session.screenshot('4-diagnostics');
  expect(found).toContain('There is no setting "lable". Did you mean "label"?');
  expect(found).toMatch(/no column "descriptoin".*Did you mean "description"/s);
  expect(found).toContain('[Ln 3, Col 9]');
  await page.keyboard.press('Control+J');
});

test('running it says the same, with the line and without a stack', async () => {
  await notebook.run();
  await notebook.failed();
  const output = notebook.outputs().locator('.output_container');
  await output.getByText('Did you mean "label"?').waitFor();
  await output.getByText('Line 4 of the recipe: lable: use').waitFor();
  expect(await output.textContent()).not.toMatch(/\bat .*\.[jt]s:\d+/);
  await session.screenshot('4-not-ranked');
});

test('columns, keys and models are proposed', async () => {
  const { page } = session;
  const suggestions = page.locator('.suggest-widget.visible .monaco-list-row');
  const propose = async (text: string) => {
    await notebook.setText(0, text);
    await page.keyboard.press('Control+Space');
    await suggestions.first().waitFor();
    return suggestions.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
  };
  const columns = await propose('rank:\n  dataset: package-use.csv\n  label: ');
  await session.screenshot('4-completion');
  expect(columns[0]).toMatch(/^use\b/);
  expect(columns[1]).toMatch(/^description\b/);
  await page.keyboard.press('Enter');
  expect(await notebook.text()).toContain('label: use');
  expect((await propose(`rank:\n  dataset: package-use.csv\n  model: `))[0]).toContain(sampleModel);
  await page.keyboard.press('Escape');
  expect((await propose('rank:\n  dataset: package-use.csv\n  m')).join()).toContain('max-esms');
  await page.keyboard.press('Escape');
});

test('a key explains itself', async () => {
  const { page } = session;
  await notebook.setText(0, 'rank:\n  dataset: package-use.csv\n  label: use');
  await notebook.cell(0).locator('.view-line').nth(2).getByText('use').click();
  await session.workbench.runCommand('Show or Focus Hover');
  const hover = page.locator('.monaco-hover:visible');
  await hover.getByText('12 different values in 500 rows').waitFor();
  await session.screenshot('4-hover');
  await page.keyboard.press('Escape');
});
