import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RankingDocument } from '../../src/ranking/document.ts';
import { rankTasks } from '../../src/ranking/rank-tasks.ts';
import { clearlyHelps, fortyClasses, manyTasks, partial, someTasks } from './documents/recorded.ts';
import { openStage, type Stage, type StagePage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Text of one column, in the rows that exist. */
function column(page: Page, place: number): Promise<string[]> {
  return page.locator(`tbody tr[data-index]:not(.baseline) > :nth-child(${place})`).allTextContents();
}

function row(page: Page, index: number): Locator {
  return page.locator(`tr[data-index="${index}"]`);
}

async function withPlots(page: Page): Promise<void> {
  await page.locator('.distribution svg').waitFor();
  await page.locator('.top-tasks').scrollIntoViewIfNeeded();
  await page.locator('.class-evidence svg').waitFor();
}

/** Drags the pointer over a part of the distribution, in shares of its width. */
async function brush(page: Page, from: number, to: number): Promise<void> {
  const plot = page.locator('.distribution svg');
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (box === null) throw new Error('the distribution is not drawn');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + from * box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + to * box.width, y, { steps: 5 });
  await page.mouse.up();
}

describe('table', () => {
  let on: StagePage;
  beforeAll(async () => {
    on = await stage.open();
    await on.show(manyTasks());
  });
  afterAll(() => on.close());

  test('search narrows the table, and the count says so', async () => {
    await on.page.getByRole('searchbox').fill('xnli hypothesis');
    await on.page.getByText(/^\d+ of 1,500 tasks$/).waitFor();
    expect((await column(on.page, 2)).filter((name) => !name.startsWith('facebook/xnli ('))).toEqual([]);
    await on.page.getByRole('searchbox').fill('');
    await on.page.getByText('1,500 tasks', { exact: true }).waitFor();
  });

  test('a head sorts, and again reverses', async () => {
    const { page } = on;
    await page.getByRole('columnheader', { name: 'Examples' }).getByRole('button').click();
    expect(await page.locator('th[aria-sort="descending"]').textContent()).toContain('Examples');
    expect((await column(page, 5))[0]).toBe('10,000');
    await page.getByRole('columnheader', { name: 'Examples' }).getByRole('button').click();
    const ascending = (await column(page, 5)).map((text) => Number(text.replace(',', '')));
    expect(ascending).toEqual(ascending.toSorted((a, b) => a - b));
    expect(ascending[0]).toBeLessThan(1000);
    // Out of the order of scores, the baseline has no place.
    expect(await page.locator('tr.baseline').count()).toBe(0);
    await page.getByRole('columnheader', { name: 'Score' }).getByRole('button').click();
    expect((await column(page, 1))[0]).toBe('1');
  });

  test('columns are chosen, but those of the answer stay', async () => {
    const { page } = on;
    await page.getByRole('button', { name: 'Columns' }).click();
    expect(await page.getByRole('checkbox', { name: 'Task' }).isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: 'Map' }).check();
    await page.getByRole('checkbox', { name: 'Examples' }).uncheck();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Columns' }).evaluate((each) => each.matches(':focus'))).toBe(true);
    expect(await page.getByRole('columnheader').allTextContents()).toContain('Map');
    expect(await page.getByRole('columnheader').allTextContents()).not.toContain('Examples');
  });

  test('the keyboard reaches every row, also those of other pages', async () => {
    const { page } = on;
    await row(page, 0).focus();
    const focused = () => page.locator('tr:focus').getAttribute('aria-rowindex');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('3');
    await page.keyboard.press('PageDown');
    expect(await focused()).toBe('13');
    await page.keyboard.press('End');
    expect(await focused()).toBe('1502');
    expect(await page.locator('tr:focus').isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText(/^Rank 1,500 of 1,500/).waitFor();
    await page.keyboard.press('Home');
    expect(await focused()).toBe('2');
    await page.keyboard.press(' ');
    await page.getByText(/^Rank 1 of 1,500/).waitFor();
    await page.keyboard.press(' ');
    expect(await page.getByText(/^Rank 1 of 1,500/).count()).toBe(0);
  });

  test('only one row is in the tab order, one of the page that is shown', async () => {
    const { page } = on;
    await row(page, 3).focus();
    await page.getByRole('button', { name: 'Next' }).click();
    await row(page, 50).waitFor();
    expect(await page.locator('tr[tabindex="0"]').count()).toBe(1);
    await page.getByRole('button', { name: 'Previous' }).click();
    await row(page, 0).waitFor();
  });

  test('plain keys do not reach the notebook, others do', async () => {
    const { page } = on;
    await page.evaluate(() => {
      Reflect.set(globalThis, 'heard', []);
      window.addEventListener('keydown', ({ key }) => Reflect.get(globalThis, 'heard').push(key));
    });
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('d');
    await row(page, 3).focus();
    await page.keyboard.press('d');
    await page.keyboard.press('Control+s');
    expect(await page.evaluate(() => Reflect.get(globalThis, 'heard'))).toEqual(['Control', 's']);
    expect(await page.getByRole('searchbox').inputValue()).toBe('d');
  });
});

