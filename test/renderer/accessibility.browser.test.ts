import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  fortyClasses,
  manyTasks,
  partial,
  unknownVersion,
  withoutBaseline,
  withSkipped,
} from './documents/recorded.ts';
import { openStage, type Stage, themeNames } from './stage.ts';
import { violations } from './violations.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test.each(themeNames)('axe finds nothing in the theme %s, with everything open', async (theme) => {
  const { page, show, close } = await stage.open({ theme, actions: ['insert-fine-tuning-cell'] });
  await show(withSkipped());
  await show(fortyClasses(), 'second');
  const output = page.locator('#output');
  for (const summary of await output.locator('summary').all()) await summary.click();
  await output.locator('tr[data-index="18"]').scrollIntoViewIfNeeded();
  await output.locator('tr[data-index="18"]').click();
  await output.locator('tr[data-index="17"]').hover();
  await output.getByRole('combobox').selectOption({ index: 1 });
  await output.locator('.class-evidence svg').waitFor();
  expect(await violations(page)).toEqual([]);
  await output.getByRole('button', { name: 'Export' }).click();
  expect(await violations(page)).toEqual([]);
  await output.getByRole('button', { name: 'Columns' }).click();
  expect(await violations(page)).toEqual([]);
  await close();
});

test.each([
  ['an unfinished run', partial()],
  ['another version', unknownVersion()],
  ['a ranking without a baseline', withoutBaseline()],
])('axe finds nothing in %s', async (_, document) => {
  const { page, show, close } = await stage.open({ theme: 'dark' });
  await show(document);
  expect(await violations(page)).toEqual([]);
  await close();
});

test('plots say in words what they show', async () => {
  const { page, show, close } = await stage.open();
  await show(manyTasks());
  const messages = await page.getByRole('img').evaluateAll((images) => images.map((image) => image.ariaLabel));
  expect(messages).toEqual([
    'Scores of 1,500 tasks lie between −0.7057 and −0.6226. The baseline is −0.6610.',
    expect.stringMatching(/^Scores of the first 20 tasks, from nyu-mll\/glue \(cola_20\) with −0\.6226\./),
    expect.stringMatching(/^Evidence of 4 classes against the baseline\. .* helps most with "bug", by \+0\.0504\./),
  ]);
  // The library names what it draws; of that a reader hears nothing.
  await page.locator('.class-evidence').scrollIntoViewIfNeeded();
  await page.locator('.class-evidence svg').waitFor();
  expect(await page.getByRole('img').evaluateAll((images) => images.map((image) => image.ariaLabel))).toEqual(messages);
  expect(await page.locator('#outputs').ariaSnapshot()).not.toMatch(/vega|graphics-document/i);
  await close();
});

test.each([
  ['at 200 % zoom', 982, 2],
  ['in a narrow editor', 360, 1],
])('%s nothing is cut off and the page does not scroll sideways', async (_, width, zoom) => {
  const { page, show, close } = await stage.open({ width, zoom });
  await show(fortyClasses());
  await page.locator('tr[data-index="1"]').click();
  await page.locator('.top-tasks').scrollIntoViewIfNeeded();
  await page.locator('.top-tasks svg').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
  expect(await page.getByRole('columnheader', { name: 'Task' }).isVisible()).toBe(true);
  await close();
});

test('everything is reached by keyboard, in the order of the page', async () => {
  const { page, show, close } = await stage.open();
  await show(withSkipped());
  const visited: string[] = [];
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press('Tab');
    const name = await page.locator('#outputs :focus').evaluateAll((all) => {
      const element = all.at(-1);
      return element ? (element.getAttribute('aria-label') ?? element.textContent ?? '').trim() : null;
    });
    if (name === null || name === '') break;
    visited.push(name);
  }
  const expected = [
    /^What does the score mean/,
    /rows dropped/,
    /maps skipped/,
    /^Search/,
    /^Filter/,
    /^Export/,
    /^Columns/,
    /^Rank$/,
  ];
  const places = expected.map((name) => visited.findIndex((each) => name.test(each)));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
  await close();
});

test('nothing moves by itself', async () => {
  const { page, show, close } = await stage.open({ reducedMotion: true });
  await show(manyTasks());
  await page.locator('.distribution svg').waitFor();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await close();
});
