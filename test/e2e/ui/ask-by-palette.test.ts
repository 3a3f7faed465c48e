import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NotebookEditor } from '../pages/notebook-editor.ts';
import { waitUntil } from '../pages/wait-until.ts';
import { photographFailures, type Session, sampleModel, startSession } from '../session.ts';

// The command from the palette, with every answer changed.

let session: Session;

beforeAll(async () => {
  const rows = Array.from(
    { length: 60 },
    (_, row) => `A network server and a library for ${row} databases,${1 + (row % 5)}`,
  );
  session = await startSession({ files: { 'stars.csv': `review,stars\n${rows.join('\n')}\n` } });
});

afterAll(() => session.stop());
photographFailures(() => session);

async function rankActiveFile(): Promise<void> {
  await session.workbench.runCommand('Intermediate Task Ranker: Rank Intermediate Tasks…');
}

test('each step shows what it knows, Back leads back, and the answers become the recipe', async () => {
  const { workbench, page } = session;
  const { quickInput, explorer } = workbench;
  await explorer.file('package-use.csv').click();
  await workbench.activeTab('package-use.csv');
  await rankActiveFile();

  await quickInput.step('package-use.csv (1/5)');
  expect((await quickInput.options()).join('\n')).toContain('create and edit videos');
  await session.screenshot('3-step-1-text');
  await quickInput.pick('description');

  await quickInput.step('(2/5)');
  expect((await quickInput.options()).join('\n')).toMatch(/use.*12 different values.*gameplaying \(\d+%\)/s);
  await session.screenshot('3-step-2-label');
  await page.getByRole('button', { name: 'Back' }).click();
  await quickInput.step('(1/5)');
  await quickInput.pick('description');
  await quickInput.step('(2/5)');
  await quickInput.pick('use');

  await quickInput.step('(3/5)');
  await quickInput.option(`${sampleModel}, 33 maps`).waitFor();
  await session.screenshot('3-step-3-model');
  await quickInput.pick(sampleModel);

  await quickInput.step('(4/5)');
  await session.screenshot('3-step-4-sample');
  await quickInput.pick('Another number…');
  await quickInput.message('How many rows?');
  await quickInput.filter('0');
  await quickInput.message('whole number above 0');
  await quickInput.accept();
  await quickInput.filter('200');
  await quickInput.accept();

  await quickInput.step('(5/5)');
  await quickInput.option(/^All 33 maps, about \d/).waitFor();
  await session.screenshot('3-step-5-maps');
  await quickInput.pick('Another number…');
  await quickInput.message('at most how many maps?');
  await quickInput.filter('3');
  await quickInput.accept();

  const notebook = await workbench.activeNotebook();
  const recipe = await waitUntil('the text of the recipe', async () => (await notebook.text()) || null);
  expect(recipe).toMatch(/examples: 200\n {2}seed: 42\n/);
  expect(recipe).toContain('max-esms: 3');
  await notebook.succeeded();
  await notebook.outputs().getByRole('grid').waitFor();
  expect(await notebook.rankingRows()).toHaveLength(4);
});

test('the answers are remembered for the file', async () => {
  const { workbench } = session;
  await workbench.explorer.pickFromMenu('package-use.csv', 'Rank Intermediate Tasks…');
  await workbench.quickInput.step('(1/5)');
  const [first] = await workbench.quickInput.options();
  expect(first).toContain('200 rows');
  expect(first).toContain('at most 3 maps');
  expect(first).toContain('description → use (12 classes)');
  await workbench.quickInput.option(/at most 3 maps \(no download\)/).waitFor();
  await session.screenshot('3-remembered');
  await workbench.page.keyboard.press('Escape');
});

/** Goes through the steps after the label, the third to the fifth: all rows, few maps. Gives the recipe of the notebook that opens. */
async function answerTheRest(file: string): Promise<{ recipe: string; notebook: NotebookEditor }> {
  const { workbench } = session;
  const { quickInput } = workbench;
  await quickInput.step('(3/5)');
  await quickInput.pick(sampleModel);
  await quickInput.step('(4/5)');
  await quickInput.pick(/^(All )?\d+ rows/);
  await quickInput.step('(5/5)');
  await quickInput.pick('Only maps in the cache');
  return waitUntil('the notebook of the recipe', async () => {
    const notebook = await workbench.activeNotebook();
    const recipe = await notebook.text();
    return recipe.includes(`dataset: ${file}`) && { recipe, notebook };
  });
}

test('numbers with decimals as labels are amounts: nothing is asked', async () => {
  const { quickInput, explorer } = session.workbench;
  await explorer.pickFromMenu('package-size.jsonl', 'Rank Intermediate Tasks…');
  await quickInput.step('package-size.jsonl (1/5)');
  await quickInput.pick('description');
  await quickInput.step('(2/5)');
  await session.screenshot('3-regression');
  await quickInput.pick('log10_kib');
  const { recipe, notebook } = await answerTheRest('package-size.jsonl');
  expect(recipe).not.toContain('task:');
  await notebook.succeeded();
  await notebook.outputs().getByText('description → log10_kib, regression').waitFor();
});

test('whole numbers as labels may be classes or amounts: that is asked', async () => {
  const { quickInput, explorer } = session.workbench;
  await explorer.pickFromMenu('stars.csv', 'Rank Intermediate Tasks…');
  await quickInput.step('stars.csv (1/5)');
  await quickInput.pick('review');
  await quickInput.step('(2/5)');
  await quickInput.pick('stars');
  await quickInput.option('Amounts').waitFor();
  expect((await quickInput.options()).map((name) => /(Classes|Amounts)/.exec(name)?.[0])).toEqual([
    'Classes',
    'Amounts',
  ]);
  await session.screenshot('3-step-3-task');
  await quickInput.pick('Amounts');
  const { recipe, notebook } = await answerTheRest('stars.csv');
  expect(recipe).toContain('task: regression');
  await notebook.succeeded();
  await notebook.outputs().getByText('review → stars, regression').waitFor();
});
