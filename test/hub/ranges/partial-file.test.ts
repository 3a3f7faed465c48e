import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PartialFile } from '../../../src/hub/ranges/partial-file.ts';
import { forgetRangesOf, keptBytesOfModels } from '../../../src/hub/ranges/range-cache.ts';
import type { FaultKind } from '../../fakes/hub/faults.ts';
import { type HubFixture, never, problemOf } from '../hub-fixture.ts';
import { content, file, limitsFor, oneFile, storageRequests, theHub, theStorage } from '../one-file.ts';

const { repo, revision, path } = file;
const whole = { ref: 'main', limitBytes: 1e9, signal: never };

function partOf(hubs: HubFixture, settings = {}, timing = {}) {
  return new PartialFile(hubs.hub(settings, timing), { repo, revision, path });
}

function kept({ cacheFolder }: HubFixture): string[] {
  const root = join(dirname(cacheFolder), 'answers/ranges');
  try {
    return readdirSync(root, { recursive: true }).map(String);
  } catch {
    return [];
  }
}

function asked({ fake }: HubFixture): string[] {
  return fake.requests.map(({ host, headers }) => `${host === 'localhost' ? 'storage' : 'hub'} ${headers.range ?? ''}`);
}

describe('a file that is read in parts', () => {
  it('is asked for once, and where it lies for each part', async () => {
    await using hubs = await oneFile();
    const part = partOf(hubs);
    expect(await part.read(0, 1000, never)).toEqual(new Uint8Array(content.subarray(0, 1000)));
    expect(await part.read(5000, 6000, never)).toEqual(new Uint8Array(content.subarray(5000, 6000)));
    expect(asked(hubs)).toEqual(['hub bytes=0-999', 'storage bytes=0-999', 'storage bytes=5000-5999']);
    expect(part.size).toBe(content.length);
  });

  it('becomes whole by what it lacks: verified, in the cache, and its parts are gone', async () => {
    await using hubs = await oneFile();
    const part = partOf(hubs);
    await part.read(0, 150_000, never);
    const found = await part.complete(whole);
    expect(readFileSync(found ?? '').equals(content)).toBe(true);
    expect(storageRequests(hubs).map(({ headers }) => headers.range)).toEqual(['bytes=0-149999', 'bytes=150000-']);
    expect(hubs.fake.requests.length).toBe(3);
    expect(kept(hubs)).toEqual([]);
    expect(hubs.cacheFiles().filter((name) => name.endsWith('.incomplete'))).toEqual([]);
  });

  it('that was read to its end becomes whole by its last byte', async () => {
    await using hubs = await oneFile();
    const part = partOf(hubs);
    await part.read(0, 300_000, never);
    expect(readFileSync((await part.complete(whole)) ?? '').equals(content)).toBe(true);
    expect(storageRequests(hubs).map(({ headers }) => headers.range)).toEqual(['bytes=0-299999', 'bytes=199999-']);
  });

  it('is read from the disk by the next process, and offline', async () => {
    await using hubs = await oneFile();
    await partOf(hubs).read(0, 1000, never);
    const again = partOf(hubs, { offline: true });
    expect(Buffer.from((await again.read(0, 1000, never)) ?? []).equals(content.subarray(0, 1000))).toBe(true);
    expect(await problemOf(again.read(0, 2000, never))).toMatchObject({ code: 'hub-offline-not-cached' });
    expect(await problemOf(again.complete(whole))).toMatchObject({ code: 'hub-offline-not-cached' });
    expect(hubs.fake.requests.length).toBe(2);
    expect(kept(hubs)).toHaveLength(3);
  });

  it('that ends before the end that is asked for gives what it has', async () => {
    await using hubs = await oneFile();
    const part = partOf(hubs);
    expect((await part.read(199_000, 300_000, never))?.length).toBe(1000);
    expect((await part.read(199_000, 300_000, never))?.length).toBe(1000);
    expect(hubs.fake.requests.length).toBe(2);
  });

  it('is looked for again where its address is no longer valid', async () => {
    await using hubs = await oneFile();
    const part = partOf(hubs);
    await part.read(0, 1000, never);
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'status', status: 403 }, times: 1 });
    expect(Buffer.from((await part.read(1000, 2000, never)) ?? []).equals(content.subarray(1000, 2000))).toBe(true);
    expect(asked(hubs).map((request) => request.split(' ')[0])).toEqual([
      'hub',
      'storage',
      'storage',
      'hub',
      'storage',
    ]);
  });

  it('that the server gives only whole is not read', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'ignore-range' } });
    expect(await partOf(hubs).read(0, 1000, never)).toBeNull();
  });

  it('of which a kept part is damaged is fetched again', async () => {
    await using hubs = await oneFile();
    await partOf(hubs).read(0, 1000, never);
    const name = kept(hubs).find((file) => file.endsWith('0-1000')) ?? '';
    const place = join(dirname(hubs.cacheFolder), 'answers/ranges', name);
    writeFileSync(place, readFileSync(place).fill(1, 10, 20));
    expect(Buffer.from((await partOf(hubs).read(0, 1000, never)) ?? []).equals(content.subarray(0, 1000))).toBe(true);
    expect(hubs.fake.requests.length).toBe(4);
  });

  it.each([
    ['a digit of the digest', (facts: string) => facts.replace(/"etag":"./, '"etag":"z')],
    ['a digit of the size', (facts: string) => facts.replace('"size":2', '"size":1')],
    ['its end', (facts: string) => facts.slice(0, 20)],
    ['all', () => ''],
  ])('of whose noted facts a disk changed %s is read on, and becomes whole', async (_, change) => {
    for (const readToEnd of [false, true]) {
      await using hubs = await oneFile();
      await partOf(hubs).read(0, readToEnd ? 300_000 : 1000, never);
      const place = join(
        dirname(hubs.cacheFolder),
        'answers/ranges',
        kept(hubs).find((name) => name.endsWith('facts.json')) ?? '',
      );
      writeFileSync(place, change(readFileSync(place, 'utf8')));
      const part = partOf(hubs);
      expect(Buffer.from((await part.read(1000, 2000, never)) ?? []).equals(content.subarray(1000, 2000))).toBe(true);
      writeFileSync(place, change(readFileSync(place, 'utf8')));
      expect(readFileSync((await partOf(hubs).complete(whole)) ?? '').equals(content)).toBe(true);
    }
  });

  it('of which a part came wrong is found out when it is whole, and then fetched whole', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'flip', byte: 500 }, times: 1 });
    const part = partOf(hubs);
    await part.read(0, 1000, never);
    const found = await part.complete(whole);
    expect(readFileSync(found ?? '').equals(content)).toBe(true);
    expect(storageRequests(hubs).map(({ headers }) => headers.range)).toEqual([
      'bytes=0-999',
      'bytes=1000-',
      undefined,
    ]);
  });

  it('becomes whole where the server gives no parts any more', async () => {
    await using hubs = await oneFile();
    const part = partOf(hubs);
    await part.read(0, 1000, never);
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'ignore-range' } });
    expect(readFileSync((await part.complete(whole)) ?? '').equals(content)).toBe(true);
  });

  it('is removed with its repository, and nothing else is', async () => {
    await using hubs = await oneFile();
    await partOf(hubs).read(0, 1000, never);
    const hub = hubs.hub();
    expect([...(await keptBytesOfModels(hub))]).toEqual([[repo, 1000]]);
    await forgetRangesOf(hub, { repo: 'owner/nam' });
    expect((await keptBytesOfModels(hub)).get(repo)).toBe(1000);
    await forgetRangesOf(hub, { repo });
    expect(kept(hubs)).toEqual([]);
  });
});

