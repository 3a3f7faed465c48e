import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listCachedModels } from '../../src/hub/cached-models.ts';
import { listModels } from '../../src/hub/list-models.ts';
import { modelInfo } from '../../src/hub/model-info.ts';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import type { FaultKind } from '../fakes/hub/faults.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { type HubFixture, hubFixture, never, problemOf } from './hub-fixture.ts';

const tags = ['embedding_space_map'];
const card = '---\ntags: [embedding_space_map]\n---\n';
const before = makeRepository('model', 'owner/name', { 'README.md': card, 'config.json': '{"v": 1}' });
const after = makeRepository('model', 'owner/name', { 'README.md': card, 'config.json': '{"v": 2}' });
const file = { repo: 'owner/name', path: 'config.json', limitBytes: 1e9, signal: never };

/** Writes a repository into the cache as huggingface_hub leaves it. */
function writeAsPython({ cacheFolder }: HubFixture, name: string, sha: string, files: Record<string, string>): void {
  const folder = join(cacheFolder, name);
  for (const part of ['blobs', 'refs', `snapshots/${sha}`]) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'refs/main'), sha);
  for (const [path, content] of Object.entries(files)) {
    writeFileSync(join(folder, 'blobs', path), content);
    symlinkSync(`../../blobs/${path}`, join(folder, 'snapshots', sha, path));
  }
}

describe('offline', () => {
  it('knows the models that only Python fetched', async () => {
    await using hubs = await hubFixture({});
    const sha = 'a'.repeat(40);
    writeAsPython(hubs, 'models--owner--name', sha, { 'config.json': '{}', 'model.safetensors': 'w' });
    writeAsPython(hubs, 'models--gpt2', 'b'.repeat(40), { 'config.json': '{}' });
    mkdirSync(join(hubs.cacheFolder, 'models--owner--empty'));
    const hub = hubs.hub({ offline: true });
    const files = ['config.json', 'model.safetensors'];
    expect(await listCachedModels(hub)).toEqual([
      { id: 'gpt2', sha: 'b'.repeat(40), files: ['config.json'] },
      { id: 'owner/name', sha, files },
    ]);
    expect(await modelInfo({ hub, id: 'owner/name', signal: never })).toEqual({
      id: 'owner/name',
      sha,
      tags: [],
      files,
    });
    expect(readFileSync((await resolveFile({ hub, ...file, revision: sha })) ?? '', 'utf8')).toBe('{}');
    expect(hubs.fake.requests).toEqual([]);
  });

  it('takes the commit that the cache holds where the last listing named a newer one', async () => {
    await using hubs = await hubFixture({ repositories: [before] });
    await resolveFile({ hub: hubs.hub(), ...file, revision: before.commit, ref: 'main' });
    hubs.fake.push(after);
    expect((await listModels({ hub: hubs.hub(), tags, signal: never }))[0]?.sha).toBe(after.commit);
    expect((await modelInfo({ hub: hubs.hub(), id: 'owner/name', signal: never })).sha).toBe(after.commit);
    const hub = hubs.hub({ offline: true });
    expect((await listModels({ hub, tags, signal: never }))[0]?.sha).toBe(before.commit);
    expect((await modelInfo({ hub, id: 'owner/name', signal: never })).sha).toBe(before.commit);
  });

  it('says that a list was never fetched, and makes no request', async () => {
    await using hubs = await hubFixture({ repositories: [before] });
    const problem = await problemOf(listModels({ hub: hubs.hub({ offline: true }), tags, signal: never }));
    expect(problem).toEqual({ area: 'hub', code: 'hub-offline-not-cached', repo: null, path: null });
    expect(hubs.fake.requests).toEqual([]);
  });

  it('remembers which files a repository does not have', async () => {
    await using hubs = await hubFixture({ repositories: [before] });
    expect(await resolveFile({ hub: hubs.hub(), ...file, path: 'vocab.txt', revision: 'main' })).toBeNull();
    const hub = hubs.hub({ offline: true });
    expect(await resolveFile({ hub, ...file, path: 'vocab.txt', revision: 'main' })).toBeNull();
    expect(await problemOf(resolveFile({ hub, ...file, path: 'other.txt', revision: 'main' }))).toMatchObject({
      code: 'hub-offline-not-cached',
    });
  });
});

describe('a file of a branch that is in the cache', () => {
  const faults: [string, FaultKind, string | null][] = [
    ['503', { kind: 'status', status: 503 }, null],
    ['401', { kind: 'status', status: 401, message: 'Invalid username or password.' }, null],
    ['a bad token', { kind: 'status', status: 401, message: 'Invalid credentials in Authorization header' }, null],
    ['403', { kind: 'status', status: 403 }, null],
    ['gated', { kind: 'status', status: 403, errorCode: 'GatedRepo' }, null],
    ['too many requests, for long', { kind: 'rate-limit', seconds: 3000 }, null],
    ['a login page of the network', { kind: 'html' }, null],
    ['no answer', { kind: 'stall' }, null],
    ['a branch that is gone', { kind: 'status', status: 404, errorCode: 'RevisionNotFound' }, 'hub-revision-not-found'],
  ];

  it.each(faults)('under %s', async (_, fault, code) => {
    await using hubs = await hubFixture({ repositories: [before] });
    const first = await resolveFile({ hub: hubs.hub(), ...file, revision: 'main' });
    hubs.fake.faults.add({ match: /resolve/, fault });
    const again = resolveFile({
      hub: hubs.hub({}, fault.kind === 'stall' ? { headersMs: 100 } : {}),
      ...file,
      revision: 'main',
    });
    if (code === null) expect(await again).toBe(first);
    else expect(await problemOf(again)).toMatchObject({ code });
  });

  it('is the new one after a push, and the old one stays', async () => {
    await using hubs = await hubFixture({ repositories: [before] });
    const old = await resolveFile({ hub: hubs.hub(), ...file, revision: 'main' });
    hubs.fake.push(after);
    const fresh = await resolveFile({ hub: hubs.hub(), ...file, revision: 'main' });
    expect(readFileSync(fresh ?? '', 'utf8')).toBe('{"v": 2}');
    expect(readFileSync(old ?? '', 'utf8')).toBe('{"v": 1}');
    expect(readFileSync(join(hubs.cacheFolder, 'models--owner--name/refs/main'), 'utf8')).toBe(after.commit);
  });

  it('is fetched anew where its blob was deleted', async () => {
    await using hubs = await hubFixture({ repositories: [before] });
    const path = await resolveFile({ hub: hubs.hub(), ...file, revision: before.commit });
    rmSync(join(hubs.cacheFolder, 'models--owner--name/blobs'), { recursive: true });
    expect(await resolveFile({ hub: hubs.hub(), ...file, revision: before.commit })).toBe(path);
    expect(readFileSync(path ?? '', 'utf8')).toBe('{"v": 1}');
  });
});
