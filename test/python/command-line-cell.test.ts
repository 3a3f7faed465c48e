import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type RankingDocument, rankingMime } from '../../src/ranking/document.ts';
import { readDocument } from '../../src/ranking/read-document.ts';
import { type FakeHub, startFakeHub } from '../fakes/hub/start-fake-hub.ts';

// The lines of docs/python-notebooks.md that call the command line, run by nbconvert in a real ipykernel, with the built program as
// `esm-rank` and the sample Hub. Skipped where there is no such Python:
//   python3 -m venv <folder> && <folder>/bin/pip install -r .ci/python-requirements.txt
//   ITR_HUB_PYTHON=<folder>/bin/python vitest run test/python

const root = resolve(import.meta.dirname, '../..');
const python = process.env.ITR_HUB_PYTHON ?? 'python3';
const ready = process.platform !== 'win32' && hasPackages();
if (!ready)
  console.warn('The lines that call the command line are not run: no Python with ipykernel (set ITR_HUB_PYTHON).');

const output = z.union([
  z.object({ output_type: z.literal('stream'), text: z.string() }),
  z.object({ output_type: z.literal('display_data'), data: z.record(z.string(), z.unknown()) }),
  z.object({ output_type: z.literal('error'), ename: z.string() }),
]);
const executed = z.object({ cells: z.tuple([z.object({ outputs: z.array(output) })]) });

let hub: FakeHub;
let folder: string;
beforeAll(async () => {
  hub = await startFakeHub({ folder: join(root, 'samples/hub') });
  folder = mkdtempSync(join(tmpdir(), 'itr-notebook-'));
  copyFileSync(join(root, 'samples/datasets/package-use.csv'), join(folder, 'package-use.csv'));
  const program = join(folder, 'esm-rank');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'dist/cli.js')}' "$@"\n`);
  chmodSync(program, 0o755);
});
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!ready)('the lines of the page, in a notebook (ITR_HUB_PYTHON)', () => {
  it('show the ranking, to those who have the renderer and to those who lack it', async () => {
    const outputs = await run(linesFor('package-use.csv'));
    const shown = outputs.find((one) => one.output_type === 'display_data');
    const document = documentOf(shown?.data[rankingMime]);
    expect(document.tasks[0]?.taskId).toBe('debian-packages/use');
    expect(document.tasks.length).toBe(33);
    expect(shown?.data['text/html']).toContain('debian-packages/use');
    expect(shown?.data['text/plain']).toMatch(/1 .*debian-packages\/use/);
    expect(outputs.flatMap((one) => (one.output_type === 'stream' ? one.text : [])).join('')).toContain(
      '33 of 33 maps',
    );
  });

  it('say what is wrong, and end the cell', async () => {
    const outputs = await run(linesFor('missing.csv'));
    expect(outputs.map((one) => one.output_type)).toEqual(['stream', 'error']);
    expect(outputs[0]).toMatchObject({ text: expect.stringContaining('missing.csv') });
    expect(outputs[1]).toMatchObject({ ename: 'CalledProcessError' });
  });
});

/** The lines as the page has them, with the sample in the place of the reader's file, columns and model. */
function linesFor(dataset: string): string {
  const page = readFileSync(join(root, 'docs/python-notebooks.md'), 'utf8');
  const lines = /```python\n(import json, shutil, subprocess\n[^`]*)```/.exec(page)?.[1] ?? '';
  const placed = lines
    .replace(
      '"tickets.csv", "--text", "text", "--label", "label"',
      `"${dataset}", "--text", "description", "--label", "use"`,
    )
    .replace('"bert-base-multilingual-uncased"', '"samples/bert-tiny-debian", "--examples", "200"');
  expect(placed).toContain('"--examples"');
  return placed;
}

async function run(source: string): Promise<z.infer<typeof output>[]> {
  const cell = { cell_type: 'code', id: 'a', metadata: {}, outputs: [], execution_count: null, source };
  const kernelspec = { name: 'python3', display_name: 'Python 3', language: 'python' };
  const file = join(folder, 'made.ipynb');
  writeFileSync(file, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells: [cell] }));
  const args = ['-m', 'nbconvert', '--to', 'notebook', '--execute', '--allow-errors', '--output', 'run.ipynb', file];
  const env = {
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    HOME: folder,
    HF_ENDPOINT: hub.endpoint,
    HF_HOME: join(folder, 'hf'),
    XDG_CACHE_HOME: join(folder, 'cache'),
  };
  await promisify(execFile)(python, args, { cwd: folder, env });
  return executed.parse(JSON.parse(joined(readFileSync(join(folder, 'run.ipynb'), 'utf8')))).cells[0].outputs;
}

/** nbformat writes texts as lists of their lines. */
function joined(notebook: string): string {
  const isLines = z.array(z.string());
  return JSON.stringify(
    JSON.parse(notebook, (key, value: unknown) => {
      const lines = isLines.safeParse(value);
      return lines.success && (key === 'text' || key.startsWith('text/')) ? lines.data.join('') : value;
    }),
  );
}

function documentOf(value: unknown): RankingDocument {
  const read = readDocument(value);
  if (read.kind !== 'document') throw new Error(JSON.stringify(read));
  return read.document;
}

function hasPackages(): boolean {
  const search = 'import sys, importlib.util as i; sys.exit(any(i.find_spec(p) is None for p in sys.argv[1:]))';
  try {
    execFileSync(python, ['-c', search, 'ipykernel', 'nbconvert'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
