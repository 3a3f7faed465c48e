import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDataset } from '../../fakes/hub/dataset-repository.ts';
import { labelledTexts, parquetContent } from '../../fakes/hub/parquet-content.ts';
import { rankByCommandLine } from '../command-line.ts';
import { readNotebook, savedRankings } from '../saved-notebook.ts';
import { photographFailures, type Session, sampleModel, startSession } from '../session.ts';

// A dataset that lies on the Hub, from the search to the ranking. The tests follow each other.

const command = 'Intermediate Task Ranker: Rank a Dataset on the Hugging Face Hub…';
const title = 'Rank a Dataset on the Hugging Face Hub';
const card = { 'README.md': '---\nlanguage: [en, de]\nsize_categories: n<1K\n---\n' };
const part = (rows: number, first = 0) => parquetContent(labelledTexts(rows, first));

const reviews = makeDataset(
  'samples/reviews',
  {
    files: card,
    converted: {
      'de/train/0000.parquet': part(60, 500),
      'en/test/0000.parquet': part(40, 300),
      'en/train/0000.parquet': part(200),
    },
  },
  { downloads: 1200 },
);
const small = makeDataset('samples/small-reviews', { converted: { 'default/train/0000.parquet': part(30) } });
const secret = makeDataset('samples/secret-reviews', { converted: { 'default/train/0000.parquet': part(30) } });

let session: Session;
let file = '';

beforeAll(async () => {
  session = await startSession({ repositories: [reviews, small, secret], gated: ['samples/secret-reviews'] });
});

afterAll(() => session.stop());
photographFailures(() => session);

test('the search finds it while you type, with what tells it from others', async () => {
  const { workbench, hub } = session;
  const { quickInput } = workbench;
  await workbench.runCommand(command);
  await quickInput.step(title);
  const before = hub.requests.length;
  await quickInput.input.pressSequentially('reviews');
  await quickInput.option(/^samples\/reviews.*1,200 downloads.*en, de.*n<1K/).waitFor();
  await quickInput.option(/^samples\/secret-reviews.*only after agreeing to its terms/).waitFor();
  await session.screenshot('8-search');
  // Seven letters and fewer searches: no request is made for each letter. How many depends on how fast a busy machine types.
  const searches = hub.requests.slice(before).filter(({ url }) => url.startsWith('/api/datasets?'));
  expect(searches.length).toBeGreaterThan(0);
  expect(searches.length).toBeLessThan(7);
});

test('config and split are asked, Back leads back, and the ranking is that of the command line', async () => {
  const { workbench, page } = session;
  const { quickInput } = workbench;
  await quickInput.pick('samples/reviews');
  await quickInput.option(/^de, train/).waitFor();
  await session.screenshot('8-config');
  await page.getByRole('button', { name: 'Back' }).click();
  await quickInput.option(/^samples\/reviews/).waitFor();
  // The same search as before.
  expect(await quickInput.input.inputValue()).toBe('reviews');
  await quickInput.filter('samples/reviews');
  await quickInput.option(/^samples\/reviews, this name/).waitFor();
  await quickInput.accept();
  await quickInput.option(/^en, test, train/).click();
  await quickInput.option('test').waitFor();
  await quickInput.option('train').click();

  await quickInput.step('samples/reviews (1/5)');
  expect((await quickInput.options()).join('\n')).toContain('This is sentence number 0');
  await quickInput.pick('text');
  await quickInput.step('(2/5)');
  expect((await quickInput.options()).join('\n')).toMatch(/label.*good \(50%\), bad \(50%\)/s);
  await quickInput.pick('label');
  await quickInput.step('(3/5)');
  await quickInput.pick(sampleModel);
  await quickInput.step('(4/5)');
  await quickInput.pick(/^All 200 rows/);
  await quickInput.step('(5/5)');
  await quickInput.pick(/^All 33 maps/);

  const notebook = await workbench.activeNotebook();
  await notebook.succeeded();
  await notebook.outputs().getByRole('grid').waitFor();
  await session.screenshot('8-ranking');
  file = join(session.workspace, 'reviews.ipynb');
  await workbench.saveNotebookAs(file);
  const recipe = readNotebook(file).cells[1]?.source ?? '';
  expect(recipe).toMatch(/dataset: hf:samples\/reviews\n {2}config: en\n {2}split: train\n {2}text: text\n/);
  const [saved] = savedRankings(file);
  const expected = await rankByCommandLine(recipe, session);
  expect(saved?.target).toEqual(expected.target);
  expect(saved?.target).toMatchObject({ source: 'hf:samples/reviews', config: 'en', split: 'train', rows: 200 });
  expect(saved?.tasks).toEqual(expected.tasks);
  expect(saved?.tasks).toHaveLength(33);
});

test('a Hub that does not answer can be left, and nothing is said of that', async () => {
  const { workbench, hub } = session;
  hub.faults.add({ match: /samples\/small-reviews/, fault: { kind: 'stall' } });
  await workbench.runCommand(command);
  await workbench.quickInput.step(title);
  await workbench.quickInput.filter('samples/small-reviews');
  await workbench.quickInput.option(/^samples\/small-reviews, this name/).waitFor();
  await workbench.quickInput.accept();
  const toast = workbench.notifications.withText('Looking at samples/small-reviews');
  await toast.getByRole('button', { name: 'Cancel' }).waitFor();
  await session.screenshot('8-looking');
  await toast.getByRole('button', { name: 'Cancel' }).click();
  await toast.waitFor({ state: 'detached' });
  await workbench.notifications.withText('small-reviews').waitFor({ state: 'detached' });
  hub.faults.clear();
  await workbench.runCommand(command);
  await workbench.quickInput.filter('samples/small-reviews');
  await workbench.quickInput.option(/^samples\/small-reviews, this name/).waitFor();
  await workbench.quickInput.accept();
  // Its only config and split are not asked for.
  await workbench.quickInput.step('samples/small-reviews (1/5)');
  await workbench.page.keyboard.press('Escape');
});

test('a gated dataset says what to do', async () => {
  const { workbench } = session;
  await workbench.runCommand(command);
  await workbench.quickInput.step(title);
  await workbench.quickInput.filter('https://huggingface.co/datasets/samples/secret-reviews');
  await workbench.quickInput.option(/^samples\/secret-reviews, this name/).waitFor();
  await workbench.quickInput.accept();
  await workbench.notifications.withText(/samples\/secret-reviews/).waitFor();
  await session.screenshot('8-gated');
});

test('without the Hub the search says so, and a dataset of before is still found by its name', async () => {
  const { workbench } = session;
  const bringBack = await session.takeHubDown();
  await workbench.runCommand(command);
  await workbench.quickInput.step(title);
  await workbench.quickInput.filter('samples/reviews');
  await workbench.quickInput.option(/cannot be reached/).waitFor({ timeout: 10_000 });
  await session.screenshot('8-no-hub');
  await workbench.quickInput.pick(/^samples\/reviews, this name/);
  await workbench.quickInput.option(/^en, test, train/).waitFor();
  await workbench.page.keyboard.press('Escape');
  await bringBack();
});
