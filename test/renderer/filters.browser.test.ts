import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearlyHelps, manyTasks, someTasks } from './documents/recorded.ts';
import { openStage, type Stage, themeNames } from './stage.ts';
import { violations } from './violations.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('values to tick filter the table; chips say what is on and take it away; the answer stays that of the whole', async () => {
  const { page, show, close } = await stage.open();
  const document = clearlyHelps();
  await show(document);
  const answer = await page.locator('.answer').textContent();
  const count = page.locator('.toolbar .count');
  await page.getByRole('button', { name: 'Filter' }).click();
  const english = document.tasks.filter(({ language }) => language === 'en').length;
  await page
    .getByRole('group', { name: 'Language' })
    .getByRole('checkbox', { name: `en ${english}` })
    .check();
  await expect.poll(() => count.textContent()).toBe(`${english} of 33 tasks`);
  await page.getByRole('group', { name: 'Language' }).getByRole('checkbox', { name: /^de / }).check();
  const german = document.tasks.filter(({ language }) => language === 'de').length;
  await expect.poll(() => count.textContent()).toBe(`${english + german} of 33 tasks`);
  await page.getByRole('checkbox', { name: '▲ likely 9' }).check();
  await page.getByLabel('At least', { exact: true }).fill('9000');
  await page.keyboard.press('Escape');
  const likely = document.tasks.slice(0, 9);
  const kept = likely.filter(
    ({ language, examples }) => ['en', 'de'].includes(language ?? '') && (examples ?? 0) >= 9000,
  );
  await expect.poll(() => page.locator('tbody tr[data-index]:not(.baseline)').count()).toBe(kept.length);
  expect(await page.locator('.chip').allTextContents()).toEqual([
    'Helps? ▲ likely ✕',
    'language=en,de ✕',
    'examples>=9000 ✕',
  ]);
  expect(await page.locator('.answer').textContent()).toBe(answer);
  await page.getByRole('button', { name: 'Remove filter: language=en,de' }).click();
  expect(await page.locator('.chip').count()).toBe(2);
  await page.getByRole('button', { name: 'Remove filter: examples>=9000' }).click();
  await expect.poll(() => count.textContent()).toBe('9 of 33 tasks');
  await page.getByRole('button', { name: 'Remove filter: Helps? ▲ likely' }).click();
  await expect.poll(() => count.textContent()).toBe('33 tasks');
  await close();
});

test('the grammar is that of --filter, both ways, and a mistake is told', async () => {
  const { page, show, state, close } = await stage.open();
  await show(manyTasks());
  await page.getByRole('button', { name: 'Filter' }).click();
  const text = page.getByLabel('Filter', { exact: true });
  await page.getByLabel('Name contains').fill('xnli');
  expect(await text.inputValue()).toBe('task~xnli');
  await text.fill('language=de task!~amazon');
  await page.getByRole('checkbox', { name: /^de / }).isChecked();
  expect(await page.locator('.chip').allTextContents()).toEqual(['language=de ✕', 'task!~amazon ✕']);
  expect(await page.locator('tbody th.name').filter({ hasText: 'amazon' }).count()).toBe(0);
  await text.fill('exmaples>=3');
  await page.getByText('⚠ The filter has no field "exmaples" (character 1). Did you mean "examples"?').waitFor();
  await expect.poll(() => page.locator('.toolbar .count').textContent()).toBe('1,500 tasks');
  await text.fill('downloads>10');
  await page.getByText('⚠ A ranking does not say how often maps were downloaded.').waitFor();
  await text.fill('examples>=100000');
  await page.getByText('No task matches these filters.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Show all tasks' }).click();
  await expect.poll(() => page.locator('.chip').count()).toBe(0);
  expect(JSON.stringify(await state())).toContain('"filter":""');
  await close();
});

test.each(themeNames)('axe finds nothing in the open filters: %s', async (theme) => {
  const { page, show, close } = await stage.open({ theme });
  await show(clearlyHelps());
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('checkbox', { name: /^en / }).check();
  await page.getByLabel('Filter', { exact: true }).fill('nothing');
  expect(await violations(page)).toEqual([]);
  await close();
});

test('rows are copied as they are shown: for a spreadsheet, with headers, as Markdown', async () => {
  const { page, show, messages, close } = await stage.open({ actions: ['copy'] });
  await show(someTasks());
  await page.getByRole('searchbox').fill('imdb');
  const copied = async (label: string) => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('button', { name: label, exact: true }).click();
    await page.getByText('Done: copy.').waitFor();
    const last = (await messages()).at(-1);
    return last instanceof Object && 'text' in last ? String(last.text) : '';
  };
  const heads = (await page.getByRole('columnheader').allTextContents()).map((head) => head.replace(/[▾▴]/g, ''));
  const rows = await copied('Rows');
  expect(rows.split('\n')).toHaveLength(1);
  expect(rows.split('\t').slice(0, 2)).toEqual(['2', 'stanfordnlp/imdb (plain_text)']);
  expect(rows).toMatch(/\t-0\.\d{4}\t/);
  expect((await copied('Rows with headers')).split('\n')[0]?.split('\t')).toEqual(heads);
  expect((await copied('Rows as Markdown')).split('\n')[2]).toMatch(/^\| 2 \| stanfordnlp\/imdb \(plain_text\) \| /);
  await close();
});

test('a plot is copied as a picture', async () => {
  const { page, show, close } = await stage.open();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await show(someTasks());
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('button', { name: 'Scores of all tasks, copy' }).click();
  await page.getByText('Copied.').waitFor();
  const kinds = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
  expect(kinds).toEqual(['image/png']);
  await close();
});
