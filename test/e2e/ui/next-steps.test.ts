import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FrameLocator, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NotebookEditor } from '../pages/notebook-editor.ts';
import { waitUntil } from '../pages/wait-until.ts';
import { themes } from '../pages/workbench.ts';
import { recipeNotebook } from '../recipe-notebook.ts';
import { readNotebook } from '../saved-notebook.ts';
import { photographFailures, type Session, sampleModel, startSession } from '../session.ts';

// What a person does with a ranking that is there: look closer, compare, take it elsewhere, go on. The tests follow each other.

const program = join(import.meta.dirname, '../../../dist/cli.js');
const lines = ['rank:', '  dataset: package-use.csv', '  text: description', '  label: use', `  model: ${sampleModel}`];
const recipe = lines.join('\n');
const smaller = [...lines, '  examples: 200'].join('\n');

let session: Session;
let notebook: NotebookEditor;
let file = '';

beforeAll(async () => {
  session = await startSession({ files: { 'two.ipynb': recipeNotebook(recipe, smaller) } });
  file = join(session.workspace, 'two.ipynb');
  notebook = await session.workbench.openNotebook('two.ipynb');
  // Before the extension has said that the kernel is there, VS Code would ask for one.
  await notebook.kernel().filter({ hasText: 'Intermediate Task Ranking' }).waitFor();
  await notebook.runAll();
  await ranking().locator('.distribution svg').waitFor();
});

afterAll(() => session.stop());
photographFailures(() => session);

const outputs = (): FrameLocator => notebook.outputs();
/** The ranking of all rows, which is that of the notebook's first cell. */
const ranking = (): Locator => notebook.ranking('500 rows');
const row = (index: number): Locator => ranking().locator(`tr[data-index="${index}"]`);

describe('comparison', () => {
  // First: in a higher window the other ranking would be drawn.
  test('a ranking that was not scrolled to is offered and compared with', async () => {
    const choice = ranking().getByRole('combobox');
    await choice.waitFor();
    expect(await outputs().locator('article.ranking').count()).toBe(1);
    await choice.selectOption({ index: 1 });
    await ranking()
      .getByText(/Kendall tau is .* over 33 common tasks/)
      .waitFor();
    await ranking().getByRole('button', { name: 'Close comparison' }).press('Enter');
  });
});

describe('the whole picture', () => {
  /** Where it begins, in a window that is tall enough for the plots below the table. */
  const statusBar = 2400;

  // First: the details of a pinned row would push the plots down.
  // `ITR_PICTURES=1` puts the pictures into media/, where README has them from.
  test.each([
    ['light', themes.find(({ kind }) => kind === 'vscode-light')],
    ['dark', themes.find(({ kind }) => kind === 'vscode-dark')],
  ] as const)('in a tall window, %s', async (name, theme) => {
    if (theme === undefined) throw new Error('no such theme');
    const { page } = session;
    await page.setViewportSize({ width: 1640, height: statusBar + 24 });
    await session.workbench.setTheme(theme);
    await outputs().locator(`body[data-vscode-theme-kind=${theme.kind}]`).waitFor({ state: 'attached' });
    await ranking().locator('.class-evidence svg').waitFor();
    for (const plot of ['.top-tasks', '.class-evidence']) {
      const shown = await ranking().locator(plot).boundingBox();
      expect((shown?.y ?? statusBar) + (shown?.height ?? 0)).toBeLessThan(statusBar);
    }
    const path = process.env.ITR_PICTURES === undefined ? 'artifacts' : '../../media';
    const clip = { x: 352, y: 92, width: 1640 - 352, height: statusBar - 92 };
    await page.screenshot({ path: join(import.meta.dirname, '..', path, `ranking-${name}.png`), clip });
    await page.setViewportSize({ width: 1280, height: 900 });
  });
});

