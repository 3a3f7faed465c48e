import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { listBaseModels } from '../../src/engine/maps/list-base-models.ts';
import { listEsms } from '../../src/engine/maps/list-esms.ts';
import { rank } from '../../src/engine/run/rank.ts';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import { rankRequest } from '../../src/protocol/rank-request.ts';
import { type EngineFixture, engineFixture } from '../engine-fixture.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { type HubFixture, hubFixture, never } from '../hub/hub-fixture.ts';

// One cache for this program and for Python: each finds, offline, what the other fetched. With the real huggingface_hub; skipped where
// there is none:
//   python3 -m venv <folder> && <folder>/bin/pip install -r .ci/python-requirements.txt
//   ITR_HUB_PYTHON=<folder>/bin/python vitest run test/python

const python = process.env.ITR_HUB_PYTHON ?? 'python3';
const ready = hasPackage();
if (!ready) console.warn('The cache is not shared with Python: no Python with huggingface_hub (set ITR_HUB_PYTHON).');

const weights = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 31) % 251));
const contents = { 'config.json': '{"a": 1}', 'model.safetensors': weights, 'onnx/model.txt': 'in a folder' };
const repository = makeRepository('model', 'owner/name', contents);
const missing = 'not-there.json';

const found = z.record(z.string(), z.string().nullable());

describe.skipIf(!ready)('huggingface_hub (ITR_HUB_PYTHON)', () => {
  it('reads offline what was fetched here, by branch and by commit, and knows what is absent', async () => {
    await using hubs = await hubFixture({ repositories: [repository] });
    for (const path of [...Object.keys(contents), missing]) {
      await resolveFile({
        hub: hubs.hub(),
        repo: repository.id,
        revision: repository.commit,
        ref: 'main',
        path,
        limitBytes: 1e9,
        signal: never,
      });
    }
    await hubs.fake.stop();
    for (const revision of ['main', repository.commit]) {
      const paths = found.parse(JSON.parse(await runPython(hubs, lookUp, revision)));
      expect(paths[missing]).toBe(null);
      for (const [path, content] of Object.entries(contents)) {
        expect(readFileSync(paths[path] ?? '').equals(Buffer.from(content))).toBe(true);
      }
    }
  });

  it('finds nothing to fetch in a snapshot that was fetched here', async () => {
    await using hubs = await hubFixture({ repositories: [repository] });
    for (const path of Object.keys(contents)) {
      await resolveFile({
        hub: hubs.hub(),
        repo: repository.id,
        revision: repository.commit,
        ref: 'main',
        path,
        limitBytes: 1e9,
        signal: never,
      });
    }
    const bodies = () =>
      hubs.fake.requests.filter(({ method, url }) => method === 'GET' && /resolve|xet-bridge/.test(url));
    const before = bodies().length;
    await runPython(hubs, download, 'main', 'online');
    expect(bodies().length).toBe(before);
  });

  it('fetches what is read here offline, without a request', async () => {
    await using hubs = await hubFixture({ repositories: [repository] });
    await runPython(hubs, download, 'main', 'online');
    const asked = hubs.fake.requests.length;
    const hub = hubs.hub({ offline: true });
    for (const [path, content] of Object.entries(contents)) {
      const file = { repo: repository.id, revision: repository.commit, path, limitBytes: 1e9, signal: never };
      expect(readFileSync((await resolveFile({ hub, ...file })) ?? '').equals(Buffer.from(content))).toBe(true);
    }
    expect(hubs.fake.requests.length).toBe(asked);
  });

  it('fills a cache whose maps are ranked here offline, though no list of them was ever fetched', async () => {
    await using fixture = await engineFixture();
    const maps = ['samples/ESM_debian__game', 'samples/ESM_debian__use'];
    for (const id of [model, ...maps]) await runPython(inCacheOf(fixture), download, 'main', 'online', id);
    const context = fixture.context({ offline: true });
    const asked = fixture.fake.requests.length;
    for (const cachedOnly of [true, false]) {
      const document = await rank(request({ cachedOnly }), context, { signal: never });
      expect(document.tasks.map(({ repo }) => repo).sort()).toEqual(maps);
      expect(document.warnings).toContainEqual({ code: 'run-esms-from-cache', detail: { model, esms: 2 } });
    }
    expect((await listEsms(context, { model, signal: never })).esms.map(({ repo }) => repo)).toEqual(maps);
    expect((await listBaseModels(context, never)).models).toEqual([{ model, esms: 2 }]);
    expect(fixture.fake.requests.length).toBe(asked);
  });
});

const model = 'samples/bert-tiny-debian';
const request = (settings: object) =>
  rankRequest.parse({
    dataset: 'samples/datasets/package-use.csv',
    textColumns: ['description'],
    labelColumn: 'use',
    model,
    examples: 60,
    ...settings,
  });
const inCacheOf = ({ fake, folder }: EngineFixture) => ({ fake, cacheFolder: `${folder}/hub` });

/** Paths of the files in the cache: a string, or null where the cache knows that the Hub has none. */
const lookUp = `
import json, sys
from huggingface_hub import try_to_load_from_cache, hf_hub_download
revision = sys.argv[1]
paths = {}
for name in ${JSON.stringify([...Object.keys(contents), missing])}:
    path = try_to_load_from_cache("owner/name", name, revision=revision)
    if isinstance(path, str):
        path = hf_hub_download("owner/name", name, revision=revision)
        paths[name] = path
    elif path is not None:
        paths[name] = None
print(json.dumps(paths))
`;

const download = `
import sys
from huggingface_hub import snapshot_download
snapshot_download(sys.argv[2], revision=sys.argv[1])
`;

async function runPython(
  { fake, cacheFolder }: Pick<HubFixture, 'fake' | 'cacheFolder'>,
  source: string,
  revision: string,
  way = 'offline',
  repo = repository.id,
) {
  const env = {
    ...process.env,
    HF_ENDPOINT: fake.endpoint,
    HF_HUB_CACHE: cacheFolder,
    HF_HUB_OFFLINE: way === 'offline' ? '1' : '0',
    HF_HUB_DISABLE_XET: '1',
  };
  return (await promisify(execFile)(python, ['-c', source, revision, repo], { env })).stdout;
}

function hasPackage(): boolean {
  try {
    execFileSync(python, ['-c', 'import huggingface_hub'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
