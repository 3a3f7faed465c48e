import { existsSync, lstatSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writing } from '../../src/hub/cache/cache-problem.ts';
import { safeSegments } from '../../src/hub/cache/layout.ts';
import { writeRef } from '../../src/hub/cache/write-ref.ts';
import { cachedFile } from '../../src/hub/cached-file.ts';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { hubFixture, never, problemOf } from './hub-fixture.ts';

const repository = makeRepository('model', 'owner/name', {
  'config.json': '{"same": 1}',
  'deep/er/config.json': '{"same": 1}',
  'empty.txt': '',
  'a #?%ü.txt': 'odd name',
  'model.safetensors': 'weights',
});
const dataset = makeRepository('dataset', 'owner/rows', { 'train.parquet': 'rows' });
const file = { repo: 'owner/name', revision: repository.commit, limitBytes: 1e9, signal: never };
const fixture = () => hubFixture({ repositories: [repository, dataset] });

describe('the cache', () => {
  it.each([
    ['empty.txt', ''],
    ['a #?%ü.txt', 'odd name'],
  ])('holds %s', async (path, content) => {
    await using hubs = await fixture();
    const found = await resolveFile({ hub: hubs.hub(), ...file, path });
    expect(readFileSync(found ?? '', 'utf8')).toBe(content);
    expect(await cachedFile(hubs.hub(), { ...file, path })).toEqual({
      kind: 'cached',
      path: found,
      size: content.length,
    });
  });

  it('holds files of datasets in folders of their own', async () => {
    await using hubs = await fixture();
    const path = await resolveFile({
      hub: hubs.hub(),
      repo: 'owner/rows',
      repoType: 'dataset',
      revision: dataset.commit,
      path: 'train.parquet',
      limitBytes: 1e9,
      signal: never,
    });
    expect(path).toBe(join(hubs.cacheFolder, 'datasets--owner--rows/snapshots', dataset.commit, 'train.parquet'));
    expect(readFileSync(path ?? '', 'utf8')).toBe('rows');
  });

  it('keeps equal content once', async () => {
    await using hubs = await fixture();
    for (const path of ['config.json', 'deep/er/config.json']) await resolveFile({ hub: hubs.hub(), ...file, path });
    expect(hubs.cacheFiles().filter((name) => name.includes('/blobs/')).length).toBe(1);
  });

  it('without symbolic links keeps files in their snapshot, and finds them again', async () => {
    await using hubs = await fixture();
    const hub = hubs.hub({ symlinks: false });
    const paths = ['config.json', 'deep/er/config.json', 'model.safetensors'];
    for (const path of paths) {
      const found = await resolveFile({ hub, ...file, path, ref: 'main' });
      expect(lstatSync(found ?? '').isSymbolicLink()).toBe(false);
      expect(readFileSync(found ?? '', 'utf8')).toBe(path === 'model.safetensors' ? 'weights' : '{"same": 1}');
    }
    expect(hubs.cacheFiles().filter((name) => name.includes('/blobs/'))).toEqual([]);
    const before = hubs.fake.requests.length;
    for (const path of paths) await resolveFile({ hub, ...file, path });
    expect(hubs.fake.requests.length).toBe(before);
  });

  it('without symbolic links copies a blob that links lead to', async () => {
    await using hubs = await fixture();
    const linked = await resolveFile({ hub: hubs.hub(), ...file, path: 'config.json' });
    const copied = await resolveFile({ hub: hubs.hub({ symlinks: false }), ...file, path: 'deep/er/config.json' });
    expect(lstatSync(copied ?? '').isSymbolicLink()).toBe(false);
    for (const path of [linked, copied]) expect(readFileSync(path ?? '', 'utf8')).toBe('{"same": 1}');
  });

  it('replaces a blob of the wrong size', async () => {
    await using hubs = await fixture();
    const path = await resolveFile({ hub: hubs.hub(), ...file, path: 'model.safetensors' });
    const blob = hubs.cacheFiles().find((name) => name.includes('/blobs/'));
    writeFileSync(join(hubs.cacheFolder, blob ?? ''), 'part');
    await resolveFile({ hub: hubs.hub(), ...file, revision: 'main', path: 'model.safetensors' });
    expect(readFileSync(path ?? '', 'utf8')).toBe('weights');
  });

  it('loses what killed processes left a day ago, and nothing younger', async () => {
    await using hubs = await fixture();
    const blobs = join(hubs.cacheFolder, 'models--owner--name/blobs');
    mkdirSync(blobs, { recursive: true });
    const names = [`${'a'.repeat(64)}.0123abcd.incomplete`, `${'b'.repeat(64)}.0123abcd.incomplete`, 'c'.repeat(64)];
    for (const name of names) writeFileSync(join(blobs, name), 'part');
    const old = Date.now() / 1000 - 25 * 3600;
    for (const name of [names[0], names[2]]) utimesSync(join(blobs, name ?? ''), old, old);
    await resolveFile({ hub: hubs.hub(), ...file, path: 'config.json' });
    expect(names.map((name) => existsSync(join(blobs, name)))).toEqual([false, true, true]);
  });

  it('that cannot be written still gives what it holds', async () => {
    await using hubs = await fixture();
    const path = await resolveFile({ hub: hubs.hub(), ...file, path: 'config.json' });
    // A file in the place of the folder of branches: nothing can be noted there, whoever runs this.
    writeFileSync(join(hubs.cacheFolder, 'models--owner--name/refs'), '');
    expect(await resolveFile({ hub: hubs.hub(), ...file, path: 'config.json', ref: 'main' })).toBe(path);
    expect(hubs.log.join('\n')).toContain('could not be noted');
  });

  it('notes branches and tags of any name, without a newline', async () => {
    await using hubs = await fixture();
    const sha = 'c'.repeat(40);
    await writeRef(hubs.hub(), { repo: 'owner/name' }, 'refs/convert/parquet', sha);
    const noted = join(hubs.cacheFolder, 'models--owner--name/refs/refs/convert/parquet');
    expect(readFileSync(noted, 'utf8')).toBe(sha);
    expect(await problemOf(writeRef(hubs.hub(), { repo: 'owner/name' }, '../../x', sha))).toMatchObject({
      code: 'hub-unsafe-path',
    });
  });
});

describe('what the system refuses', () => {
  it.each([
    ['ENOSPC', 'hub-disk-full'],
    ['EDQUOT', 'hub-disk-full'],
    ['EROFS', 'hub-cache-not-writable'],
    ['EACCES', 'hub-cache-not-writable'],
  ])('%s is %s', async (system, code) => {
    await using hubs = await fixture();
    const refusal = () => Promise.reject(Object.assign(new Error('refused'), { code: system }));
    expect(await problemOf(writing(hubs.hub(), refusal))).toMatchObject({ code, folder: hubs.cacheFolder });
  });
});

describe('safeSegments', () => {
  it.each(['', '/a', 'a//b', 'a/', '.', 'a/./b', '..', 'a/../b', 'a\\b', 'C:/x', 'a\0b'])('refuses %j', (path) => {
    expect(() => safeSegments('owner/name', path)).toThrow('hub-unsafe-path');
  });

  it('keeps others', () => {
    expect(safeSegments('owner/name', 'a/..b/c.d')).toEqual(['a', '..b', 'c.d']);
  });
});
