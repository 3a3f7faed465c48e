import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { writePythonCache } from '../fakes/python-cache.ts';
import { type HubFixture, hubFixture, never, problemOf } from './hub-fixture.ts';

// Files of the cache that are not what was fetched: healed where the Hub can be asked, named where not.

const header = Buffer.from('{"w":{"dtype":"F32","shape":[50000],"data_offsets":[0,200000]}}');
const length = Buffer.alloc(8);
length.writeBigUInt64LE(BigInt(header.length));
const numbers = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7) % 253));
const contents = {
  'config.json': Buffer.from('{"base_model_name": "a/b", "task_id": "c"}'),
  'model.safetensors': Buffer.concat([length, header, numbers]),
};
type Name = keyof typeof contents;
const repository = makeRepository('model', 'owner/name', contents);
const file = { repo: 'owner/name', revision: repository.commit, limitBytes: 1e9, signal: never };
const fixture = () => hubFixture({ repositories: [repository] });

const resolve = (hubs: HubFixture, path: Name, settings = {}) =>
  resolveFile({ hub: hubs.hub(settings), ...file, ref: 'main', path });
const snapshotOf = ({ cacheFolder }: HubFixture, path: string) =>
  join(cacheFolder, 'models--owner--name/snapshots', repository.commit, path);

/** Ways in which a file of the cache comes to harm; each is given the path of its blob. */
const harms: [string, (blob: string, path: Name) => void][] = [
  ['one byte is another', (blob, path) => writeFileSync(blob, flipped(contents[path]))],
  ['the end is missing', (blob) => truncateSync(blob, statSync(blob).size - 1)],
  ['most of it is missing', (blob) => truncateSync(blob, 20)],
  ['it is empty', (blob) => truncateSync(blob, 0)],
  ['it is longer', (blob, path) => writeFileSync(blob, Buffer.concat([contents[path], Buffer.from(' ')]))],
];
const names: Name[] = ['config.json', 'model.safetensors'];
const cases = harms.flatMap(([harm, inflict]) => names.map((path) => ({ harm, inflict, path })));

function flipped(content: Buffer): Buffer {
  const other = Buffer.from(content);
  other[content.length >> 1] = (other[content.length >> 1] ?? 0) ^ 1;
  return other;
}

describe.each([
  ['links', {}],
  ['no links', { symlinks: false }],
])('a cache with %s', (_, settings) => {
  it.each(cases)('$path where $harm: fetched anew, and offline named', async ({ inflict, path }) => {
    await using hubs = await fixture();
    for (const name of names) await resolve(hubs, name, settings);
    const place = snapshotOf(hubs, path);
    inflict(realpathSync(place), path);
    const offline = await problemOf(resolve(hubs, path, { ...settings, offline: true }));
    expect(offline).toMatchObject({ code: 'hub-cached-file-damaged', path, file: realpathSync(place) });
    const before = hubs.fake.requests.length;
    expect(await resolve(hubs, path, settings)).toBe(place);
    expect(hubs.fake.requests.length).toBeGreaterThan(before);
    expect(readFileSync(place).equals(contents[path])).toBe(true);
    // Whole again for every process, with no further request.
    const after = hubs.fake.requests.length;
    expect(await resolve(hubs, path, { ...settings, offline: true })).toBe(place);
    expect(hubs.fake.requests.length).toBe(after);
    expect(hubs.cacheFiles().filter((name) => name.endsWith('.incomplete'))).toEqual([]);
  });
});

describe('a cache of Python', () => {
  it.each(cases)('$path where $harm: fetched anew', async ({ inflict, path }) => {
    await using hubs = await fixture();
    writePythonCache(hubs.cacheFolder, repository);
    expect(await resolve(hubs, path, { offline: true })).toBe(snapshotOf(hubs, path));
    inflict(realpathSync(snapshotOf(hubs, path)), path);
    expect(await problemOf(resolve(hubs, path, { offline: true }))).toMatchObject({ code: 'hub-cached-file-damaged' });
    await resolve(hubs, path);
    expect(readFileSync(snapshotOf(hubs, path)).equals(contents[path])).toBe(true);
  });

  /** Without links and without a record, as an older one left it: only the form of a file tells. */
  function withoutLinks(hubs: HubFixture): void {
    for (const path of names) {
      mkdirSync(dirname(snapshotOf(hubs, path)), { recursive: true });
      writeFileSync(snapshotOf(hubs, path), contents[path]);
    }
  }

  it.each(cases.filter(({ harm }) => /missing|empty/.test(harm)))(
    'that has no links: $path where $harm',
    async ({ inflict, path }) => {
      await using hubs = await fixture();
      withoutLinks(hubs);
      expect(await resolve(hubs, path, { offline: true })).toBe(snapshotOf(hubs, path));
      inflict(snapshotOf(hubs, path), path);
      const problem = await problemOf(resolve(hubs, path, { offline: true }));
      expect(problem).toMatchObject({ code: 'hub-cached-file-damaged', reason: 'cut-off' });
      await resolve(hubs, path);
      expect(readFileSync(snapshotOf(hubs, path)).equals(contents[path])).toBe(true);
    },
  );

  it('that has no links, and the tree of the commit: one byte is another', async () => {
    await using hubs = await fixture();
    withoutLinks(hubs);
    const files = Object.fromEntries(
      [...repository.files].map(([path, { size, gitOid, sha256 }]) => [
        path,
        { size, blob_id: gitOid, ...(sha256 === null ? {} : { lfs_sha256: sha256, lfs_size: size }) },
      ]),
    );
    const trees = join(hubs.cacheFolder, 'models--owner--name/trees');
    mkdirSync(trees);
    writeFileSync(join(trees, `${repository.commit}.json`), JSON.stringify({ format_version: 1, files }));
    for (const path of names) {
      expect(await resolve(hubs, path, { offline: true })).toBe(snapshotOf(hubs, path));
      writeFileSync(snapshotOf(hubs, path), flipped(contents[path]));
      const problem = await problemOf(resolve(hubs, path, { offline: true }));
      expect(problem).toMatchObject({ code: 'hub-cached-file-damaged', reason: 'changed' });
    }
  });
});

