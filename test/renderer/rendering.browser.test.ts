import { afterAll, beforeAll, expect, test } from 'vitest';
import { withoutAlike } from '../../src/ranking/shortlist.ts';
import { makeDocument } from './documents/make-document.ts';
import {
  allBelowBaseline,
  clearlyHelps,
  hostile,
  hostileNames,
  manyTasks,
  recordedDocuments,
  someTasks,
  unknownVersion,
  withoutBaseline,
  withSkipped,
} from './documents/recorded.ts';
import { besideRidge, rankedBy } from './documents/with-estimators.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test.each(Object.entries(recordedDocuments))('%s is drawn without an error of the page', async (_, make) => {
  const { page, show, errors, close } = await stage.open();
  const document = make();
  await show(document);
  await page.getByRole('heading', { level: 2 }).waitFor();
  expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(
    String(withoutAlike(document).length + (document.baseline === null ? 1 : 2)),
  );
  expect(errors).toEqual([]);
  await close();
});

test('rows that were left out are told below the answer where they are many', async () => {
  const { page, show, close } = await stage.open();
  const dropped = [{ reason: 'empty-text', count: 111, firstRows: [1] }];
  const warnings = [{ code: 'dataset-many-dropped', detail: { count: 111, rows: 500, dropped } }];
  await show({ ...manyTasks(), warnings });
  expect(await page.locator('.answer p.warning').textContent()).toContain('111 of 500 rows were left out');
  expect(await page.locator('p.warning').count()).toBe(1);
  await close();
});

test('the answer comes first', async () => {
  const { page, show, close } = await stage.open();
  await show(manyTasks());
  expect(await page.getByRole('heading', { level: 2 }).textContent()).toMatch(
    /^\S+ \(\S+\) ranks first, 0\.\d{4} above the baseline\.$/,
  );
  await show(allBelowBaseline());
  expect(await page.getByRole('heading', { level: 2 }).textContent()).toBe(
    'No task scores above the baseline: fine-tune google-bert/bert-base-multilingual-uncased on your data directly.',
  );
  await close();
});

test('another estimator is named in the table, at the axis and in the answer', async () => {
  const { page, show, errors, close } = await stage.open();
  const document = besideRidge(someTasks());
  await show(document);
  const first = page.getByRole('grid').getByRole('rowheader').first();
  const rank = document.tasks[0]?.others?.ridge?.rank;
  expect(await first.textContent()).toContain(`, ridge R² ${rank}`);
  expect(await page.locator('.answer').textContent()).toContain('By ridge R²');
  await page.locator('.top-tasks').scrollIntoViewIfNeeded();
  await page.locator('.top-tasks svg text', { hasText: 'Score (LogME)' }).waitFor();
  await show(rankedBy('ridge'));
  await page.locator('.top-tasks svg text', { hasText: 'Score (ridge R²)' }).waitFor();
  await page.locator('.distribution svg text', { hasText: 'Score (ridge R²)' }).waitFor();
  expect(await first.textContent()).not.toContain('ridge');
  expect(await page.getByTitle('ridge R²: higher is better').count()).toBe(1);
  expect(await page.getByText(/likely to help|to try|95 %/).count()).toBe(0);
  expect(errors).toEqual([]);
  await close();
});

