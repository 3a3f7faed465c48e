import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fineTuningCell } from '../../../src/fine-tuning/fine-tuning-cell.ts';
import { trainingMime } from '../../../src/made-map/format-names.ts';
import { trainingReport } from '../../../src/protocol/training-report.ts';
import { makeFineTuning } from '../../fine-tuning/make-fine-tuning.ts';
import { MadeMap } from '../pages/made-map.ts';
import { Dialog, MapsView } from '../pages/maps-view.ts';
import type { NotebookEditor } from '../pages/notebook-editor.ts';
import { waitUntil } from '../pages/wait-until.ts';
import { themes } from '../pages/workbench.ts';
import { readNotebook, savedRankings } from '../saved-notebook.ts';
import { photographFailures, type Session, sampleModel, startSession } from '../session.ts';

// From a fine-tuned model in a folder to a map that is ranked and published. The tests follow each other.

const samples = join(import.meta.dirname, '../../../samples/training');
const command = 'Make an Embedding Space Map…';

let session: Session;
let notebook: NotebookEditor;
let made: MadeMap;

beforeAll(async () => {
  const cell = fineTuningCell(
    makeFineTuning({
      target: { source: 'task.csv', textColumns: ['text'], labelColumn: 'label', rows: 600 },
      model: { id: sampleModel },
    }),
  );
  session = await startSession({
    files: { 'tuning.ipynb': pythonNotebook(cell.replace('SAVE_TO = "fine-tuned"', 'SAVE_TO = "not-there-yet"')) },
    copied: {
      'fine-tuned': join(samples, 'bert-tiny-debian-use'),
      'task.csv': join(samples, 'package-use.csv'),
      'general-texts.csv': join(samples, 'general-texts.csv'),
    },
    env: { HF_TOKEN: 'hf_test' },
  });
});

afterAll(() => session.stop());
photographFailures(() => session);

/** A notebook with one cell of Python. */
function pythonNotebook(source: string): string {
  const cells = [{ cell_type: 'code', execution_count: null, id: 'a', metadata: {}, outputs: [], source }];
  const metadata = { language_info: { name: 'python' } };
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 });
}

describe('from the folder of a fine-tuned model', () => {
  test('the Explorer offers it on folders that hold a model, and on no others', async () => {
    const { explorer } = session.workbench;
    await explorer.pickFromMenu('fine-tuned', command);
    await session.workbench.quickInput.option('task.csv').waitFor();
    await session.page.keyboard.press('Escape');
    await explorer.file('package-use.csv').click({ button: 'right' });
    await session.page.getByRole('menuitem', { name: 'Rank Intermediate Tasks…' }).waitFor();
    expect(await session.page.getByRole('menuitem', { name: command }).count()).toBe(0);
    await session.page.keyboard.press('Escape');
  });

  test('the palette asks which model: those of the workspace, a folder elsewhere, or one on the Hub', async () => {
    const { quickInput } = session.workbench;
    await session.workbench.runCommand(`Intermediate Task Ranker: ${command}`);
    await quickInput.option('./fine-tuned').waitFor();
    const offered = (await quickInput.options()).join('\n');
    expect(offered).toMatch(/fine-tuned.*A folder elsewhere….*A model on the Hugging Face Hub…/s);
    await quickInput.pick(/A model on the Hugging Face Hub…/);
    await quickInput.filter('no name');
    await quickInput.message('A name has the form');
    await session.page.getByRole('button', { name: 'Back' }).click();
    await quickInput.pick('./fine-tuned');
    await quickInput.option('task.csv').waitFor();
    await session.page.keyboard.press('Escape');
  });

  test('each question shows what it knows, and the answers become a recipe that runs', async () => {
    const { workbench } = session;
    const { quickInput } = workbench;
    await workbench.explorer.pickFromMenu('fine-tuned', command);
    await quickInput.pick('task.csv');
    await quickInput.step('task.csv (1/5)');
    expect((await quickInput.options()).join('\n')).toContain('Make the map with these guesses');
    await session.screenshot('10-map-1-text');
    await quickInput.pick('text');
    await quickInput.step('(2/5)');
    expect((await quickInput.options()).join('\n')).toMatch(/label.*different values.*No label/s);
    await session.screenshot('10-map-2-label');
    await quickInput.pick('label');
    await quickInput.step('(3/5)');
    await quickInput.option(`${sampleModel}, 33 maps`).waitFor();
    await quickInput.pick(sampleModel);
    await quickInput.step('(4/5)');
    expect((await quickInput.options()).join('\n')).toContain('often worse than none');
    await session.screenshot('10-map-4-also');
    await quickInput.pick(/Texts of more datasets…/);
    await quickInput.tick('general-texts.csv');
    await session.screenshot('10-map-4-which');
    await quickInput.accept();
    await quickInput.step('(5/5)');
    expect(await quickInput.input.inputValue()).toBe('maps/ESM_task');
    await quickInput.accept();
    notebook = await workbench.activeNotebook();
    const recipe = await waitUntil('the recipe', async () => (await notebook.text()) || null);
    expect(recipe).toMatch(/train:\n {2}dataset: task\.csv\n {2}text: text\n {2}label: label\n/);
    expect(recipe).toContain(`base: ${sampleModel}`);
    expect(recipe).toContain('tuned: ./fine-tuned');
    expect(recipe).toContain('also: general-texts.csv');
    await notebook.succeeded();
  });
});