describe('what stands in the place of a file', () => {
  it('an empty folder goes; one with something in it is named and stays', async () => {
    await using hubs = await fixture();
    const place = snapshotOf(hubs, 'config.json');
    mkdirSync(place, { recursive: true });
    const named = { code: 'hub-cached-file-damaged', reason: 'is-folder', file: place };
    expect(await problemOf(resolve(hubs, 'config.json', { offline: true }))).toMatchObject(named);
    await resolve(hubs, 'config.json');
    expect(readFileSync(place).equals(contents['config.json'])).toBe(true);
    rmSync(place);
    mkdirSync(place);
    writeFileSync(join(place, 'mine.txt'), 'kept');
    expect(await problemOf(resolve(hubs, 'config.json'))).toMatchObject(named);
    expect(readFileSync(join(place, 'mine.txt'), 'utf8')).toBe('kept');
  });

  it('a folder where the blob belongs', async () => {
    await using hubs = await fixture();
    const blob = join(hubs.cacheFolder, 'models--owner--name/blobs', repository.files.get('config.json')?.gitOid ?? '');
    mkdirSync(blob, { recursive: true });
    await resolve(hubs, 'config.json');
    expect(readFileSync(blob).equals(contents['config.json'])).toBe(true);
  });

  it.each([['models--owner--name'], ['models--owner--name/snapshots'], ['models--owner--name/blobs']])(
    'a file where the folder %s belongs is a problem that names it',
    async (name) => {
      await using hubs = await fixture();
      const place = join(hubs.cacheFolder, name);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, 'a file');
      const problem = await problemOf(resolve(hubs, 'config.json'));
      expect(problem).toMatchObject({ code: 'hub-cache-not-writable', reason: expect.stringContaining(place) });
    },
  );

  it('links that lead nowhere, or in a circle', async () => {
    await using hubs = await fixture();
    const place = snapshotOf(hubs, 'config.json');
    mkdirSync(dirname(place), { recursive: true });
    for (const target of ['../../blobs/none', 'config.json']) {
      rmSync(place, { force: true });
      symlinkSync(target, place);
      await resolve(hubs, 'config.json');
      expect(readFileSync(place).equals(contents['config.json'])).toBe(true);
    }
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a file that nobody may read', async () => {
    await using hubs = await fixture();
    await resolve(hubs, 'config.json');
    const place = snapshotOf(hubs, 'config.json');
    chmodSync(realpathSync(place), 0);
    const problem = await problemOf(resolve(hubs, 'config.json', { offline: true }));
    expect(problem).toMatchObject({ code: 'hub-cached-file-damaged', reason: 'unreadable', detail: 'EACCES' });
    await resolve(hubs, 'config.json');
    expect(readFileSync(place).equals(contents['config.json'])).toBe(true);
  });
});

describe('a file that is whole', () => {
  it('is read once for that in a process, and again where it has changed since', async () => {
    await using hubs = await fixture();
    const path = (await resolve(hubs, 'model.safetensors')) ?? '';
    const hub = hubs.hub({ offline: true });
    const again = () => resolveFile({ hub, ...file, path: 'model.safetensors' });
    const [before, after] = [new Date(1000), new Date(2000)];
    utimesSync(path, before, before);
    expect(await again()).toBe(path);
    writeFileSync(realpathSync(path), flipped(contents['model.safetensors']));
    // Under the same time nobody looks again: that is what "once" saves.
    utimesSync(path, before, before);
    expect(await again()).toBe(path);
    utimesSync(path, after, after);
    expect(await problemOf(again())).toMatchObject({ code: 'hub-cached-file-damaged', reason: 'changed' });
  });

  it('makes a blob good for another commit only where its content is right', async () => {
    await using hubs = await fixture();
    const next = makeRepository('model', 'owner/name', { ...contents, 'README.md': 'new' });
    const path = (await resolve(hubs, 'model.safetensors')) ?? '';
    writeFileSync(realpathSync(path), flipped(contents['model.safetensors']));
    hubs.fake.push(next);
    const found = await resolveFile({ hub: hubs.hub(), ...file, revision: next.commit, path: 'model.safetensors' });
    expect(readFileSync(found ?? '').equals(contents['model.safetensors'])).toBe(true);
  });
});

describe('a damaged file of a Hub that does not answer', () => {
  it.each([
    ['by commit', repository.commit],
    ['of a branch', 'main'],
  ])('%s is named, not used', async (_, revision) => {
    await using hubs = await fixture();
    const path = (await resolve(hubs, 'config.json')) ?? '';
    writeFileSync(realpathSync(path), flipped(contents['config.json']));
    hubs.fake.faults.add({ match: /./, fault: { kind: 'reset' } });
    const problem = await problemOf(resolveFile({ hub: hubs.hub(), ...file, revision, path: 'config.json' }));
    expect(problem).toMatchObject({ code: 'hub-cached-file-damaged', file: realpathSync(path) });
    expect(existsSync(path)).toBe(true);
  });
});
