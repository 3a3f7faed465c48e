import { readFile } from 'node:fs/promises';
import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toCsv } from '../../src/ranking/export/csv.ts';
import { toHtml } from '../../src/ranking/export/html.ts';
import { toJson } from '../../src/ranking/export/json.ts';
import { toMarkdown } from '../../src/ranking/export/markdown.ts';
import { plainLine } from '../../src/ranking/plain-text.ts';
import { drawPlots } from '../../src/ranking/plots/draw-plots.ts';
import { exportPlots } from '../../src/ranking/plots/plots.ts';
import { messageFromRenderer } from '../../src/ranking/renderer-messages.ts';
import { tasksToTry } from '../../src/ranking/shortlist.ts';
import { hostile, hostileNames, manyTasks, mayHelp, someTasks } from './documents/recorded.ts';
import { openStage, type Stage, type StagePage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Picks an entry of the export menu and returns the file that the page offers. */
async function download({ page }: StagePage, entry: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: entry, exact: true }).click();
  const file = await downloading;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** The HTML page as the command line writes it. */
async function pageFromCommandLine(): Promise<string> {
  const plots = await drawPlots(
    exportPlots(someTasks()),
    (spec) => new View(parse(spec, undefined, { ast: true }), { renderer: 'none', expr: expressionInterpreter }),
  );
  return toHtml(someTasks(), { plots });
}

