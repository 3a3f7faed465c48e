import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeRepository } from '../../fakes/hub/repository.ts';
import { Dialog } from '../pages/maps-view.ts';
import type { NotebookEditor } from '../pages/notebook-editor.ts';
import { waitUntil } from '../pages/wait-until.ts';
import { themes } from '../pages/workbench.ts';
import { processesWith } from '../processes.ts';
import { recipeNotebook } from '../recipe-notebook.ts';
import { photographFailures, type Session, sampleModel, startSampleHub, startSession } from '../session.ts';

// What surrounds a run: token, settings, commands, walkthrough, the question before a large download.

const recipe = (model: string, more = '  max-esms: 3\n') =>
  `rank:\n  dataset: package-use.csv\n  text: description\n  label: use\n  model: ${model}\n${more}`.trimEnd();
const largeModel = 'samples/large-model';
const category = 'Intermediate Task Ranker';
const fromEnvironment = 'hf_from_the_environment';
const fromPerson = 'hf_from_the_person';

let session: Session;
let notebook: NotebookEditor;
let dialog: Dialog;

beforeAll(async () => {
  session = await startSession({
    env: { HF_TOKEN: fromEnvironment },
    files: {
      'recipe.ipynb': recipeNotebook(recipe(sampleModel)),
      'large.ipynb': recipeNotebook(recipe(largeModel, '')),
    },
  });
  session.hub.state.options.token = fromEnvironment;
  dialog = new Dialog(session.page);
});

afterAll(() => session.stop());
photographFailures(() => session);

beforeEach(() => {
  session.hub.faults.clear();
  session.hub.requests.length = 0;
});

const command = (title: string) => session.workbench.runCommand(`${category}: ${title}`);
const toast = (text: string) => session.workbench.notifications.withText(text).first().waitFor();
const engines = () => processesWith(join(session.profile.extensions, 'intermediate-tasks'));
const tokensSent = () => [...new Set(session.hub.requests.map(({ headers }) => headers.authorization))];

/** Runs the recipe, and waits until it has ended well. */
async function rank(): Promise<void> {
  await notebook.runAll();
  await notebook.succeeded();
}

/** Changes settings as they are on the machine of the files; the window is not loaded again. */
function changeSettings(values: Record<string, unknown>): void {
  const folder = join(session.profile.data, 'data/Machine');
  mkdirSync(folder, { recursive: true });
  const entries = Object.entries(values).map(([name, value]) => [`intermediateTaskRanker.${name}`, value]);
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(Object.fromEntries(entries)));
}

describe('the token', () => {
  test('is that of HF_TOKEN at first', async () => {
    notebook = await session.workbench.openNotebook('recipe.ipynb');
    // Before the extension has said that the kernel is there, VS Code would ask for one.
    await notebook.kernel().filter({ hasText: 'Intermediate Task Ranking' }).waitFor();
    await rank();
    expect(tokensSent()).toContain(`Bearer ${fromEnvironment}`);
    expect(tokensSent().filter((token) => token !== undefined)).toHaveLength(1);
  });

  test('is the one that a person gave, once signed in, kept in no file', async () => {
    const { quickInput } = session.workbench;
    session.hub.state.options.token = fromPerson;
    await command('Sign In to the Hugging Face Hub');
    await quickInput.step('Sign In to the Hugging Face Hub');
    expect(await quickInput.input.getAttribute('type')).toBe('password');
    await session.screenshot('8-sign-in');
    await quickInput.filter('two words');
    await quickInput.message('Paste a token.');
    await quickInput.filter(` ${fromPerson} `);
    await quickInput.accept();
    await toast('The token is kept in the secret storage');
    await rank();
    expect(tokensSent().filter((token) => token !== undefined)).toEqual([`Bearer ${fromPerson}`]);
    const files = globSync('**/*', { cwd: session.profile.data, withFileTypes: true }).filter((file) => file.isFile());
    const holding = files.filter((file) => readFileSync(join(file.parentPath, file.name)).includes(fromPerson));
    expect(holding.map(({ name }) => name)).toEqual([]);
  });

  test('is that of HF_TOKEN again after signing out', async () => {
    session.hub.state.options.token = fromEnvironment;
    await command('Sign Out of the Hugging Face Hub');
    await toast('The token was deleted');
    await rank();
    expect(tokensSent().filter((token) => token !== undefined)).toEqual([`Bearer ${fromEnvironment}`]);
  });
});