describe('the report of the map', () => {
  test('says what it explains, source by source, and how far each class moved', async () => {
    made = new MadeMap(notebook);
    await made.headline().waitFor();
    expect(await made.headline().textContent()).toMatch(/^The map tells \d+ % of what fine-tuning changed\.$/);
    const sources = made.article.getByRole('table').first();
    expect(await sources.locator('tbody tr').count()).toBe(2);
    // Five of the general texts are of the task too, and count once.
    expect(await sources.textContent()).toMatch(/task\.csv · text600.*general-texts\.csv · text1,495/);
    expect(await made.article.locator('.movement-plot .after').count()).toBe(500);
    await made.article.getByText('is in the cache to compare this one with').waitFor();
  });

  test('is written to the folder, and to the notebook in a form that others read', async () => {
    const folder = join(session.workspace, 'maps/ESM_task');
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['README.md', 'config.json', 'model.safetensors']));
    expect(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))).toMatchObject({
      base_model_name: sampleModel,
      esm_architecture: 'linear',
      esm_embedding_dim: 128,
    });
    const file = join(session.workspace, 'map.ipynb');
    notebook = await session.workbench.saveNotebookAs(file);
    made = new MadeMap(notebook);
    const output = readNotebook(file).cells[1]?.outputs?.[0]?.data;
    const report = trainingReport.parse(output?.[trainingMime]);
    expect(report.map).toBe(folder);
    expect(report.r2).toBeGreaterThan(0.5);
    expect(String(output?.['text/markdown'])).toContain('general-texts');
  });

  test.each(themes)('in the theme $name', async (theme) => {
    await session.workbench.setTheme(theme);
    await notebook.outputs().locator(`body[data-vscode-theme-kind=${theme.kind}]`).waitFor({ state: 'attached' });
    await made.headline().waitFor();
    await session.screenshot(`10-made-map-${theme.kind}`);
    await session.page.setViewportSize({ width: 1280, height: 1700 });
    await made.article.locator('.movement-plot').waitFor();
    await session.screenshot(`10-movement-${theme.kind}`);
    await session.page.setViewportSize({ width: 1280, height: 900 });
  });
});

describe('next steps', () => {
  test('it is ranked beside the maps of the Hub', async () => {
    const { workbench } = session;
    await made.take('Rank with it');
    await workbench.quickInput.option('package-use.csv').waitFor();
    await workbench.quickInput.pick('package-use.csv');
    await workbench.quickInput.step('Rank Intermediate Tasks: package-use.csv (1/5)');
    await workbench.quickInput.pick(/Run with these guesses/);
    const file = join(session.workspace, 'ranked.ipynb');
    const ranked = await waitUntil('the notebook of the ranking', async () => {
      const active = await workbench.activeNotebook();
      return (await active.text()).includes('+./maps/ESM_task') && active;
    });
    await ranked.succeeded();
    await workbench.saveNotebookAs(file);
    const [ranking] = savedRankings(file);
    expect(ranking?.tasks.map(({ repo }) => repo)).toContain('./maps/ESM_task');
    expect(ranking?.tasks.length).toBe(34);
  });

  test('with maps in the cache, those are named that moved the model alike', async () => {
    const { workbench } = session;
    notebook = await workbench.openNotebook('map.ipynb');
    await notebook.run();
    await notebook.succeeded();
    made = new MadeMap(notebook);
    const nearest = made.article.getByRole('table').last();
    await nearest.getByRole('link', { name: 'samples/ESM_debian__use' }).waitFor();
    expect(await nearest.locator('tbody tr').first().textContent()).toMatch(/^debian-packages\/use/);
    await nearest.scrollIntoViewIfNeeded();
    await session.screenshot('10-nearest');
  });

  test('it is published after a question that names repository, visibility, licence and files', async () => {
    const { quickInput, notifications } = session.workbench;
    const dialog = new Dialog(session.page);
    await made.take('Publish…');
    await quickInput.step('Publish ESM_task (1/2)');
    await quickInput.filter('ESM_task');
    await quickInput.message('A name has the form "owner/name".');
    await quickInput.filter('tester/ESM_task');
    await quickInput.accept();
    await quickInput.step('(2/2)');
    await session.screenshot('10-publish-visibility');
    await quickInput.pick(/Everybody/);
    await dialog.box().waitFor();
    const question = (await dialog.box().textContent()) ?? '';
    for (const named of ['tester/ESM_task', 'public', 'apache-2.0', 'README.md', 'config.json', 'model.safetensors'])
      expect(question).toContain(named);
    await session.screenshot('10-publish-question');
    await dialog.press('Cancel');
    expect(await onHub()).toBe(404);
    await made.take('Publish…');
    await quickInput.step('(1/2)');
    await quickInput.filter('tester/ESM_task');
    await quickInput.accept();
    await quickInput.pick(/Everybody/);
    await dialog.press('Publish');
    await notifications.withText('The Hub lists it among the maps').waitFor();
    await session.screenshot('10-published');
    expect(await onHub()).toBe(200);
  });

  test('its folder is opened', async () => {
    await made.take('Open folder');
    await session.workbench.explorer.file('ESM_task').first().waitFor();
  });

  test('the view of maps has it under "Made here", with the same steps', async () => {
    const view = new MapsView(session.page);
    await view.open();
    await view.row(/Made here\s*1 map/).waitFor();
    await view.row(/task.*tells \d+ %/).waitFor();
    await view.row(/task.*tells \d+ %/).hover();
    await session.screenshot('10-made-here');
    await view.press(/task.*tells \d+ %/, 'Rank with It');
    await session.workbench.quickInput.option('package-use.csv').waitFor();
    await session.page.keyboard.press('Escape');
  });
});

