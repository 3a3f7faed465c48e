import { chmodSync, globSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Examples } from '../../../src/dataset/examples/examples.ts';
import { makeDataset } from '../../fakes/hub/dataset-repository.ts';
import type { FaultKind } from '../../fakes/hub/faults.ts';
import { csvContent, labelledTexts, parquetContent } from '../../fakes/hub/parquet-content.ts';
import type { FakeHubOptions } from '../../fakes/hub/start-fake-hub.ts';
import { beyondAnyTest, type HubFixture, hubFixture, problemOf } from '../hub-fixture.ts';
import { limitsFor } from '../one-file.ts';
import { contentRequests, open, read } from './dataset-fixture.ts';

// What each fault of the Hub does to a dataset that is read in parts.

const id = 'owner/texts';
const rows = labelledTexts(2000);
const large = makeDataset(id, {
  files: { 'README.md': '' },
  converted: { 'default/train/0000.parquet': parquetContent(rows, 1500) },
});

const theStorage = /xet-bridge/;
const theRedirect = /resolve\//;
const theFacts = /api\/datasets\/.*revision\/HEAD/;
const theConversion = /api\/datasets\/.*revision\/refs/;
const theListing = /api\/datasets\/.*\/tree\//;

const served = (options: FakeHubOptions = {}) => hubFixture({ repositories: [large], ...options });

/** Parts that lie in the folder of this program, half-written ones included. */
function keptParts({ cacheFolder }: HubFixture): string[] {
  const folder = join(dirname(cacheFolder), 'answers/ranges');
  return globSync('*/*', { cwd: folder }).map((name) => join(folder, name));
}

let clean: Examples;
beforeAll(async () => {
  await using fixture = await served();
  clean = await read(fixture.hub(), id);
  expect(keptParts(fixture).length).toBeGreaterThan(2);
});

describe('faults that pass: the rows are right', () => {
  const faults: [string, RegExp, FaultKind, number][] = [
    ['503 of the Hub', theRedirect, { kind: 'status', status: 503 }, 3],
    ['503 of the storage', theStorage, { kind: 'status', status: 503 }, 3],
    ['429 of the Hub', theRedirect, { kind: 'rate-limit', seconds: 0 }, 1],
    ['429 of the storage', theStorage, { kind: 'rate-limit', seconds: 0, retryAfter: true }, 1],
    ['the connection closed before an answer', theStorage, { kind: 'reset' }, 2],
    ['a part that is broken off', theStorage, { kind: 'cut', bytes: 1000, reset: true }, 2],
    ['a part that ends early', theStorage, { kind: 'cut', bytes: 1000, reset: false }, 2],
    ['a part without length that ends early', theStorage, { kind: 'cut', bytes: 9, reset: false, chunked: true }, 2],
    ['a shorter part that says so itself', theStorage, { kind: 'short', bytes: 1000 }, 1],
    ['no answer within the limit', theStorage, { kind: 'stall' }, 1],
    ['silence within a part', theStorage, { kind: 'stall', bytes: 1000 }, 1],
    ['a slow link', theStorage, { kind: 'slow', bytes: 20_000 }, 1],
    ['an ignored range', theStorage, { kind: 'ignore-range' }, 1],
    ['ranges that are ignored from then on', theStorage, { kind: 'ignore-range' }, 1000],
    ['503 of the facts', theFacts, { kind: 'status', status: 503 }, 2],
    ['503 of the listing', theListing, { kind: 'status', status: 503 }, 2],
    ['a listing that is broken off', theListing, { kind: 'cut', bytes: 20, reset: true }, 2],
  ];

  it.each(faults)('%s', async (_, match, fault, times) => {
    await using fixture = await served();
    fixture.fake.faults.add({ match, fault, times });
    expect(await read(fixture.hub({}, limitsFor(fault)), id)).toEqual(clean);
    expect(keptParts(fixture).filter((name) => name.endsWith('.incomplete'))).toEqual([]);
    const before = contentRequests(fixture.fake).length;
    expect(await read(fixture.hub(), id)).toEqual(clean);
    expect(contentRequests(fixture.fake).length).toBe(before);
  });
});

