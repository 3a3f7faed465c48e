import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NotebookEditor } from '../pages/notebook-editor.ts';
import { waitUntil } from '../pages/wait-until.ts';
import { recipeNotebook } from '../recipe-notebook.ts';
import { photographFailures, type Session, sampleModel, startSession } from '../session.ts';

// What helps while a recipe is written, and what is said of a wrong one.

let session: Session;
let notebook: NotebookEditor;

const lines = ['rank:', '  dataset: package-use.csv', '  text: descriptoin', '  lable: use', `  model: ${sampleModel}`];

const right = lines.join('\n').replace('descriptoin', 'description').replace('lable', 'label');

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
  const output = notebook.outputs().locator('.output_container').filter({ hasText: 'Not ranked' });
  await output.getByText('Did you mean "label"?').waitFor();
  await output.getByText('Line 4 of the recipe: lable: use').waitFor();
  expect(await output.textContent()).not.toMatch(/\bat .*\.[jt]s:\d+/);
  await session.screenshot('4-not-ranked');
});

test('the line in it is a link to that line', async () => {
  await notebook.outputs().getByRole('link', { name: 'Go to line 4' }).click();
  await waitUntil('the cursor in line 4', async () => {
    await session.page.keyboard.type('x');
    return (await notebook.text()).includes('\nx  lable: use');
  });
  await session.page.keyboard.press('Control+Z');
  await waitUntil('the text as it was', async () => (await notebook.text()) === lines.join('\n'));
});

/** Lets VS Code change a word of the recipe to what is proposed for it. */
async function fix(word: string, meant: string): Promise<void> {
  const { page } = session;
  const change = page.locator('.action-widget').getByText(`Change to "${meant}"`);
  await waitUntil(`a fix for ${word}`, async () => {
    await notebook.cell(0).locator('.view-line').getByText(word).first().click();
    await page.keyboard.press('Control+.');
    return change.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => page.keyboard.press('Escape').then(() => false),
    );
  });
  await session.screenshot('4-quick-fix');
  await change.click();
  await waitUntil(`the text with ${meant}`, async () => !(await notebook.text()).includes(word));
}

test('a fix puts the nearest name into its place, and Ctrl+Enter runs the cell', async () => {
  await fix('lable', 'label');
  await fix('descriptoin', 'description');
  expect(await notebook.text()).toBe(right);
  await session.page.keyboard.press('Control+Enter');
  await notebook.succeeded();
  await notebook.outputs().getByRole('grid').waitFor();
  expect(await notebook.text()).toBe(right);
});

test('of a model that the Hub does not have, those are told that it has', async () => {
  await notebook.setText(0, right.replace(sampleModel, 'bert-tiny-debain'));
  await session.page.keyboard.press('Control+Enter');
  await notebook.failed();
  await notebook
    .outputs()
    .getByText(`Did you mean "${sampleModel}"? Base models with maps are: ${sampleModel}.`)
    .waitFor();
  await session.screenshot('4-no-such-model');
  await fix('bert-tiny-debain', sampleModel);
  expect(await notebook.text()).toBe(right);
});

test('a mistyped map is marked at its place, also where the others are ranked', async () => {
  const map = 'samples/ESM_debian__game';
  await notebook.setText(0, `${right}\n  esms: [samples/ESM_debian__use, samples/ESM_debain__game]`);
  await session.page.keyboard.press('Control+Enter');
  await notebook.ranking('500 rows').getByText('1 of 2 maps').first().waitFor();
  await fix('ESM_debain__game', map);
  expect(await notebook.text()).toBe(`${right}\n  esms: [samples/ESM_debian__use, ${map}]`);
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