describe('from the cell that fine-tuned', () => {
  const action = () => notebook.editor.getByRole('button', { name: command });

  test('its end offers the map, and says so where the model is not there yet', async () => {
    await session.workbench.runCommand('View: Show Explorer');
    notebook = await session.workbench.openNotebook('tuning.ipynb');
    // The one that tells of publishing lies over the action, and takes the click while it fades.
    await session.workbench.runCommand('Notifications: Clear All Notifications');
    await action().scrollIntoViewIfNeeded();
    await session.screenshot('10-cell-action');
    await action().click();
    await session.workbench.notifications
      .withText('There is no folder not-there-yet yet: run the cell first.')
      .waitFor();
  });

  test('takes dataset, columns and base model from the cell', async () => {
    const { quickInput } = session.workbench;
    // What the cell would have written.
    const written = join(session.workspace, 'not-there-yet');
    expect(existsSync(written)).toBe(false);
    cpSync(join(samples, 'bert-tiny-debian-use'), written, { recursive: true });
    // What was just said lies over the action for ten seconds, and takes the click while it fades.
    await session.workbench.runCommand('Notifications: Clear All Notifications');
    await action().click();
    await quickInput.step('task.csv (1/5)');
    const [guesses] = await quickInput.options();
    expect(guesses).toContain('text → label');
    expect(guesses).toContain(`${sampleModel} → ./not-there-yet`);
    await session.screenshot('10-cell-guesses');
    await quickInput.pick(/Make the map with these guesses/);
    const own = await waitUntil('the notebook of the map', async () => {
      const active = await session.workbench.activeNotebook();
      return (await active.text()).includes('tuned: ./not-there-yet') && active;
    });
    await own.succeeded();
    const report = new MadeMap(own);
    await report.article.getByText('fitted on the texts of task.csv alone').waitFor();
    expect(statSync(join(session.workspace, 'maps/ESM_task/model.safetensors')).size).toBeGreaterThan(128 * 128 * 4);
  });
});

describe('what does not go well', () => {
  test('a run that is stopped says so', async () => {
    notebook = await session.workbench.openNotebook('map.ipynb');
    session.hub.faults.add({ match: /api\/models/, fault: { kind: 'stall' } });
    const asked = session.hub.requests.length;
    await notebook.run();
    await waitUntil('a question to the Hub', async () => session.hub.requests.length > asked);
    await notebook.interrupt();
    await notebook.cell().locator('.codicon-notebook-stop').waitFor({ state: 'detached' });
    await new MadeMap(notebook).article.waitFor({ state: 'detached' });
    await notebook.outputs().getByText('Interrupted before there was a result.').waitFor();
    session.hub.faults.clear();
  });

  test('a model that cannot be one is named with its line', async () => {
    const recipe = readNotebook(join(session.workspace, 'map.ipynb')).cells[1]?.source ?? '';
    expect(recipe).toContain('tuned: ./fine-tuned');
    await notebook.setText(0, recipe.trimEnd().replace('tuned: ./fine-tuned', 'tuned: ./maps'));
    await notebook.run();
    await notebook.failed();
    const output = notebook.outputs();
    await output.getByText('No map made').waitFor();
    const said = await output.locator('body').innerText();
    expect(said).toContain('Check tuned: ./maps.');
    expect(said).toMatch(/of the recipe: tuned: \.\/maps/);
    await session.screenshot('10-no-map');
  });
});

/** How the Hub answers when it is asked for the map. */
async function onHub(): Promise<number> {
  const headers = { authorization: 'Bearer hf_test' };
  return (await fetch(`${session.hub.endpoint}/api/models/tester/ESM_task`, { headers })).status;
}