describe('exports, without the extension', () => {
  test('each text format is what the command line writes', async () => {
    const on = await stage.open();
    await on.show(someTasks());
    // A search does not change what is saved.
    await on.page.getByRole('searchbox').fill('xnli');
    const expected = [
      ['CSV', 'tickets-ranking.csv', toCsv(someTasks())],
      ['JSON', 'tickets-ranking.json', toJson(someTasks())],
      ['Markdown', 'tickets-ranking.md', toMarkdown(someTasks())],
      ['HTML page with plots', 'tickets-ranking.html', await pageFromCommandLine()],
    ] as const;
    for (const [entry, name, text] of expected) {
      const file = await download(on, entry);
      expect(file.name).toBe(name);
      expect(file.bytes.toString('utf8')).toBe(text);
    }
    expect(on.errors).toEqual([]);
    await on.close();
  });

  test('plots are saved as pictures in the colours of the theme', async () => {
    const on = await stage.open({ theme: 'dark' });
    await on.show(someTasks());
    const svg = (await download(on, 'Scores of all tasks, SVG')).bytes.toString('utf8');
    expect(svg).toContain('fill="#1f1f1f"');
    expect(svg).not.toContain('var(');
    const png = await download(on, 'Evidence per class against the baseline, PNG');
    expect(png.name).toBe('tickets-class-evidence.png');
    expect(png.bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.bytes.length).toBeGreaterThan(5000);
    expect(on.errors).toEqual([]);
    await on.close();
  });

  test.each(hostileNames.filter((name) => /[<$"(]/.test(name)))(
    'a picture with the name %j is one picture with one label',
    async (name) => {
      const on = await stage.open();
      const document = hostile();
      await on.show({
        ...document,
        tasks: document.tasks.map((task) => ({ ...task, taskId: name, taskSubset: null })),
      });
      const svg = (await download(on, 'First tasks against the baseline, SVG')).bytes.toString('utf8');
      const seen = await on.page.evaluate((text) => {
        const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
        const all = [root, ...root.querySelectorAll('*')];
        return {
          tags: [...new Set(all.map(({ tagName }) => tagName))],
          attributes: [...new Set(all.flatMap((each) => each.getAttributeNames()))],
          label: root.getAttribute('aria-label'),
          texts: [...root.querySelectorAll('text')].map(({ textContent }) => textContent),
        };
      }, svg);
      const known = ['svg', 'g', 'path', 'line', 'text', 'rect', 'defs', 'clipPath'];
      expect(seen.tags.filter((tag) => !known.includes(tag))).toEqual([]);
      expect(seen.attributes.filter((each) => /^on|href|^src/.test(each))).toEqual([]);
      expect(seen.label).toContain(` from ${plainLine(name)} with `);
      expect(
        seen.texts.some((text) => text !== null && text.length > 5 && plainLine(name).includes(text.replace('…', ''))),
      ).toBe(true);
      await on.close();
    },
  );

  test('the saved page shows table and plots, runs nothing and fetches nothing', async () => {
    const on = await stage.open();
    await on.show(hostile());
    const { bytes } = await download(on, 'HTML page with plots');
    await on.close();
    const context = await stage.browser.newContext({ javaScriptEnabled: true });
    const page = await context.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.setContent(bytes.toString('utf8'));
    expect(await page.locator('figure svg').count()).toBe(3);
    expect(await page.locator('tbody tr').count()).toBe(hostile().tasks.length + 1);
    expect(await page.evaluate(() => Reflect.get(globalThis, 'wasRun') ?? null)).toBeNull();
    expect(requests).toEqual([]);
    await context.close();
  });
});

describe('with the extension', () => {
  test('it saves the files, inserts the cell and copies', async () => {
    const on = await stage.open({ actions: ['save', 'copy', 'insert-fine-tuning-cell'] });
    await on.show(manyTasks());
    await on.page.getByRole('button', { name: 'Export' }).click();
    await on.page.getByRole('button', { name: 'CSV' }).click();
    await on.page.getByText('Done: save.').waitFor();
    await on.page.locator('tr[data-index="1"]').click();
    await on.page.getByRole('button', { name: 'Insert fine-tuning cell' }).click();
    await on.page.getByText('Done: insert-fine-tuning-cell.').waitFor();
    await on.page.getByRole('button', { name: 'Copy map id' }).click();
    await on.page.getByText('Done: copy.').waitFor();
    const messages = (await on.messages()).map((message) => messageFromRenderer.parse(message));
    const { target, model, tasks, warnings } = manyTasks();
    expect(messages).toEqual([
      {
        type: 'save',
        request: 1,
        name: 'tickets-ranking.csv',
        mime: 'text/csv',
        encoding: 'text',
        content: toCsv(manyTasks()),
      },
      { type: 'insert-fine-tuning-cell', request: 2, target, model, task: tasks[1], beside: [], warnings },
      { type: 'copy', request: 3, text: tasks[1]?.repo },
    ]);
    await on.close();
  });

  test('what it cannot do is not offered', async () => {
    const on = await stage.open({ actions: [] });
    await on.show(manyTasks());
    await on.page.locator('tr[data-index="1"]').click();
    await on.page.getByRole('button', { name: 'Copy map id' }).waitFor();
    expect(await on.page.getByRole('button', { name: 'Insert fine-tuning cell' }).count()).toBe(0);
    await on.close();
  });
});

describe('the next steps, beside the answer', () => {
  test('insert a cell for the tasks to try, lead to the first dataset, and copy its id', async () => {
    const on = await stage.open({ actions: ['copy', 'insert-fine-tuning-cell'] });
    const document = mayHelp();
    await on.show(document);
    const steps = on.page.getByRole('group', { name: 'Next steps' });
    const toTry = tasksToTry(document);
    // By keyboard alone: the steps are the first that one comes to.
    await on.page.keyboard.press('Tab');
    await on.page.keyboard.press('Enter');
    await steps.getByText('Done: insert-fine-tuning-cell.').waitFor();
    await on.page.keyboard.press('Tab');
    expect(await steps.locator('a:focus').getAttribute('href')).toBe(
      `https://huggingface.co/datasets/${toTry[0]?.taskId}`,
    );
    await on.page.keyboard.press('Tab');
    await on.page.keyboard.press('Enter');
    await steps.getByText('Done: copy.').waitFor();
    const { target, model, warnings } = document;
    expect((await on.messages()).map((message) => messageFromRenderer.parse(message))).toEqual([
      { type: 'insert-fine-tuning-cell', request: 1, target, model, task: toTry[0], beside: toTry.slice(1), warnings },
      { type: 'copy', request: 2, text: toTry[0]?.taskId },
    ]);
    expect(await steps.getByRole('button').first().textContent()).toMatch(/^Try (it|these (two|three|four|five|six))$/);
    await on.close();
  });

  test('offer what the page can do alone, and nothing while the ranking goes on', async () => {
    const on = await stage.open({ actions: [] });
    await on.show(mayHelp());
    const steps = on.page.getByRole('group', { name: 'Next steps' });
    expect(await steps.getByRole('button').allTextContents()).toEqual(['Copy id']);
    const { coverage } = mayHelp();
    if (coverage === null) throw new Error('no coverage');
    await on.show({ ...mayHelp(), partial: true, coverage: { ...coverage, remainingMs: 5000 } });
    await steps.waitFor({ state: 'detached' });
    await on.close();
  });
});

test('the details explain the task and lead to the Hub', async () => {
  const { page, show, close } = await stage.open();
  await show(someTasks());
  await page.locator('tr[data-index="0"]').click();
  const details = page.getByRole('article', { name: /^Details of / });
  expect(await details.getByText(/^Rank 1 of 33, score −0\.6314, \+0\.0296 against the baseline/).count()).toBe(1);
  expect(await details.getByText('Model learning rate').count()).toBe(1);
  const addresses = await details
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(addresses).toEqual([
    'https://huggingface.co/datasets/nyu-mll/glue',
    'https://huggingface.co/davidschulte/ESM_nyu-mll__glue_mnli',
  ]);
  await details.getByRole('button', { name: 'Close details' }).click();
  expect(await details.count()).toBe(0);
  await close();
});