describe('linked selection', () => {
  test('a row under the pointer is marked in every plot, and a mark in a plot marks the row', async () => {
    const { page, show, close } = await stage.open();
    await show(someTasks());
    await withPlots(page);
    const lines = () => page.locator('.distribution .layer_4_marks line').count();
    const marked = () => page.locator('.top-tasks .layer_0_marks path, .class-evidence .layer_1_marks path').count();
    expect([await lines(), await marked()]).toEqual([0, 0]);
    await row(page, 4).hover();
    await expect.poll(lines).toBe(1);
    await expect.poll(marked).toBe(2);
    await page
      .locator('.class-evidence .layer_0_marks path')
      .nth(4 * 7)
      .hover();
    await expect.poll(() => page.locator('tr.hovered').getAttribute('data-index')).toBe('7');
    await page.locator('.top-tasks .layer_10_marks path').nth(2).click();
    await page.getByText(/^Rank 3 of 33/).waitFor();
    expect(await row(page, 2).getAttribute('aria-selected')).toBe('true');
    await row(page, 2).click();
    expect(await page.getByText(/^Rank 3 of 33/).count()).toBe(0);
    await close();
  });

  test('what a mark says stands beside the pointer at once, and pinned looks other than pointed at', async () => {
    const { page, show, close } = await stage.open();
    await show(clearlyHelps());
    await withPlots(page);
    const tip = page.locator('.plot-tip');
    await page.locator('.class-evidence .layer_0_marks path').nth(4).hover();
    expect(await tip.textContent()).toMatch(/^billing, stanfordnlp\/imdb \(plain_text\): [+−]0\.\d{4}$/);
    await page.locator('.top-tasks .layer_10_marks path').nth(2).hover();
    await expect.poll(() => tip.textContent()).toMatch(/^3\. .*: −0\.\d{4} \(\+0\.\d{4} ± 0\.\d{4}\) ▲ likely$/);
    await page.locator('.distribution .layer_0_marks path').first().hover();
    await expect.poll(() => tip.textContent()).toMatch(/^\d+ tasks? from −/);
    await page.mouse.move(2, 2);
    await expect.poll(() => tip.count()).toBe(0);
    await row(page, 1).click();
    await row(page, 4).hover();
    const frames = page.locator('.class-evidence .layer_1_marks path');
    await expect.poll(() => frames.count()).toBe(2);
    const dashes = await frames.evaluateAll((all) => all.map((frame) => frame.getAttribute('stroke-dasharray')));
    expect(new Set(dashes).size).toBe(2);
    await close();
  });

  test('brushing the distribution filters table and plots; it can be undone', async () => {
    const { page, show, close } = await stage.open();
    await show(manyTasks());
    await withPlots(page);
    await brush(page, 0.75, 0.85);
    await page.getByText(/^\d+ of 1,500 tasks$/).waitFor();
    const ranks = (await column(page, 1)).map(Number);
    expect(ranks[0]).toBeGreaterThan(1);
    const names = () => page.locator('.top-tasks .layer_9_marks text').allTextContents();
    const first = await row(page, 0).locator('th').textContent();
    await expect.poll(async () => (await names())[0]).toContain(first ?? 'no row');
    expect((await names()).length).toBe(20);
    await page.getByRole('button', { name: /^Remove filter: Score/ }).click();
    await page.getByText('1,500 tasks', { exact: true }).waitFor();
    const brushed = () => page.locator('.distribution .brush_brush path').getAttribute('d');
    await expect.poll(brushed).not.toMatch(/h[1-9]/);
    await close();
  });

  test('the same by keyboard', async () => {
    const { page, show, close } = await stage.open();
    await show(manyTasks());
    await page.getByRole('button', { name: 'Filter' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Score at least').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('-0.63');
    await page.keyboard.press('Tab');
    await page.getByText('8 of 1,500 tasks').waitFor();
    await page.keyboard.press('Escape');
    expect((await column(page, 1)).length).toBe(8);
    await close();
  });
});

describe('updates', () => {
  test('a fuller document keeps search, sort, page, brush and pin', async () => {
    const { page, show, close } = await stage.open();
    await show(partial(300));
    await withPlots(page);
    await page.getByRole('searchbox').fill('e');
    await page.getByRole('columnheader', { name: 'Task' }).getByRole('button').click();
    await page.getByRole('button', { name: 'Next' }).click();
    await row(page, 75).click();
    const pinned = await page.locator('.task-details h3').textContent();
    const input = await page.getByRole('searchbox').elementHandle();
    await show(partial(900));
    await page.getByText('900 of 1,500 maps ranked').first().waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('e');
    expect(await page.locator('th[aria-sort="ascending"]').textContent()).toContain('Task');
    await page.getByText(/^Rows 51 to 100 of/).waitFor();
    expect(await page.locator('.task-details h3').textContent()).toBe(pinned);
    // The same element: nothing was drawn from the beginning.
    expect(await input?.evaluate((element) => element.isConnected)).toBe(true);
    await close();
  });

  test('plots follow, without a second drawing', async () => {
    const { page, show, errors, close } = await stage.open();
    await show(partial(300));
    await withPlots(page);
    const svg = await page.locator('.distribution svg').elementHandle();
    const first = await page.locator('.top-tasks .layer_9_marks text').allTextContents();
    await show(manyTasks());
    const best = manyTasks().tasks[1]?.taskId ?? '';
    await expect.poll(() => page.locator('.top-tasks .layer_9_marks text').nth(1).textContent()).toContain(best);
    expect(await page.locator('.top-tasks .layer_9_marks text').allTextContents()).not.toEqual(first);
    expect(await svg?.evaluate((element) => element.isConnected)).toBe(true);
    expect(errors).toEqual([]);
    await close();
  });

  test('the state comes back with the notebook, in a new page and under a new output id', async () => {
    const before = await stage.open();
    await before.show(manyTasks());
    await before.page.getByRole('searchbox').fill('glue');
    await row(before.page, 1).click();
    const state = await before.state();
    await before.close();
    const { page, show, close } = await stage.open({ state });
    await show(manyTasks(), 'another-id');
    expect(await page.getByRole('searchbox').inputValue()).toBe('glue');
    expect(await row(page, 1).getAttribute('aria-selected')).toBe('true');
    await close();
  });

  test('a state that cannot be read is as if there were none', async () => {
    const { page, show, errors, close } = await stage.open({ state: { search: 7 } });
    await show(manyTasks());
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
    expect(errors).toEqual([]);
    await close();
  });

  test('colours follow the theme live, in the plots too', async () => {
    const { page, show, setTheme, close } = await stage.open({ theme: 'light' });
    await show(someTasks());
    await withPlots(page);
    const colours = () =>
      page
        .locator('.class-evidence .layer_0_marks path')
        .first()
        .evaluate((cell) => {
          const section = cell.closest('article');
          return [getComputedStyle(cell).fill, section ? getComputedStyle(section).color : ''];
        });
    const seen = new Set<string>();
    for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const) {
      await setTheme(theme);
      await expect.poll(() => page.locator('article.ranking').getAttribute('data-theme')).toBe(theme);
      seen.add((await colours()).join(' '));
    }
    expect(seen.size).toBe(4);
    await close();
  });
});

describe('comparison', () => {
  test('two rankings of the notebook stand side by side', async () => {
    const { page, show, dispose, close } = await stage.open();
    const first = fortyClasses();
    await show(first);
    expect(await page.getByRole('combobox').count()).toBe(0);
    await show(reversed(first), 'second');
    const output = page.locator('#output');
    await output.getByRole('combobox').selectOption({ index: 1 });
    await output.getByText('Kendall tau is −1.00 over 120 common tasks').waitFor();
    const [rank, other, change] = await output.locator('.compared tbody tr').first().locator('td').allTextContents();
    expect([rank, other, change]).toEqual(['1', '120', '▼ down 119']);
    const comparison = output.locator('.comparison');
    await comparison
      .getByText(
        'What differs: base model: google-bert/bert-base-multilingual-uncased here, FacebookAI/xlm-roberta-base in the other.',
      )
      .waitFor();
    expect(await comparison.textContent()).toMatch(/Most moved: \S+ \(\w+\), from rank \d+ here to \d+ in the other\./);
    expect(await comparison.locator('thead th').allTextContents()).toEqual([
      'Rank: bert-base-multilingual-uncased',
      'Rank: xlm-roberta-base',
      'Change',
      'Task',
    ]);
    expect(await comparison.locator('.slope-chart line').count()).toBe(15);
    await dispose('second');
    expect(await output.getByText('Kendall tau').count()).toBe(0);
    expect(await output.getByRole('combobox').count()).toBe(0);
    await close();
  });

  test('one that was not scrolled to is read from the notebook; of two of the same rows each has its time', async () => {
    const first = { ...fortyClasses(), created: '2026-11-23T10:00:00Z' };
    const unseen = { ...reversed(first), created: '2026-11-23T11:00:00Z' };
    const again = { ...first, created: '2026-11-23T12:00:00Z' };
    const { page, show, messages, close } = await stage.open({ actions: [], rankings: [first, unseen, again] });
    await show(first);
    const output = page.locator('#output');
    const choice = output.getByRole('combobox');
    await choice.waitFor();
    const times = (await choice.locator('option').allTextContents()).map((label) => label.slice(-5));
    expect(times).toEqual(['with…', '11:00', '12:00']);
    await choice.selectOption({ index: 2 });
    await output.getByText('Kendall tau is 1.00 over 120 common tasks').waitFor();
    await choice.selectOption({ index: 1 });
    await output.getByText('Kendall tau is −1.00 over 120 common tasks').waitFor();
    expect(await messages()).toEqual([]);
    await show(unseen, 'second');
    await output.getByText('Kendall tau is −1.00 over 120 common tasks').waitFor();
    expect(await choice.locator('option').count()).toBe(3);
    await close();
  });
});

function reversed(document: RankingDocument): RankingDocument {
  return {
    ...document,
    model: { ...document.model, id: 'FacebookAI/xlm-roberta-base' },
    tasks: rankTasks(document.tasks.map((task) => ({ ...task, score: -task.score }))),
  };
}
