import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { NotebookEditor } from '../pages/notebook-editor.ts';
import { waitUntil } from '../pages/wait-until.ts';
import { processesWith } from '../processes.ts';
import { recipeNotebook } from '../recipe-notebook.ts';
import { savedRankings } from '../saved-notebook.ts';
import { photographFailures, type Session, sampleModel, startSession } from '../session.ts';

// Interruptions, a Hub that does not answer, an engine that dies, a window that closes.

let session: Session;
let notebook: NotebookEditor;
let file = '';

const recipe = `rank:\n  dataset: package-use.csv\n  text: description\n  label: use\n  model: ${sampleModel}\n`;

beforeAll(async () => {
  session = await startSession({ files: { 'recipe.ipynb': recipeNotebook(recipe) } });
  file = join(session.workspace, 'recipe.ipynb');
  notebook = await session.workbench.openNotebook('recipe.ipynb');
});

afterAll(() => session.stop());
photographFailures(() => session);

beforeEach(() => session.hub.faults.clear());

const enginePids = () => processesWith(join(session.profile.extensions, 'intermediate-tasks'));
const output = () => notebook.outputs().locator('.output_container').filter({ hasText: 'Not ranked' });

test('the Hub is down: the message says so, and what to do', async () => {
  session.hub.faults.add({ match: /./, fault: { kind: 'reset' } });
  await notebook.run();
  await notebook.failed(0, 90_000);
  await output().getByText('Not ranked').waitFor();
  await session.screenshot('5-hub-down');
  expect(await output().textContent()).toMatch(/Line 5 of the recipe: model: samples\/bert-tiny-debian/);
});

test('interrupted before there is a result, it says so', async () => {
  session.hub.faults.add({ match: /api\/models/, fault: { kind: 'stall' } });
  const asked = session.hub.requests.length;
  await notebook.run();
  await waitUntil('a question to the Hub', async () => session.hub.requests.length > asked);
  await notebook.interrupt();
  await notebook.cell(0).locator('.codicon-notebook-state-executing').waitFor({ state: 'detached' });
  await notebook.outputs().getByText('Interrupted before there was a result.').waitFor();
  session.hub.faults.clear();
});

test('interrupted in the middle, it keeps what was ranked', async () => {
  // Silence in an answer is given up after 30 seconds, and asked for again; that is longer than a page is waited for.
  session.hub.faults.add({ match: /xet-bridge.*ESM_wordnet.*safetensors/, fault: { kind: 'stall', bytes: 0 } });
  await notebook.run();
  await notebook.outputs().getByRole('progressbar').waitFor();
  await waitUntil('20 maps', async () => (await notebook.rankingRows()).length > 20);
  await session.screenshot('5-running');
  expect(await session.workbench.notifications.withText('Ranking intermediate tasks').count()).toBe(0);
  await session.workbench.runCommand('File: New Untitled Text File');
  await session.workbench.notifications.withText('Ranking intermediate tasks for package-use.csv').waitFor();
  await session.screenshot('5-running-out-of-sight');
  await session.workbench.runCommand('View: Close Editor');
  await session.workbench.notifications.withText('Ranking intermediate tasks').waitFor({ state: 'detached' });
  await notebook.interrupt();
  await notebook.cell(0).locator('.codicon-notebook-state-executing').waitFor({ state: 'detached' });
  await notebook.outputs().getByText('Interrupted. So far:').waitFor();
  await notebook.outputs().getByText('Run it again to go on: what was downloaded is kept.').waitFor();
  await notebook.outputs().getByRole('progressbar').waitFor({ state: 'detached' });
  await session.screenshot('5-interrupted');
  await session.workbench.save(file);
  const [saved] = savedRankings(file);
  expect(saved?.partial).toBe(true);
  expect(saved?.interrupted).toBe(true);
  expect(saved?.tasks.length).toBeGreaterThan(20);
  expect(saved?.tasks.length).toBeLessThan(33);
});

test('the engine is killed: a message, and the next run has a fresh one', async () => {
  session.hub.faults.add({ match: /ESM_wordnet.*safetensors/, fault: { kind: 'stall' } });
  await notebook.run();
  await notebook.outputs().getByRole('progressbar').waitFor();
  const [engine] = enginePids();
  process.kill(engine ?? 0, 'SIGKILL');
  await notebook.failed();
  await output().getByText('The background process ended').waitFor();
  await session.screenshot('5-engine-killed');
  session.hub.faults.clear();
  await notebook.run();
  await notebook.succeeded();
  await notebook.outputs().getByRole('grid').waitFor();
  expect(enginePids()).toHaveLength(1);
  expect(enginePids()).not.toContain(engine);
});

test.each([
  ['resets every connection', async () => session.hub.faults.add({ match: /./, fault: { kind: 'reset' } })],
  ['refuses every connection', async () => onTestFinished(await session.takeHubDown())],
])('the Hub %s: the run ends from the cache, and says so', async (_, fault) => {
  await fault();
  const before = session.hub.requests.length;
  await notebook.runAll();
  await notebook.outputs().locator('.warning', { hasText: 'did not answer' }).waitFor();
  // The two first requests of a run are given up, the first after two more tries; nothing else is asked.
  expect(session.hub.requests.length - before).toBeLessThanOrEqual(4);
  await session.screenshot('5-from-the-cache');
  await session.workbench.save(file);
  const [saved] = savedRankings(file);
  expect(saved?.warnings).toMatchObject([{ code: 'run-hub-did-not-answer', detail: { used: 'cache' } }]);
  expect(saved?.tasks).toHaveLength(33);
  expect(saved?.partial).toBe(false);
});

test('the engine can be restarted by hand', async () => {
  const before = enginePids();
  await notebook.toolbarButton('Restart Ranking Engine').click();
  await session.workbench.notifications.withText('The ranking engine was stopped').waitFor();
  expect(before).toHaveLength(1);
  expect(enginePids()).toEqual([]);
});

test('the window closes: no process is left', async () => {
  session.hub.faults.clear();
  session.hub.faults.add({ match: /ESM_wordnet.*safetensors/, fault: { kind: 'stall' } });
  await notebook.setText(0, recipe);
  await notebook.run();
  await waitUntil('the engine', () => enginePids().length === 1);
  await session.page.goto('about:blank');
  await waitUntil('the end of the engine', () => enginePids().length === 0, 15_000);
});
