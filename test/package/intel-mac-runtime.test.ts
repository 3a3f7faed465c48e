import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { stage } from '../../scripts/vsix/stage.ts';
import { targets } from '../../scripts/vsix/targets.ts';
import { EngineClient } from '../../src/engine/process/engine-client.ts';
import { rankRequest } from '../../src/protocol/rank-request.ts';
import type { RankingDocument } from '../../src/ranking/document.ts';
import { startFakeHub } from '../fakes/hub/start-fake-hub.ts';

// Intel Macs get an earlier release of ONNX Runtime. Here its library for Linux takes the place of the one for macOS; everything else
// is staged as for an Intel Mac. What this cannot show: that macOS loads the library.

const root = join(import.meta.dirname, '../..');
const intelMac = targets['darwin-x64'];
const libraries = ['onnxruntime_binding.node', 'libonnxruntime.so.1'].map((name) => `bin/napi-v6/linux/x64/${name}`);
const isLinux = process.platform === 'linux' && process.arch === 'x64';
let folder = '';

beforeAll(() => {
  if (intelMac === undefined) throw new Error('there is no VSIX for Intel Macs');
  folder = mkdtempSync(join(tmpdir(), 'intel-mac-'));
  if (isLinux) stage(folder, { ...intelMac, libraries });
}, 120_000);

afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(isLinux)('the ONNX Runtime of Intel Macs', () => {
  it('ranks as the one of all others does', async () => {
    const usual = await rank(join(root, 'dist/engine.js'));
    const here = await rank(join(folder, 'dist/engine.js'));
    expect(here.tasks.map(({ repo }) => repo)).toEqual(usual.tasks.map(({ repo }) => repo));
    const difference = here.tasks.map(({ score }, index) => Math.abs(score - (usual.tasks[index]?.score ?? 0)));
    expect(here.tasks).toHaveLength(33);
    expect(Math.max(...difference)).toBeLessThan(1e-5);
  });

  it('can be loaded by one thread after another, which it could not by itself', async () => {
    expect(await threads("import './hold-onnxruntime.js';")).toBe('1.23.2 1.23.2');
    await expect(threads('')).rejects.toThrow('Module did not self-register');
  });
});

/** The ranking of a sample dataset by an engine in a process of its own, with caches of its own. */
async function rank(entry: string): Promise<RankingDocument> {
  const caches = mkdtempSync(join(folder, 'caches-'));
  vi.stubEnv('XDG_CACHE_HOME', caches);
  const hub = await startFakeHub({ folder: join(root, 'samples/hub') });
  const settings = { endpoint: hub.endpoint, cacheFolder: caches, token: null, threads: null, offline: false };
  const client = new EngineClient({ entry, settings: async () => settings, log: () => {} });
  const dataset = join(root, 'samples/datasets/package-use.csv');
  const request = rankRequest.parse({ dataset, model: 'samples/bert-tiny-debian' });
  try {
    return await client.rank(request, { signal: new AbortController().signal });
  } finally {
    await client.dispose();
    await hub.stop();
  }
}

/** Starts two threads, one after the other, that load ONNX Runtime; returns the versions that they found. */
async function threads(firstLine: string): Promise<string> {
  const program = `${firstLine}
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
const text = "import('onnxruntime-node').then(({ env }) => require('node:worker_threads').parentPort.postMessage(env.versions.node))";
const load = async () => {
  const worker = new Worker(text, { eval: true });
  // Both from the start: a thread may have ended before its message is read.
  const [[version]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')]);
  return version;
};
console.log(await load(), await load());`;
  const file = join(folder, 'dist/threads.mjs');
  writeFileSync(file, program);
  const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: join(folder, 'dist') });
  return stdout.trim();
}