describe('commands', () => {
  test('the status bar shows that the engine works, and leads to its log', async () => {
    const item = session.workbench.statusBarItem('Ranking engine');
    await item.waitFor({ state: 'detached' });
    session.hub.faults.add({ match: /api\/models/, fault: { kind: 'stall' }, times: 1 });
    await notebook.run();
    await item.waitFor();
    await session.screenshot('8-status-bar');
    await item.click();
    const log = session.page.locator('.panel .output-view, .panel .monaco-editor').first();
    await log.getByText('engine started').first().waitFor();
    await notebook.succeeded();
    await item.waitFor({ state: 'detached' });
  });

  test('the log is shown, without the token', async () => {
    await session.workbench.runCommand('View: Hide Panel');
    await command('Show Log');
    await session.page.locator('.panel').getByText('engine started').first().waitFor();
    await session.screenshot('8-log');
    expect(session.workbench.channelLog('Intermediate Task Ranker')).not.toMatch(/hf_from/);
  });

  test('the engine restarts: another process for the next run', async () => {
    const before = engines();
    await command('Restart Ranking Engine');
    await toast('The ranking engine was stopped');
    expect(before).toHaveLength(1);
    expect(engines()).toEqual([]);
    await rank();
    expect(engines()).toHaveLength(1);
    expect(engines()).not.toEqual(before);
  });

  test('cached embeddings are deleted after a question', async () => {
    const cached = () => globSync('cache/intermediate-task-ranker/embeddings/**/*', { cwd: session.profile.folder });
    expect(cached().length).toBeGreaterThan(0);
    await command('Clear Cached Embeddings');
    expect(await dialog.box().textContent()).toContain('Delete the cached embeddings of 1 sample (');
    await session.screenshot('8-clear-embeddings');
    await dialog.press('Delete');
    await toast('of cached embeddings.');
    expect(cached()).toEqual([]);
    await command('Clear Cached Embeddings');
    await toast('There are no cached embeddings.');
  });
});

describe('changed settings', () => {
  test('of the sample are what the next recipe proposes', async () => {
    const { workbench, page } = session;
    changeSettings({ examples: 150, seed: 7 });
    await waitUntil('the new sample size', async () => {
      await workbench.explorer.pickFromMenu('package-use.csv', 'Rank Intermediate Tasks…');
      await workbench.quickInput.step('(1/5)');
      const [first = ''] = await workbench.quickInput.options();
      if (/150 .*rows/.test(first)) return true;
      await page.keyboard.press('Escape');
      return false;
    });
    await workbench.quickInput.accept();
    await workbench.activeTab('package-use.ranking.ipynb');
    const opened = await workbench.activeNotebook();
    const text = await waitUntil('the text of the recipe', async () => (await opened.text()) || null);
    expect(text).toMatch(/examples: 150\n {2}seed: 7\n/);
    await opened.succeeded();
    await workbench.runCommand('View: Revert and Close Editor');
    notebook = await workbench.openNotebook('recipe.ipynb');
  });

  test('of the device: where it does not start, the CPU computes and the ranking says so', async () => {
    // CoreML is not on Linux. The other setting shows when both have arrived.
    changeSettings({ device: 'coreml', threads: 1 });
    await waitUntil('the end of the engine with the old settings', () => engines().length === 0);
    await rank();
    await notebook
      .outputs()
      .getByText(/coreml could not be started .*: the CPU computes the embeddings instead\./)
      .waitFor();
    await session.screenshot('8-device');
    changeSettings({});
    await waitUntil('the old settings', () => engines().length === 0);
    await rank();
  });

  test('of the Hub and its cache hold for the next run, in a new process', async () => {
    const other = await startSampleHub();
    const cacheFolder = join(session.profile.folder, 'other-cache');
    try {
      expect(engines()).toHaveLength(1);
      changeSettings({ endpoint: other.endpoint, cacheFolder });
      await waitUntil('the end of the engine with the old settings', () => engines().length === 0);
      other.state.options.token = fromEnvironment;
      await rank();
      expect(session.hub.requests).toEqual([]);
      expect(other.requests.length).toBeGreaterThan(0);
      expect(readdirSync(cacheFolder)).toContain('models--samples--bert-tiny-debian');
    } finally {
      changeSettings({});
      await waitUntil('the old settings', () => engines().length === 0);
      await other.stop();
    }
  });
});

