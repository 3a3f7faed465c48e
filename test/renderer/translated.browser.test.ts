import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dictionary } from '../../src/ranking/renderer-messages.ts';
import { makeReport } from '../made-map/make-report.ts';
import { clearlyHelps, manyTasks, someTasks, unknownVersion, withSkipped } from './documents/recorded.ts';
import { besideRidge } from './documents/with-estimators.ts';
import { shownTexts } from './shown-texts.ts';
import { openStage, type Stage, type StagePage } from './stage.ts';
import { allSentences, wordsIn } from './words-in.ts';

const sentences = allSentences();

/** A language in which every sentence stands within brackets: what does not is said in no language. */
const bracketed: Dictionary = {
  language: 'qps-ploc',
  sentences: Object.fromEntries(sentences.map((sentence) => [sentence, `⟦${sentence}⟧`])),
};

const actions = ['insert-fine-tuning-cell', 'rank-with-map', 'publish-map', 'open-map-folder'];

let pages: Stage;
beforeAll(async () => {
  pages = await openStage();
});
afterAll(() => pages.close());

/** Shows one after the other what the renderer can show, and calls `look` at each. */
async function lookAtAll(opened: StagePage, look: (document: unknown) => Promise<void>): Promise<void> {
  const { page, show, showReport, dispose } = opened;
  const ranking = besideRidge(clearlyHelps());
  await show(ranking);
  await page.locator('tr[data-index="2"]').click();
  await drawPlots(page, ['.distribution', '.top-tasks', '.class-evidence']);
  await look(ranking);
  for (const index of [0, 1, 2]) {
    await page.locator('.toolbar .popover > button').nth(index).click();
    await look(ranking);
    await page.keyboard.press('Escape');
  }
  const skipping = withSkipped();
  await show(skipping, 'second');
  await look([ranking, skipping]);
  await page.locator('select.compare').first().selectOption({ index: 1 });
  await page.locator('.comparison').first().waitFor();
  await look([ranking, skipping]);
  await dispose();
  const long = manyTasks();
  await show(long);
  await page.locator('.pager').waitFor();
  await look(long);
  await page.getByRole('searchbox').fill('zzz');
  await page.locator('.no-match').waitFor();
  await look(long);
  await dispose();
  await show(unknownVersion());
  await look(unknownVersion());
  await dispose();
  const report = makeReport();
  await showReport(report);
  await page.locator('.movement-plot').waitFor();
  await look(report);
}

async function drawPlots(page: Page, plots: readonly string[]): Promise<void> {
  for (const plot of plots) {
    await page.locator(plot).scrollIntoViewIfNeeded();
    await page.locator(`${plot} svg`).waitFor();
  }
}

test('every text of the page is said, but for what others named and the names of formats', async () => {
  const opened = await pages.open({ words: bracketed, actions });
  await lookAtAll(opened, async (document) => {
    const theirs = new Set(['zzz', 'CSV', 'JSON', 'Markdown', 'PNG', 'SVG', 's', 'min', ...wordsOf(textsIn(document))]);
    const unsaid = (await shownTexts(opened.page)).map(withoutBrackets).flatMap((text) => wordsOf([text]));
    expect([...new Set(unsaid.filter((word) => !theirs.has(word)))]).toEqual([]);
  });
  expect(opened.errors).toEqual([]);
  await opened.close();
});

/** What stands outside of brackets; a sentence that is cut has lost its closing one. */
function withoutBrackets(text: string): string {
  const inner = text.replaceAll(/⟦[^⟦⟧]*(?:⟧|$)/g, ' ');
  return inner === text ? text : withoutBrackets(inner);
}

function wordsOf(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.match(/\p{L}+/gu) ?? []);
}

/** All texts in a document, but not the names of its fields. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value instanceof Object ? Object.values(value).flatMap(textsIn) : [];
}

describe.each(['de', 'zh-cn'])('in %s', (language) => {
  const words = wordsIn(language);

  test('no English sentence is left', async () => {
    const opened = await pages.open({ words, actions });
    const english = sentences
      .filter((each) => words.sentences[each] !== each && wordsOf([withoutPlaces(each)]).length > 0)
      .map(patternOf);
    await lookAtAll(opened, async () => {
      const texts = await shownTexts(opened.page);
      expect(texts.filter((text) => english.some((pattern) => pattern.test(text)))).toEqual([]);
    });
    await opened.close();
  });

  test('nothing sticks out, narrow or wide', async () => {
    for (const width of [1440, 900, 700, 420]) {
      const opened = await pages.open({ words, actions, width });
      await lookAtAll(opened, async () => expect(await stickingOut(opened.page)).toEqual([]));
      await opened.close();
    }
  });
});

/** Matches the sentence with any values: by itself, or where it has four words or more also among others. */
function patternOf(sentence: string): RegExp {
  const source = sentence.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&').replaceAll(/\\\{\d+\\\}/g, '.+?');
  return new RegExp(wordsOf([withoutPlaces(sentence)]).length >= 4 ? source : `^${source}$`, 'u');
}

function withoutPlaces(sentence: string): string {
  return sentence.replaceAll(/\{\d+\}/g, ' ');
}

/** Elements that reach over the right edge of their output, or whose text is cut without a mark of it. */
function stickingOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const output of document.querySelectorAll('.output')) {
      const edge = output.getBoundingClientRect().right + 1;
      const elements = output.shadowRoot?.querySelectorAll<HTMLElement>('article *') ?? [];
      for (const element of elements) {
        if (element.closest('.table-scroller, svg, .disclosed') !== null) continue;
        if (element.getBoundingClientRect().right > edge) found.push(`${element.className}: ${element.textContent}`);
      }
    }
    return found;
  });
}

test('the next page begins in the words of the last, which a change of language takes away', async () => {
  const { page, show, close } = await pages.open({ words: wordsIn('de'), actions: [] });
  await show(someTasks());
  const article = page.locator('article.ranking');
  await page.getByRole('button', { name: 'Spalten' }).waitFor();
  expect(await article.getAttribute('lang')).toBe('de');

  const begin = async (told?: readonly string[]) => {
    await page.reload();
    await page.waitForFunction(() => 'stage' in globalThis);
    await page.evaluate((actions) => stage.start(undefined, actions), told);
  };
  await begin();
  await show(someTasks());
  expect(await article.getAttribute('lang')).toBe('de');
  expect(await page.getByRole('button', { name: 'Spalten' }).count()).toBe(1);

  await begin([]);
  await show(someTasks());
  await page.getByRole('button', { name: 'Columns' }).waitFor();
  await begin();
  await show(someTasks());
  expect(await article.getAttribute('lang')).toBe('en');
  await close();
});

test('what leaves the page is English', async () => {
  const { page, show, messages, close } = await pages.open({ words: wordsIn('de'), actions: ['copy', 'save'] });
  await show(someTasks());
  await page.getByRole('button', { name: 'Exportieren' }).click();
  await page.getByRole('button', { name: 'Zeilen mit Überschriften' }).click();
  await page.getByRole('button', { name: 'Exportieren' }).click();
  await page.getByRole('button', { name: 'Markdown', exact: true }).click();
  await expect.poll(async () => (await messages()).length).toBe(2);
  const [copied, saved] = await messages();
  expect(copied).toMatchObject({ text: expect.stringMatching(/^Rank\tTask\t/) });
  expect(saved).toMatchObject({ content: expect.stringContaining('Baseline: no intermediate task') });
  await close();
});