describe('the plots and the table are one', () => {
  test('brushing the distribution filters the table, and it can be undone', async () => {
    await brush(0.8, 1);
    const some = ranking().getByText(/^\d+ of 33 tasks$/);
    await some.waitFor();
    const count = Number(/^\d+/.exec((await some.textContent()) ?? '')?.[0]);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(33);
    expect((await notebook.rankingRows(ranking()))[0]).toContain('debian-packages/use');
    await session.screenshot('7-brushed');
    await ranking()
      .getByRole('button', { name: /^Remove filter: Score/ })
      .click();
    await ranking().getByText('33 tasks', { exact: true }).waitFor();
  });

  test('a row under the pointer is marked in the plots; a click pins it with its details', async () => {
    // While the brush held no task there were no plots below the table: they are drawn anew once they are in sight. The row is out of sight in a window of
    // usual height, and scrolling to it under the pointer is a matter of luck.
    await session.page.setViewportSize({ width: 1280, height: 2500 });
    await ranking().locator('.class-evidence svg').waitFor();
    const marks = () => ranking().locator('.distribution .layer_4_marks line').count();
    await row(4).hover();
    await expect.poll(marks).toBe(1);
    await row(4).click();
    await ranking()
      .getByText(/^Rank 4 of 33/)
      .waitFor();
    expect(await row(4).getAttribute('aria-selected')).toBe('true');
    await session.page.setViewportSize({ width: 1280, height: 900 });
  });
});

describe('exports', () => {
  test.each([
    ['CSV', 'csv', 'csv'],
    ['JSON', 'json', 'json'],
    ['Markdown', 'md', 'md'],
    ['HTML page with plots', 'html', 'html'],
  ])('%s on the disk is what the command line writes', async (label, ending, format) => {
    const saved = await exportAs(label, `mine.${ending}`);
    const expected = join(session.workspace, `expected.${ending}`);
    await byCommandLine(format, expected);
    expect(withoutTimes(saved.toString('utf8'))).toBe(withoutTimes(readFileSync(expected, 'utf8')));
  });

  test('a plot as PNG and SVG is a picture', async () => {
    const png = await exportAs(/, PNG$/, 'plot.png');
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThan(300);
    const svg = (await exportAs(/, SVG$/, 'plot.svg')).toString('utf8');
    expect(svg).toMatch(/^<svg [^>]*xmlns=/);
    expect(svg).not.toContain('var(--');
  });
});

describe('next steps', () => {
  test('two runs are compared', async () => {
    await ranking().getByRole('combobox').selectOption({ index: 1 });
    await ranking()
      .getByText(/Kendall tau is .* over 33 common tasks/)
      .waitFor();
    await ranking().locator('.compared').scrollIntoViewIfNeeded();
    await session.screenshot('7-compared');
  });

  test('a fine-tuning cell is put below its ranking, in Python, and names the task', async () => {
    // By keyboard: it lies below what the window shows.
    await ranking().getByRole('button', { name: 'Insert fine-tuning cell' }).press('Enter');
    await ranking().getByText('Inserted below. Run it with a Python kernel.').waitFor();
    await session.screenshot('7-fine-tuning-cell');
    await session.workbench.save(file);
    const [, inserted, last] = readNotebook(file).cells;
    expect(inserted?.source).toContain('load_dataset');
    expect(inserted?.source).toContain('package-use.csv');
    expect(inserted?.metadata.vscode?.languageId).toBe('python');
    expect(last?.source).toBe(smaller);
  });
});

