import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { hubFixture, never, problemOf } from './hub-fixture.ts';

const weights = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 31) % 251));
const repository = makeRepository('model', 'owner/name', {
  'config.json': '{"a": 1}',
  'model.safetensors': weights,
  '1_Pooling/config.json': '{}',
});
const { commit } = repository;
const file = { repo: 'owner/name', revision: commit, limitBytes: 1e9, signal: never };
const fixture = () =>
  hubFixture({ repositories: [repository], renames: { old: 'owner/name' }, gated: ['owner/gated'] });

describe('resolveFile', () => {
  it('stores a file in large file storage as Python does, with two requests', async () => {
    await using hubs = await fixture();
    const path = await resolveFile({ hub: hubs.hub(), ...file, path: 'model.safetensors', ref: 'main' });
    const digest = createHash('sha256').update(weights).digest('hex');
    const folder = join(hubs.cacheFolder, 'models--owner--name');
    expect(path).toBe(join(folder, 'snapshots', commit, 'model.safetensors'));
    expect(readFileSync(path ?? '')).toEqual(weights);
    expect(readlinkSync(path ?? '')).toBe(`../../blobs/${digest}`);
    expect(readFileSync(join(folder, 'refs/main'), 'utf8')).toBe(commit);
    expect(hubs.fake.requests.map(({ host, status }) => [host, status])).toEqual([
      ['127.0.0.1', 302],
      ['localhost', 200],
    ]);
    expect(hubs.cacheFiles().filter((name) => name.endsWith('.incomplete'))).toEqual([]);
  });

  it('stores a regular file under its git digest, and a file of a folder one level deeper', async () => {
    await using hubs = await fixture();
    const config = await resolveFile({ hub: hubs.hub(), ...file, path: 'config.json' });
    const oid = createHash('sha1').update('blob 8\0{"a": 1}').digest('hex');
    expect(readlinkSync(config ?? '')).toBe(`../../blobs/${oid}`);
    const deeper = await resolveFile({ hub: hubs.hub(), ...file, path: '1_Pooling/config.json' });
    expect(readlinkSync(deeper ?? '')).toMatch(/^\.\.\/\.\.\/\.\.\/blobs\/[0-9a-f]{40}$/);
    expect(readFileSync(deeper ?? '', 'utf8')).toBe('{}');
  });

  it('makes no request for a file that is there', async () => {
    await using hubs = await fixture();
    const first = await resolveFile({ hub: hubs.hub(), ...file, path: 'config.json' });
    const before = hubs.fake.requests.length;
    expect(await resolveFile({ hub: hubs.hub(), ...file, path: 'config.json' })).toBe(first);
    expect(hubs.fake.requests.length).toBe(before);
  });

  it('returns null for a file that the repository has not, and asks once', async () => {
    await using hubs = await fixture();
    expect(await resolveFile({ hub: hubs.hub(), ...file, path: 'vocab.txt' })).toBeNull();
    expect(await resolveFile({ hub: hubs.hub(), ...file, path: 'vocab.txt' })).toBeNull();
    expect(hubs.fake.requests.length).toBe(1);
    expect(hubs.cacheFiles()).toEqual([`models--owner--name/.no_exist/${commit}/vocab.txt`]);
  });

  it('goes on with a repository that is moved in the middle of a run, under its old name in the cache', async () => {
    await using hubs = await fixture();
    const hub = hubs.hub();
    const config = await resolveFile({ hub, ...file, path: 'config.json' });
    const { repositories, renames } = hubs.fake.state;
    repositories.delete('model/owner/name');
    repositories.set('model/other/new-name', { ...repository, id: 'other/new-name' });
    renames.set('owner/name', 'other/new-name');
    const moved = await resolveFile({ hub, ...file, path: 'model.safetensors' });
    expect(readFileSync(moved ?? '')).toEqual(weights);
    expect(dirname(moved ?? '')).toBe(dirname(config ?? ''));
  });

  it('follows renames', async () => {
    await using hubs = await fixture();
    const path = await resolveFile({ hub: hubs.hub(), ...file, repo: 'old', path: 'config.json' });
    expect(readFileSync(path ?? '', 'utf8')).toBe('{"a": 1}');
  });

  it('fetches a file once for many who ask at the same time', async () => {
    await using hubs = await fixture();
    const hub = hubs.hub();
    const paths = await Promise.all(
      Array.from({ length: 20 }, () => resolveFile({ hub, ...file, path: 'model.safetensors' })),
    );
    expect(new Set(paths).size).toBe(1);
    expect(hubs.fake.requests.length).toBe(2);
    expect(readFileSync(paths[0] ?? '')).toEqual(weights);
  });

  it('sends the token to the Hub and never to its storage', async () => {
    await using hubs = await fixture();
    await resolveFile({ hub: hubs.hub({ token: 'hf_test' }), ...file, path: 'model.safetensors' });
    const tokens = hubs.fake.requests.map(({ host, headers }) => [host, headers.authorization]);
    expect(tokens).toEqual([
      ['127.0.0.1', 'Bearer hf_test'],
      ['localhost', undefined],
    ]);
    expect(hubs.log.join('\n')).not.toContain('hf_test');
  });

  it.each([
    ['../secret', 'hub-unsafe-path'],
    ['/etc/passwd', 'hub-unsafe-path'],
    ['a/../../b', 'hub-unsafe-path'],
    ['C:\\x', 'hub-unsafe-path'],
  ])('refuses the path %s', async (path, code) => {
    await using hubs = await fixture();
    expect(await problemOf(resolveFile({ hub: hubs.hub(), ...file, path }))).toMatchObject({ code });
    expect(hubs.fake.requests).toEqual([]);
  });

  it('tells missing repositories, revisions and tokens apart', async () => {
    await using hubs = await fixture();
    const hub = hubs.hub();
    const path = 'config.json';
    const missing = resolveFile({ hub, ...file, repo: 'owner/none', path });
    expect(await problemOf(missing)).toMatchObject({
      code: 'hub-repository-not-found',
      repo: 'owner/none',
      withToken: false,
    });
    const revision = resolveFile({ hub, ...file, revision: 'f'.repeat(40), path });
    expect(await problemOf(revision)).toMatchObject({ code: 'hub-revision-not-found' });
    const badToken = resolveFile({ hub: hubs.hub({ token: 'hf_wrong' }), ...file, path });
    const problem = await problemOf(badToken);
    expect(problem).toMatchObject({ code: 'hub-bad-token' });
    expect(JSON.stringify(problem)).not.toContain('hf_wrong');
  });

  it('works offline from the cache, and says what is missing', async () => {
    await using hubs = await fixture();
    await resolveFile({ hub: hubs.hub(), ...file, path: 'config.json', ref: 'main' });
    const before = hubs.fake.requests.length;
    const hub = hubs.hub({ offline: true });
    expect(await resolveFile({ hub, ...file, revision: 'main', path: 'config.json' })).toContain(commit);
    const missing = await problemOf(resolveFile({ hub, ...file, path: 'model.safetensors' }));
    expect(missing).toMatchObject({ code: 'hub-offline-not-cached', path: 'model.safetensors' });
    expect(hubs.fake.requests.length).toBe(before);
  });

  it('falls back to the cache for a branch when the Hub is gone', async () => {
    await using hubs = await fixture();
    const hub = hubs.hub();
    await resolveFile({ hub, ...file, revision: 'main', path: 'config.json' });
    await hubs.fake.stop();
    expect(await resolveFile({ hub, ...file, revision: 'main', path: 'config.json' })).toContain(commit);
    expect(await problemOf(resolveFile({ hub, ...file, path: 'model.safetensors' }))).toMatchObject({
      code: 'hub-unreachable',
    });
  });

  it('says when the cache cannot be written', async () => {
    await using hubs = await fixture();
    writeFileSync(join(hubs.cacheFolder, '..', 'file'), '');
    const hub = hubs.hub({ cacheFolder: join(hubs.cacheFolder, '..', 'file', 'hub') });
    expect(await problemOf(resolveFile({ hub, ...file, path: 'config.json' }))).toMatchObject({
      code: 'hub-cache-not-writable',
    });
  });

  it('lets two processes fetch the same files at once', async () => {
    await using hubs = await fixture();
    const script = join(import.meta.dirname, 'fetch-in-process.ts');
    const runs = Array.from({ length: 3 }, () => run(script, [hubs.fake.endpoint, hubs.cacheFolder, commit]));
    expect(await Promise.all(runs)).toEqual([0, 0, 0]);
    const files = hubs.cacheFiles().map((name) => name.replace(/[0-9a-f]{40,64}/g, '…'));
    const folder = 'models--owner--name';
    expect(files.sort()).toEqual([
      `${folder}/blobs/…`,
      `${folder}/blobs/…`,
      `${folder}/snapshots/…/config.json`,
      `${folder}/snapshots/…/model.safetensors`,
    ]);
  });

  it('never takes away what another client has just been given', async () => {
    for (let round = 0; round < 60; round++) {
      await using hubs = await fixture();
      const clients = Array.from({ length: 8 }, () => hubs.hub());
      const contents = clients.map(async (hub) =>
        readFile((await resolveFile({ hub, ...file, path: 'config.json' })) ?? '', 'utf8'),
      );
      expect(new Set(await Promise.all(contents)).size).toBe(1);
    }
  });
});

function run(script: string, args: string[]): Promise<number | null> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve) => child.on('exit', resolve));
}
