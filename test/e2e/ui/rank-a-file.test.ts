import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rankByCommandLine } from '../command-line.ts';
import type { NotebookEditor } from '../pages/notebook-editor.ts';
import { themes } from '../pages/workbench.ts';
import { readNotebook, savedRankings } from '../saved-notebook.ts';
import { photographFailures, type Session, sampleModel, startSession } from '../session.ts';

// From a right click to a saved ranking. The tests follow each other as a person would.

let session: Session;
let notebook: NotebookEditor;
let file = '';

beforeAll(async () => {
  session = await startSession();
  file = join(session.workspace, 'ranking.ipynb');
});

afterAll(() => session.stop());
photographFailures(() => session);

describe('a dataset file', () => {
  test('right click, Enter: the ranking fills in a notebook', async () => {
    const { workbench } = session;
    await workbench.explorer.pickFromMenu('package-use.csv', 'Rank Intermediate Tasks…');
    await workbench.quickInput.step('Rank Intermediate Tasks: package-use.csv (1/5)');
    await workbench.quickInput.option('play Run with these guesses').waitFor();
    await session.screenshot('1-guesses');
    await workbench.quickInput.accept();
    notebook = await workbench.activeNotebook();
    expect(await notebook.kernel().textContent()).toBe('Intermediate Task Ranking');
    await notebook.succeeded();
    await notebook.outputs().getByRole('grid').waitFor();
    await notebook
      .outputs()
      .getByRole('heading', { name: /debian-packages\/use/ })
      .waitFor();
    expect((await notebook.rankingRows())[0]).toContain('debian-packages/use');
  });

  test('what is saved is the ranking of the command line for the same recipe', async () => {
    expect(await session.workbench.proposedName()).toContain('package-use.ranking.ipynb');
    notebook = await session.workbench.saveNotebookAs(file);
    const [saved] = savedRankings(file);
    const recipe = readNotebook(file).cells[1]?.source ?? '';
    const expected = await rankByCommandLine(recipe, session);
    expect(saved?.tasks).toEqual(expected.tasks);
    expect(saved?.baseline).toEqual(expected.baseline);
    expect(saved?.target).toEqual(expected.target);
    expect(saved?.partial).toBe(false);
    expect(expected.tasks).toHaveLength(33);
  });

  test('the saved notebook knows its kernel and the language of its cells, and no path of this machine', () => {
    const saved = readNotebook(file);
    expect(saved.metadata).toMatchObject({
      kernelspec: { name: 'intermediate-task-ranking', display_name: 'Intermediate Task Ranking', language: 'yaml' },
      language_info: { name: 'yaml' },
    });
    const data = saved.cells[1]?.outputs?.[0]?.data ?? {};
    expect(Object.keys(data)).toEqual([
      'application/vnd.intermediate-task-ranking.v1+json',
      'text/html',
      'text/markdown',
      'text/plain',
    ]);
    // The plots, for those who read the notebook without this extension.
    expect(String(data['text/html']).match(/<img alt="[^"]+" src="data:image\/svg\+xml;base64,/g)?.length).toBe(3);
    expect(JSON.stringify(saved)).not.toContain(session.workspace);
  });

  test('reopened, it shows the ranking without a run', async () => {
    await session.workbench.reload();
    await session.workbench.runCommand('View: Close All Editors');
    notebook = await session.workbench.openNotebook('ranking.ipynb');
    await notebook.outputs().getByRole('grid').waitFor();
    expect((await notebook.rankingRows())[0]).toContain('debian-packages/use');
    expect(await notebook.kernel().textContent()).toBe('Intermediate Task Ranking');
  });

  test.each(themes)('it is shown in $name', async (theme) => {
    const { kind } = theme;
    await session.workbench.setTheme(theme);
    await notebook.outputs().locator(`body[data-vscode-theme-kind=${kind}]`).waitFor({ state: 'attached' });
    await session.screenshot(`2-ranking-${kind}`);
  });
});

describe('several cells', () => {
  test('run one after the other', async () => {
    const { workbench } = session;
    await notebook.cell(0).locator('.view-lines').click();
    await workbench.page.keyboard.press('Escape');
    await workbench.addCodeCell(notebook);
    await notebook.setText(
      1,
      `rank:\n  dataset: verb-category.parquet\n  text: definition\n  label: category\n  model: ${sampleModel}\n  max-esms: 5`,
    );
    await notebook.runAll();
    await workbench.save(file);
    const rankings = savedRankings(file);
    expect(rankings.map((ranking) => ranking?.tasks.length)).toEqual([33, 5]);
    expect(rankings.map((ranking) => ranking?.target.source)).toEqual(['package-use.csv', 'verb-category.parquet']);
  });
});