describe('faults that stay: a problem, and nothing wrong is kept', () => {
  const part = (from: number, all: number) => ({ 'Content-Range': `bytes ${from}-${from + 9}/${all}` });
  const faults: [string, RegExp, FaultKind, string][] = [
    ['503', theStorage, { kind: 'status', status: 503 }, 'hub-server-error'],
    ['429 for long', theRedirect, { kind: 'rate-limit', seconds: 3000 }, 'hub-rate-limited'],
    ['reset', theStorage, { kind: 'reset' }, 'hub-unreachable'],
    ['parts that never begin', theStorage, { kind: 'cut', bytes: 0, reset: true }, 'hub-unreachable'],
    ['parts of no bytes', theStorage, { kind: 'short', bytes: 0 }, 'hub-unreachable'],
    ['no answer', theStorage, { kind: 'stall' }, 'hub-timeout'],
    ['silence', theStorage, { kind: 'stall', bytes: 0 }, 'hub-timeout'],
    ['403 of the storage', theStorage, { kind: 'status', status: 403 }, 'hub-refused'],
    ['416 of the storage', theStorage, { kind: 'status', status: 416 }, 'hub-refused'],
    ['gated', theRedirect, { kind: 'status', status: 403, errorCode: 'GatedRepo' }, 'hub-gated'],
    [
      'disabled',
      theRedirect,
      { kind: 'status', status: 403, message: 'Access to this resource is disabled.' },
      'hub-disabled',
    ],
    [
      'gone since the listing',
      theRedirect,
      { kind: 'status', status: 404, errorCode: 'EntryNotFound' },
      'hub-bad-response',
    ],
    ['a page of the network', theRedirect, { kind: 'html' }, 'hub-bad-response'],
    [
      'another file than was listed',
      theRedirect,
      { kind: 'headers', headers: { 'X-Linked-ETag': `"${'a'.repeat(64)}"` } },
      'hub-bad-response',
    ],
    ['another part', theStorage, { kind: 'headers', headers: part(12, 3_000_000) }, 'hub-bad-response'],
    ['the first part for any', theStorage, { kind: 'headers', headers: part(0, 3_000_000) }, 'hub-bad-response'],
    ['a listing of no files', theListing, { kind: 'html' }, 'hub-bad-response'],
    ['503 of the listing', theListing, { kind: 'status', status: 503 }, 'hub-server-error'],
    ['503 of the conversion', theConversion, { kind: 'status', status: 503 }, 'hub-server-error'],
    [
      'a repository that is gone',
      theFacts,
      { kind: 'status', status: 404, errorCode: 'RepoNotFound' },
      'hub-repository-not-found',
    ],
  ];

  it.each(faults)('%s', async (_, match, fault, code) => {
    await using fixture = await served();
    fixture.fake.faults.add({ match, fault });
    expect(await problemOf(read(fixture.hub({}, limitsFor(fault)), id))).toMatchObject({ area: 'hub', code });
    expect(keptParts(fixture)).toEqual([]);
    expect(fixture.cacheFiles()).toEqual([]);
    // What was wrong has left nothing behind that would be wrong later.
    fixture.fake.faults.clear();
    expect(await read(fixture.hub(), id)).toEqual(clean);
  });
});

describe('flipped bytes in a part, which no digest can tell', () => {
  it.each([0, 1, 4, 8, 20, 50, 100, 500, 2000, 8000, 20_000, 60_000, 65_000, 65_530, 65_535])(
    'give rows or a problem: byte %i',
    async (byte) => {
      await using fixture = await served();
      fixture.fake.faults.add({ match: theStorage, fault: { kind: 'flip', byte } });
      const outcome = await read(fixture.hub(), id).then(
        ({ rowsRead }) => rowsRead,
        (error: unknown) => problemOf(Promise.reject(error)).then(({ area }) => area),
      );
      expect([2000, 'dataset']).toContain(outcome);
    },
  );

  it('that damaged what was kept: the next run fetches it anew', async () => {
    await using fixture = await served();
    fixture.fake.faults.add({ match: theStorage, fault: { kind: 'flip', byte: 65_530 } });
    expect(await problemOf(read(fixture.hub(), id))).toMatchObject({ area: 'dataset' });
    fixture.fake.faults.clear();
    expect(await read(fixture.hub(), id)).toEqual(clean);
  });

  it('are found where the file is small, for then it is fetched whole', async () => {
    const small = makeDataset(id, { converted: { 'default/train/0000.parquet': parquetContent(rows) } });
    await using fixture = await hubFixture({ repositories: [small] });
    fixture.fake.faults.add({ match: theStorage, fault: { kind: 'flip', byte: 5000 } });
    expect(await problemOf(read(fixture.hub(), id))).toMatchObject({ code: 'hub-corrupt-download' });
  });
});