describe('faults that pass', () => {
  const faults: [string, RegExp, FaultKind, number][] = [
    ['503 of the Hub', theHub, { kind: 'status', status: 503 }, 3],
    ['500 of the storage', theStorage, { kind: 'status', status: 500 }, 3],
    ['the connection closed before an answer', theHub, { kind: 'reset' }, 2],
    ['the connection closed in the body', theStorage, { kind: 'cut', bytes: 9_000, reset: true }, 2],
    ['a body that ends early', theStorage, { kind: 'cut', bytes: 9_000, reset: false }, 2],
    ['a shorter body that says so itself', theStorage, { kind: 'short', bytes: 1000 }, 1],
    ['no answer within the limit', theHub, { kind: 'stall' }, 1],
    ['silence in the body', theStorage, { kind: 'stall', bytes: 5_000 }, 1],
    ['a used-up window', theHub, { kind: 'rate-limit', seconds: 0 }, 1],
  ];

  it.each(faults)('%s: the part arrives right, and the whole from it', async (_, match, fault, times) => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match, fault, times });
    const part = partOf(hubs, {}, limitsFor(fault));
    expect(Buffer.from((await part.read(0, 20_000, never)) ?? []).equals(content.subarray(0, 20_000))).toBe(true);
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'cut', bytes: 90_000, reset: true }, times: 1 });
    expect(readFileSync((await part.complete(whole)) ?? '').equals(content)).toBe(true);
  });

  it('a line that breaks more often than is retried, and gives something each time: the part arrives', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'cut', bytes: 2_000, reset: true }, times: 9 });
    expect(Buffer.from((await partOf(hubs).read(0, 20_000, never)) ?? []).equals(content.subarray(0, 20_000))).toBe(
      true,
    );
  });

  it('a line that breaks again and again before anything comes: told as a Hub that is not reached', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'cut', bytes: 0, reset: true } });
    expect(await problemOf(partOf(hubs).read(0, 20_000, never))).toMatchObject({ code: 'hub-unreachable' });
  });

  it('an answer that names another range or another size is no part', async () => {
    for (const range of ['bytes 5-1004/200000', 'bytes 0-999/1000', 'x']) {
      await using hubs = await oneFile();
      const headers = { 'Content-Range': range };
      hubs.fake.faults.add({ match: theStorage, fault: { kind: 'headers', headers } });
      expect(await problemOf(partOf(hubs).read(0, 1000, never))).toMatchObject({ code: 'hub-bad-response' });
      expect(kept(hubs)).toEqual([]);
    }
  });
});
