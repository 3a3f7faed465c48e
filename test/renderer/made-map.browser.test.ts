import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageFromRenderer } from '../../src/ranking/renderer-messages.ts';
import { makeReport } from '../made-map/make-report.ts';
import { hostileNames } from './documents/recorded.ts';
import { openStage, type Stage, themeNames } from './stage.ts';
import { violations } from './violations.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const nextSteps = ['rank-with-map', 'publish-map', 'open-map-folder'];

test('what the map is worth comes first, then each part of the report', async () => {
  const { page, showReport, errors, close } = await stage.open({ actions: nextSteps });
  await showReport(makeReport());
  expect(await page.getByRole('heading', { level: 2 }).textContent()).toBe(
    'The map tells 77 % of what fine-tuning changed.',
  );
  expect(await page.locator('.facts').textContent()).toContain('93.4 of 128');
  expect(await page.locator('.error-bars').textContent()).toBe(
    'With this map0.0692The mean of all0.211With no map0.297',
  );
  const tables = page.getByRole('table');
  expect(await tables.nth(0).locator('tbody tr').count()).toBe(2);
  expect(await tables.nth(1).locator('tbody tr').allTextContents()).toEqual([
    'praise809.9',
    'billing908.2',
    'feature request1006.5',
    'question1104.8',
    'bug1203.1',
  ]);
  expect(await tables.nth(2).getByRole('link').first().getAttribute('href')).toBe(
    'https://huggingface.co/samples/ESM_debian__use',
  );
  expect(await page.locator('.movement-plot .after').count()).toBe(200);
  expect(errors).toEqual([]);
  await close();
});

test('a class under the pointer is marked in the plot, and stays so after a click', async () => {
  const { page, showReport, close } = await stage.open();
  await showReport(makeReport());
  const marked = () => page.locator('.movement-plot .active').count();
  expect(await marked()).toBe(0);
  await page.getByRole('row', { name: /^billing/ }).hover();
  expect(await marked()).toBe(40);
  await page.getByRole('button', { name: 'billing' }).click();
  await page.getByRole('heading', { level: 2 }).hover();
  expect(await marked()).toBe(40);
  expect(await page.getByRole('button', { name: 'billing' }).getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: 'billing' }).click();
  await page.getByRole('heading', { level: 2 }).hover();
  expect(await marked()).toBe(0);
  await close();
});

test('next steps are asked of the extension, which must have said that it can do them', async () => {
  const { page, showReport, messages, close } = await stage.open({ actions: nextSteps });
  await showReport(makeReport());
  for (const name of ['Rank with it', 'Publish…', 'Open folder']) await page.getByRole('button', { name }).click();
  await page.getByText('Done: open-map-folder.').waitFor();
  const sent = (await messages()).map((message) => messageFromRenderer.parse(message));
  expect(sent).toMatchObject(nextSteps.map((type) => ({ type, map: '/somewhere/maps/ESM_tickets' })));
  await close();
  const alone = await stage.open();
  await alone.showReport(makeReport());
  expect(await alone.page.getByRole('button', { name: 'Publish…' }).count()).toBe(0);
  await alone.close();
});

test('hostile names are text', async () => {
  const { page, showReport, errors, close } = await stage.open();
  const [first = '', second = ''] = hostileNames;
  const classes = hostileNames.map((name, index) => ({ name, rows: 10, mean: index + 1 }));
  const nearestMaps = [{ repo: first, task: second, cosine: 1 }];
  await showReport(
    makeReport({ taskId: first, map: second, movement: { ...makeReport().movement, classes }, nearestMaps }),
  );
  await page.getByRole('heading', { level: 2 }).waitFor();
  expect(await page.locator('article img, article script, article iframe').count()).toBe(0);
  expect(await page.getByRole('link').count()).toBe(0);
  expect(errors).toEqual([]);
  await close();
});

test('a report without classes, points or neighbours is drawn, too', async () => {
  const { page, showReport, errors, close } = await stage.open();
  const movement = { mean: 0, classes: [], points: [], explained: [0, 0] as [number, number] };
  await showReport(makeReport({ movement, nearestMaps: [], sources: makeReport().sources.slice(0, 1) }));
  await page.getByText('No map of samples/bert-tiny-debian is in the cache').waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
  expect(errors).toEqual([]);
  await close();
});

test('a damaged report says what is wrong', async () => {
  const { page, showReport, close } = await stage.open();
  await showReport({ ...makeReport(), r2: 'much' });
  await page.getByText('This output is not a readable report of a map.').waitFor();
  await showReport({ ...makeReport(), schema: 'intermediate-task-ranker/training-report@9' });
  await page.getByText('which this version cannot show').waitFor();
  await close();
});

test.each(themeNames)('axe finds nothing in the theme %s', async (theme) => {
  const { page, showReport, close } = await stage.open({ theme, actions: nextSteps });
  const warnings = [{ code: 'training-own-texts-only', detail: { source: 'tickets.csv' } }];
  await showReport(makeReport({ warnings }));
  await page.getByRole('button', { name: 'billing' }).click();
  expect(await violations(page)).toEqual([]);
  await close();
});

test('in a narrow page nothing sticks out', async () => {
  const { page, showReport, close } = await stage.open({ width: 420 });
  await showReport(makeReport());
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(420);
  await close();
});