describe('a kept part', () => {
  it.each<[string, (path: string) => void]>([
    ['that is too short', (path) => truncateSync(path, 100)],
    ['that is empty', (path) => truncateSync(path, 0)],
    ['that is too long', (path) => writeFileSync(path, Buffer.alloc(10), { flag: 'a' })],
    ['with a changed byte', (path) => writeFileSync(path, readFileSync(path).fill(7, 10, 11))],
    ['of zeros, as a machine leaves it that lost its power', (path) => writeFileSync(path, readFileSync(path).fill(0))],
  ])('%s is fetched anew', async (_, damage) => {
    await using fixture = await served();
    await read(fixture.hub(), id);
    for (const path of keptParts(fixture)) damage(path);
    const before = contentRequests(fixture.fake).length;
    expect(await read(fixture.hub(), id)).toEqual(clean);
    expect(contentRequests(fixture.fake).length).toBeGreaterThan(before);
    expect(await read(fixture.hub({ offline: true }), id)).toEqual(clean);
  });

  it('that cannot be written is no reason to fail: a line in the log', async () => {
    await using fixture = await served();
    const answers = join(dirname(fixture.cacheFolder), 'answers');
    // A file where the folder should be: as a root who may write anywhere is stopped too.
    writeFileSync(answers, '');
    expect(await read(fixture.hub(), id)).toEqual(clean);
    expect(fixture.log.filter((line) => line.includes('could not be kept')).length).toBeGreaterThan(0);
  });

  it.each([
    ['small', 10],
    ['large', 100_000],
  ])('nor is a %s file that cannot be kept whole', async (_, count) => {
    const csv = makeDataset(id, { files: { 'train.csv': csvContent(labelledTexts(count)) } });
    await using fixture = await hubFixture({ repositories: [csv] });
    writeFileSync(fixture.cacheFolder, '');
    expect((await read(fixture.hub(), id)).rowsRead).toBe(count);
    expect(fixture.log.filter((line) => line.includes('cannot be kept')).length).toBeGreaterThan(0);
    expect((await read(fixture.hub({ offline: true }), id)).rowsRead).toBe(count);
  });

  it.skipIf(process.getuid?.() === 0)('is read from a folder that is read-only', async () => {
    await using fixture = await served();
    await read(fixture.hub(), id);
    for (const path of keptParts(fixture)) chmodSync(dirname(path), 0o500);
    expect(await read(fixture.hub({ offline: true }), id)).toEqual(clean);
    for (const path of keptParts(fixture)) chmodSync(dirname(path), 0o700);
  });

  it('is shared by two who read at once', async () => {
    await using fixture = await served({ latencyMs: 10 });
    const both = await Promise.all([read(fixture.hub(), id), read(fixture.hub(), id)]);
    expect(both).toEqual([clean, clean]);
    expect(keptParts(fixture).filter((name) => name.endsWith('.incomplete'))).toEqual([]);
    expect(await read(fixture.hub({ offline: true }), id)).toEqual(clean);
  });
});

describe('offline', () => {
  it('a part that is missing is a problem that names the file', async () => {
    await using fixture = await served();
    // Opening for an inspection fetches some of the parts only.
    const source = await open(fixture.hub(), id);
    await source.shards?.[0]?.slice(0, 100);
    expect(await problemOf(read(fixture.hub({ offline: true }), id))).toMatchObject({
      code: 'hub-offline-not-cached',
      path: 'default/train/0000.parquet',
    });
  });

  it('the Hub that is down is as good as offline where the parts are kept', async () => {
    await using fixture = await served();
    await read(fixture.hub(), id);
    fixture.fake.faults.add({ match: /./, fault: { kind: 'reset' } });
    expect(await read(fixture.hub(), id)).toEqual(clean);
  });
});