describe('the walkthrough', () => {
  test('is listed, and one click ranks the sample', async () => {
    const { workbench, page } = session;
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.quickInput.pick(/Find the dataset to fine-tune on first/);
    const page0 = page.locator('.gettingStartedContainer');
    await page0.getByText('What is ranked').first().waitFor();
    await page0.getByText('Try the sample').first().click();
    await page0.getByRole('button', { name: 'Rank the Sample' }).waitFor();
    await workbench.runCommand('View: Hide Panel');
    for (const theme of themes) {
      await workbench.setTheme(theme);
      await session.screenshot(`8-walkthrough-${theme.kind}`);
    }
    await page0.getByRole('button', { name: 'Rank the Sample' }).click();
    await workbench.activeTab('package-use.ranking.ipynb');
    const opened = await workbench.activeNotebook();
    await opened.succeeded();
    await opened
      .outputs()
      .getByRole('heading', { name: /debian-packages\/use/ })
      .waitFor();
    await session.screenshot('8-sample-ranked');
    await workbench.runCommand('View: Revert and Close Editor');
  });

  test('the sample stays open, and the icon at the top of its editor ranks it', async () => {
    const { workbench, page } = session;
    await workbench.activeTab('package-use.csv');
    const icon = page.locator('.editor-actions').getByRole('button', { name: 'Rank Intermediate Tasks…' });
    await session.screenshot('8-editor-title');
    await icon.click();
    await workbench.quickInput.step('package-use.csv (1/5)');
    await page.keyboard.press('Escape');
  });
});

describe('a large download', () => {
  test('is asked about first; Cancel leaves nothing downloaded', async () => {
    const config = { model_type: 'bert', architectures: ['BertModel'], vocab_size: 30_522, hidden_size: 1_024 };
    const sizes = {
      intermediate_size: 4_096,
      num_hidden_layers: 24,
      num_attention_heads: 16,
      max_position_embeddings: 512,
    };
    const more = { type_vocab_size: 2, hidden_act: 'gelu', layer_norm_eps: 1e-12, pad_token_id: 0 };
    const files = { 'config.json': JSON.stringify({ ...config, ...sizes, ...more }), 'model.safetensors': 'weights' };
    session.hub.push(makeRepository('model', largeModel, files));
    const card = `---\nbase_model: ${largeModel}\ntags: [embedding_space_map]\n---\n`;
    const map = { 'README.md': card, 'config.json': '{}', 'model.safetensors': 'map' };
    session.hub.push(makeRepository('model', 'samples/ESM_large', map));
    const large = await session.workbench.openNotebook('large.ipynb');
    await large.run();
    await dialog.box().waitFor();
    const question = await dialog.box().textContent();
    expect(question).toMatch(/Download 1\.\d GB to rank 1 map\?/);
    expect(question).toContain('The base model samples/large-model is not in the cache yet: 1.3 GB.');
    await session.screenshot('8-consent');
    await dialog.press('Cancel');
    await large.failed();
    await large.outputs().getByText('Not ranked').waitFor();
    await session.screenshot('8-not-downloaded');
    expect(session.hub.requests.filter(({ url }) => /safetensors/.test(url))).toEqual([]);
    const cache = join(session.profile.folder, 'hf/hub/models--samples--large-model');
    expect(existsSync(cache) ? globSync('**/*safetensors*', { cwd: cache }) : []).toEqual([]);
  });
});