describe('it stays and is for everybody', () => {
  test.each(themes)('axe finds nothing in $name, and colours follow the theme', async (theme) => {
    await session.workbench.setTheme(theme);
    await outputs().locator(`body[data-vscode-theme-kind=${theme.kind}]`).waitFor({ state: 'attached' });
    await ranking().scrollIntoViewIfNeeded();
    expect(await violations()).toEqual([]);
    seenColours.add(await colourOfPlots());
    await session.screenshot(`7-everything-${theme.kind}`);
  });

  test('in each theme the plots had other colours', () => {
    expect(seenColours.size).toBe(themes.length);
  });

  test('search, sorting and the pinned row are there again in a new window', async () => {
    await ranking().getByRole('searchbox').fill('debian');
    await ranking()
      .getByText(/^22 of 33 tasks$/)
      .waitFor();
    await ranking().getByRole('columnheader', { name: 'Task' }).getByRole('button').press('Enter');
    await session.workbench.save(file);
    // VS Code in a browser writes what it keeps every five seconds.
    await session.page.waitForTimeout(6_000);
    await session.workbench.reload();
    await session.workbench.activeTab('two.ipynb');
    notebook = await session.workbench.activeNotebook();
    // The window shows what it showed before, and may be far below.
    await notebook.cell().waitFor();
    await notebook.scrollToTop();
    await ranking().getByRole('grid').waitFor();
    // What the extension kept comes after the ranking is drawn.
    await waitUntil(
      'the search from before',
      async () => (await ranking().getByRole('searchbox').inputValue()) === 'debian',
    );
    expect(await ranking().locator('th[aria-sort="ascending"]').textContent()).toContain('Task');
    await ranking()
      .getByText(/^Rank 4 of 33/)
      .waitFor();
  });
});

const seenColours = new Set<string>();

function colourOfPlots(): Promise<string> {
  const cell = ranking().locator('.class-evidence .layer_0_marks path').first();
  return cell.evaluate((path) => {
    const article = path.closest('article');
    return `${getComputedStyle(path).fill} ${article === null ? '' : getComputedStyle(article).color}`;
  });
}

/** Drags the pointer over a part of the distribution, in shares of its width. */
async function brush(from: number, to: number): Promise<void> {
  const box = await ranking().locator('.distribution svg').boundingBox();
  if (box === null) throw new Error('the distribution is not drawn');
  const { mouse } = session.page;
  await mouse.move(box.x + from * box.width, box.y + box.height / 2);
  await mouse.down();
  await mouse.move(box.x + to * box.width, box.y + box.height / 2, { steps: 5 });
  await mouse.up();
}

/** Exports from the menu into a file of the workspace, through the editor's dialog. */
async function exportAs(label: string | RegExp, name: string): Promise<Buffer> {
  const { quickInput } = session.workbench;
  const path = join(session.workspace, name);
  await ranking().getByRole('button', { name: 'Export' }).click();
  // By keyboard: the panel may reach below what the window shows.
  await ranking().getByRole('button', { name: label, exact: true }).first().press('Enter');
  await quickInput.option('..').waitFor();
  await quickInput.filter(path);
  await quickInput.accept();
  await quickInput.closed();
  await ranking().getByText(`Saved ${name}.`).waitFor();
  return waitUntil(path, () => readFileSync(path));
}

async function byCommandLine(format: string, out: string): Promise<void> {
  const file = join(session.workspace, 'recipe.yaml');
  writeFileSync(file, recipe);
  const args = [program, 'rank', '--recipe', file, '--format', format, '--out', out, '--quiet'];
  await promisify(execFile)(process.execPath, args, {
    cwd: session.workspace,
    env: { ...process.env, ...session.env },
  });
}

/** The two are of two runs: when they ran and how long it took is all that may differ. */
function withoutTimes(text: string): string {
  return text
    .replaceAll(/"created": "[^"]*"/g, '"created": …')
    .replaceAll(/"(embed|fetch|score|total)Ms": \d+/g, '"$1Ms": …')
    .replaceAll(/\b\d+(\.\d+)? (ms|s)\b/g, '… s');
}

/** What axe finds in the ranking: rules, and the elements that break them. */
async function violations(): Promise<string[]> {
  const frame = await (await ranking().elementHandle())?.ownerFrame();
  // As an expression of the debugger, which the page's content security policy does not forbid.
  await frame?.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return ranking().evaluate(async (element) => {
    const { violations: found } = await Reflect.get(globalThis, 'axe').run(element);
    return found.map(({ id, nodes }: { id: string; nodes: { html: string }[] }) => {
      return `${id}: ${nodes.map(({ html }) => html).join('\n')}`;
    });
  });
}