describe('what changes while it is read', () => {
  const newer = makeDataset(id, {
    files: { 'README.md': 'newer' },
    converted: { 'default/train/0000.parquet': parquetContent(labelledTexts(500), 6000) },
  });

  it('pushed after the listing: the rows of the commit that was listed', async () => {
    await using fixture = await served();
    const source = await open(fixture.hub(), id);
    fixture.fake.push({ ...newer, branches: new Map([...(newer.branches ?? []), ...oldBranches()]) });
    expect(source.origin?.revision).toBe(large.commit);
    const { readExamples } = await import('../../../src/dataset/examples/read-examples.ts');
    const signal = new AbortController().signal;
    expect(await readExamples({ source, textColumns: ['text'], labelColumn: 'label', signal })).toEqual(clean);
    expect((await read(fixture.hub(), id)).rowsRead).toBe(500);
  });

  it('moved to another name: the rows, from there', async () => {
    await using fixture = await served();
    const source = await open(fixture.hub(), id);
    const { repositories, renames } = fixture.fake.state;
    repositories.delete(`dataset/${id}`);
    repositories.set('dataset/new/texts', { ...large, id: 'new/texts', branches: movedBranches() });
    renames.set(id, 'new/texts');
    expect(Buffer.from((await source.shards?.[0]?.slice(0, 4)) ?? []).toString()).toBe('PAR1');
  });

  function movedBranches() {
    return new Map([...(large.branches ?? [])].map(([name, branch]) => [name, { ...branch, id: 'new/texts' }]));
  }

  function oldBranches() {
    return [...(large.branches ?? [])].map(([name, branch]) => [`${name}@before`, branch] as const);
  }
});

describe('a listing of several pages', () => {
  const names = Array.from({ length: 5 }, (_, i) => `default/train/000${i}.parquet`);
  const sharded = makeDataset(id, {
    converted: Object.fromEntries(names.map((name, i) => [name, parquetContent(labelledTexts(10, i * 10))])),
  });

  it('is read to its end', async () => {
    await using fixture = await hubFixture({ repositories: [sharded], pageSize: 2 });
    expect((await read(fixture.hub(), id)).rowsRead).toBe(50);
    expect(fixture.fake.requests.filter(({ url }) => theListing.test(url)).length).toBeGreaterThan(2);
  });

  it('whose second page fails once comes right; for good, it is a problem and no short list is kept', async () => {
    await using fixture = await hubFixture({ repositories: [sharded], pageSize: 2 });
    fixture.fake.faults.add({ match: /tree\/.*cursor/, fault: { kind: 'status', status: 503 } });
    expect(await problemOf(read(fixture.hub(), id))).toMatchObject({ code: 'hub-server-error' });
    fixture.fake.faults.clear();
    fixture.fake.faults.add({ match: /tree\/.*cursor/, fault: { kind: 'status', status: 503 }, times: 1 });
    expect((await read(fixture.hub(), id)).rowsRead).toBe(50);
  });
});

describe('cancelled in the middle', () => {
  it.each<[string, RegExp, FaultKind]>([
    ['of a part', theStorage, { kind: 'stall', bytes: 10 }],
    ['of the wait for a part', theStorage, { kind: 'stall' }],
    ['of the wait for a used-up window', theRedirect, { kind: 'rate-limit', seconds: beyondAnyTest / 1000 }],
    ['of the listing', theListing, { kind: 'stall', bytes: 10 }],
    ['of a whole file', /resolve.*csv|xet-bridge/, { kind: 'slow', bytes: 1000 }],
  ])('%s: ends, and keeps nothing half-written', async (_, match, fault) => {
    const repositories = [fault.kind === 'slow' ? ownCsv : large];
    await using fixture = await hubFixture({ repositories });
    fixture.fake.faults.add({ match, fault });
    const abort = new AbortController();
    // Longer than a test may take: only being cancelled ends it in time.
    const hub = fixture.hub(
      {},
      { idleBodyMs: beyondAnyTest, headersMs: beyondAnyTest, longestRateWaitMs: 2 * beyondAnyTest },
    );
    const reading = problemOf(read(hub, id, { signal: abort.signal }));
    await expect.poll(() => fixture.fake.requests.some(({ url }) => match.test(url))).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    abort.abort();
    expect(await reading).toMatchObject({ code: 'run-cancelled' });
    await hub.downloads.onIdle();
    expect([...keptParts(fixture), ...fixture.cacheFiles()]).toEqual([]);
  });

  const ownCsv = makeDataset(id, { files: { 'train.csv': csvContent(labelledTexts(30_000)) } });
});