test('a ranking without a baseline says so, and shows nothing that would need one', async () => {
  const { page, show, errors, close } = await stage.open();
  await show(withoutBaseline());
  expect(await page.locator('.answer').textContent()).toMatch(/ ranks first, with a score of .*baseline is not known/);
  const heads = (await page.getByRole('columnheader').allTextContents()).map((head) =>
    head.replace(/[^\w ]/g, '').trim(),
  );
  expect(heads).toEqual(['Rank', 'Task', 'Score', 'Columns']);
  expect(await page.locator('.baseline').count()).toBe(0);
  await page.getByRole('button', { name: 'Filter' }).click();
  expect(await page.getByText('Above the baseline').count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.locator('tr[aria-rowindex="3"]').click();
  expect(await page.locator('.task-details').textContent()).toMatch(/^.*Rank 2 of 33.*baseline not known/);
  expect(await page.locator('tr[aria-selected="true"]').count()).toBe(1);
  expect(await page.getByText('Copy map id').count()).toBe(0);
  await page.locator('.top-tasks').scrollIntoViewIfNeeded();
  await page.locator('.top-tasks svg').waitFor();
  expect(await page.locator('.class-evidence').count()).toBe(0);
  expect(errors).toEqual([]);
  await close();
});

test('a long ranking comes in pages, a short one whole, and neither scrolls by itself', async () => {
  const { page, show, close } = await stage.open();
  await show(manyTasks());
  const rows = page.locator('tbody tr[aria-rowindex]');
  expect(await rows.count()).toBe(50);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('Rows 51 to 100 of 1,501').waitFor();
  expect(await rows.first().getAttribute('aria-rowindex')).toBe('52');
  await page.getByRole('button', { name: 'Show all 1,501' }).click();
  await page.locator('tr[aria-rowindex="1502"]').waitFor();
  expect(await rows.count()).toBe(1501);
  await show(someTasks());
  expect(await page.locator('tbody tr[data-index]').count()).toBe(34);
  expect(await page.locator('.pager').count()).toBe(0);
  const scroller = page.locator('.table-scroller');
  expect(await scroller.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
  await close();
});

test.each([1440, 900, 700, 491, 420, 346, 326])('the name of a task is never cut: %i px', async (width) => {
  const { page, show, close } = await stage.open({ width });
  await show(clearlyHelps());
  const names = await page.locator('tbody th.name').evaluateAll((cells) =>
    cells.map((cell) => ({
      text: cell.textContent,
      width: cell.clientWidth,
      isCut: cell.scrollWidth > cell.clientWidth || getComputedStyle(cell).whiteSpace === 'nowrap',
    })),
  );
  expect(names.filter(({ isCut }) => isCut)).toEqual([]);
  expect(Math.min(...names.map((name) => name.width))).toBeGreaterThan(110);
  expect(names[0]?.text).toBe('nyu-mll/glue (mnli)');
  const gains = page.locator('td.difference');
  expect((await gains.allTextContents())[0]).toContain('+0.0296');
  expect(
    await page.locator('.table-scroller').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
  ).toBe(0);
  await close();
});

test.each([1440, 1280, 900, 700, 600, 420])('what can be done stands in one line: %i px', async (width) => {
  const rankings = ['10', '11'].map((hour) => ({ ...someTasks(), created: `2026-11-23T${hour}:00:00Z` }));
  const { page, show, close } = await stage.open({ width, actions: ['save'], rankings });
  await show(rankings[0]);
  await page.getByRole('combobox').waitFor();
  const boxes = await Promise.all((await page.locator('.tools .tool').all()).map((tool) => tool.boundingBox()));
  expect(boxes.length).toBe(4);
  const middles = boxes.map((box) => (box === null ? Number.NaN : box.y + box.height / 2));
  expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(3);
  for (const box of boxes) expect((box?.x ?? 0) + (box?.width ?? width)).toBeLessThanOrEqual(width);
  await close();
});

test('columns that say the same of every task are shown by choice only', async () => {
  const { page, show, close } = await stage.open({ width: 1800 });
  const document = someTasks();
  await show(document);
  const heads = () => page.getByRole('columnheader').allTextContents();
  expect(await heads()).toContain('Language');
  expect(await heads()).not.toContain('Split');
  await show({ ...document, tasks: document.tasks.map((task) => ({ ...task, language: 'en' })) });
  await expect.poll(heads).not.toContain('Language');
  await page.locator('.toolbar').getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Language' }).check();
  expect(await heads()).toContain('Language');
  await close();
});

test('details open under their row, with the next step first and what few need folded', async () => {
  const { page, show, close } = await stage.open({ actions: ['insert-fine-tuning-cell'] });
  await show(someTasks());
  await page.locator('tr[data-index="2"]').click();
  const details = page.locator('tr[data-index="2"] + tr .task-details');
  await details.waitFor();
  expect(await details.locator('summary').allTextContents()).toEqual(['Map', 'Training']);
  expect(await details.getByText('Model epochs').isVisible()).toBe(false);
  await details.getByText('Training').click();
  expect(await details.getByText('Model epochs').isVisible()).toBe(true);
  await details.getByRole('button', { name: 'Close details' }).click();
  expect(await page.locator('.task-details').count()).toBe(0);
  expect(await page.locator('tr:focus').getAttribute('data-index')).toBe('2');
  await close();
});

test('a search without a hit says so, and leads back', async () => {
  const { page, show, close } = await stage.open();
  await show(someTasks());
  await page.getByRole('searchbox').fill('zzz');
  await page.getByText('No task matches “zzz”.').waitFor();
  expect(await page.locator('tr.baseline').count()).toBe(0);
  await page.getByRole('button', { name: 'Show all tasks' }).click();
  await page.locator('tr[data-index="0"]').waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  await close();
});

test('what was left out is there on demand', async () => {
  const { page, show, close } = await stage.open();
  await show(withSkipped());
  const reason = page.locator('details li', { hasText: 'maps 512 dimensions, the base model has 768.' }).first();
  expect(await reason.isVisible()).toBe(false);
  await page.locator('summary', { hasText: '13 maps skipped' }).click();
  expect(await reason.isVisible()).toBe(true);
  await page.getByText('3 rows dropped').click();
  expect(await page.getByText('empty text: 3 rows (17, 80, 402)').isVisible()).toBe(true);
  expect(await page.getByText('One of the classes has fewer than 2 examples: bug.').isVisible()).toBe(true);
  await close();
});

test('hostile names are text: nothing runs, no element or address comes from them', async () => {
  const { page, show, errors, close } = await stage.open();
  await show(hostile());
  for (const row of await page.locator('tbody tr[data-index]').all()) {
    await row.evaluate((element: HTMLElement) => element.click());
    await page.locator('summary').evaluateAll((all: HTMLElement[]) => all.map((each) => each.click()));
  }
  const found = await page.locator('article.ranking').evaluate((root) => ({
    elements: root.querySelectorAll('script, img, iframe, object, [onerror], [onclick]').length,
    addresses: [...root.querySelectorAll('a')].map((link) => link.href),
    wasRun: Reflect.get(globalThis, 'wasRun') ?? null,
  }));
  expect(found.elements).toBe(0);
  expect(found.wasRun).toBeNull();
  expect(found.addresses.filter((address) => !address.startsWith('https://huggingface.co/'))).toEqual([]);
  expect(await page.getByText(hostileNames[0], { exact: true }).count()).toBeGreaterThan(0);
  expect(errors).toEqual([]);
  await close();
});

test.each([
  ['another version', unknownVersion(), /has the format "intermediate-task-ranking\/9".*Update the extension/],
  [
    'a value of a newer version',
    { ...manyTasks(), generator: '9.1.0', method: { score: 'logme', variant: 'leep', regime: 'n>=d' } },
    /not a readable ranking.*field "method\.variant".*made by version 9\.1\.0.*if yours is older, update the extension/,
  ],
  ['another shape', { tasks: 1 }, /not a readable ranking.*field "schema"/],
  ['no JSON', '{"schema": ', /not a readable ranking.*Run the cell again/],
  ['nothing', null, /not a readable ranking/],
])('%s gives a message instead of an empty cell', async (_, value, message) => {
  const { page, show, errors, close } = await stage.open();
  await show(value);
  expect(await page.locator('article').textContent()).toMatch(message);
  expect(errors).toEqual([]);
  await close();
});

test('a document in which nothing is unique, and all numbers are extreme, is drawn', async () => {
  const { page, show, errors, close } = await stage.open();
  const document = withSkipped();
  const scores = [1e308, 1e300, 1, 0, 5e-324, -1e-320, -1e308];
  const tasks = scores.map((score) => ({
    ...hostile().tasks[0],
    score,
    rank: 9e15,
    repo: 'same',
    evidence: [score, -score, 0, 1],
  }));
  const warnings = Array.from({ length: 5000 }, (_, index) => ({ code: `warning-${index}`, detail: {} }));
  await show({ ...document, tasks, warnings, skipped: Array.from({ length: 5000 }, () => document.skipped[0]) });
  await page.getByRole('grid').waitFor();
  expect(await page.locator('p.warning').count()).toBe(21);
  expect(await page.locator('p.warning', { hasText: 'and 4,981 more' }).count()).toBe(1);
  await page.locator('tbody tr[data-index]').first().click();
  await page.locator('.top-tasks').scrollIntoViewIfNeeded();
  await page.locator('.top-tasks svg').waitFor();
  expect(errors.filter((error) => !/NaN|Infinity|infinite/i.test(error))).toEqual([]);
  await close();
});

test('a document of five megabytes is drawn', async () => {
  const { page, show, errors, close } = await stage.open();
  const classes = Array.from({ length: 150 }, (_, index) => `class ${index}`);
  const document = makeDocument({ tasks: 1500, classes });
  expect(JSON.stringify(document).length).toBeGreaterThan(5e6);
  await show(document);
  await page.getByRole('grid').waitFor();
  await page.locator('.class-evidence').scrollIntoViewIfNeeded();
  await page.locator('.class-evidence svg').waitFor();
  const cells = page.locator('.class-evidence .layer_0_marks path');
  expect(await cells.count()).toBe(20 * 20);
  const names = () => page.locator('.class-evidence .layer_2_marks text').allTextContents();
  const first = await names();
  await page.getByRole('button', { name: 'Next 20 classes' }).click();
  await expect.poll(names).not.toEqual(first);
  expect((await names()).filter((name) => first.includes(name))).toEqual([]);
  expect(await page.locator('.class-evidence figcaption').textContent()).toContain('classes 21 to 40 of 150');
  expect(errors).toEqual([]);
  await close();
});

test('an output that becomes readable is drawn, and one that is disposed of is gone', async () => {
  const { page, show, dispose, close } = await stage.open();
  await show(unknownVersion());
  await show(manyTasks());
  expect(await page.getByRole('grid').count()).toBe(1);
  await show(manyTasks(), 'second');
  expect(await page.getByRole('grid').count()).toBe(2);
  await dispose('output');
  expect(await page.getByRole('grid').count()).toBe(1);
  await dispose();
  expect(await page.getByRole('grid').count()).toBe(0);
  await close();
});
