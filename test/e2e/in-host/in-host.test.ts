import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { thisTarget, vsixPath } from '../../../scripts/package-vsix.ts';
import { readNotebook, savedRankings } from '../saved-notebook.ts';
import { bundleSuite } from './bundle-suite.ts';
import { jupyterPython, readByJupyter } from './jupyter.ts';
import { runInHost } from './run-in-host.ts';
import { makeSurroundings, type Surroundings } from './surroundings.ts';

// The packed extension, asked through the API of VS Code from within its extension host.

let around: Surroundings;

beforeAll(async () => {
  around = await makeSurroundings();
});

afterAll(() => around.stop());

test('the product does through the API what it promises', { timeout: 150_000 }, async () => {
  const { tests, failures, output, measured } = await runInHost({
    extension: vsixPath(thisTarget()),
    suite: await bundleSuite(join(import.meta.dirname, 'suite/product-suite.ts')),
    workspace: around.workspace,
    env: around.env,
    // Tools of assistants ask a person, whom this window lacks.
    settings: { 'chat.tools.global.autoApprove': true },
    timeoutMs: 120_000,
    logFile: join(import.meta.dirname, '../artifacts/in-host-product.log'),
  });
  expect(failures, output).toBe(0);
  expect(tests).toBeGreaterThanOrEqual(15);
  // Told, not asserted: a busy machine takes longer. What makes it fast is held by test/extension/activation.
  const { load, activate, finish } = measured;
  console.info(`activation: ${load} ms to load, ${activate} ms to call, ${finish} ms to finish`);
});

describe.skipIf(jupyterPython === null)('the saved notebook, read by Jupyter (ITR_HUB_PYTHON)', () => {
  test('is valid, and keeps its kernel, languages and outputs when nbformat writes it', async () => {
    const [saved, written] = ['ranking.ipynb', 'written.ipynb'].map((name) => join(around.workspace, name));
    if (saved === undefined || written === undefined) throw new Error('unreachable: two names give two paths');
    await readByJupyter(saved, written);
    const notebook = readNotebook(written);
    expect(notebook).toEqual(readNotebook(saved));
    expect(notebook.metadata).toMatchObject({
      kernelspec: { name: 'intermediate-task-ranking', language: 'yaml' },
      language_info: { name: 'yaml' },
    });
    const languages = notebook.cells.map(({ metadata }) => metadata.vscode?.languageId ?? 'that of the kernel');
    expect(languages).toEqual(['that of the kernel', 'python']);
    expect(savedRankings(written)[0]?.tasks).toHaveLength(33);
  });

  test('shows its ranking as HTML and as Markdown', async () => {
    const target = join(around.workspace, 'written.ipynb');
    const { html, markdown } = await readByJupyter(join(around.workspace, 'ranking.ipynb'), target);
    expect(html).toMatch(/<table.*debian-packages\/use/s);
    expect(markdown).toContain('debian-packages/use');
    for (const page of [html, markdown]) expect(page).not.toContain(around.workspace);
  });
});
