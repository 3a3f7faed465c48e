import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import type { FaultKind } from '../fakes/hub/faults.ts';
import { beyondAnyTest, type HubFixture, problemOf } from './hub-fixture.ts';
import { content, file, limitsFor, oneFile, repository, storageRequests, theHub, theStorage } from './one-file.ts';

/** Nothing of a failed download stays: no half file, no link. */
function expectNothingKept(hubs: HubFixture): void {
  expect(hubs.cacheFiles()).toEqual([]);
}

describe('faults that pass: the file arrives right', () => {
  const faults: [string, RegExp, FaultKind, number][] = [
    ['503 of the Hub', theHub, { kind: 'status', status: 503 }, 3],
    ['500 of the storage', theStorage, { kind: 'status', status: 500 }, 3],
    ['408', theHub, { kind: 'status', status: 408 }, 1],
    ['the connection closed before an answer', theHub, { kind: 'reset' }, 2],
    ['the connection closed in the body', theStorage, { kind: 'cut', bytes: 90_000, reset: true }, 2],
    ['a body that ends early', theStorage, { kind: 'cut', bytes: 90_000, reset: false }, 2],
    [
      'a body without length that ends early',
      theStorage,
      { kind: 'cut', bytes: 90_000, reset: false, chunked: true },
      2,
    ],
    [
      'a body without length that is broken off',
      theStorage,
      { kind: 'cut', bytes: 90_000, reset: true, chunked: true },
      2,
    ],
    ['a slow link', theStorage, { kind: 'slow', bytes: 10_000 }, 1],
    ['a body that is broken off at its start again and again', theStorage, { kind: 'cut', bytes: 10, reset: true }, 6],
    ['no answer within the limit', theHub, { kind: 'stall' }, 1],
    ['silence in the body', theStorage, { kind: 'stall', bytes: 50_000 }, 1],
    ['a flipped byte', theStorage, { kind: 'flip', byte: 100_000 }, 1],
    ['a shorter body that says so itself', theStorage, { kind: 'short', bytes: 1000 }, 1],
  ];

  it.each(faults)('%s', async (_, match, fault, times) => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match, fault, times });
    const path = await resolveFile({ hub: hubs.hub({}, limitsFor(fault)), ...file });
    expect(readFileSync(path ?? '').equals(content)).toBe(true);
    expect(hubs.cacheFiles().filter((name) => name.endsWith('.incomplete'))).toEqual([]);
  });

  it('goes on where a body broke, by a range', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'cut', bytes: 90_000, reset: true }, times: 1 });
    await resolveFile({ hub: hubs.hub(), ...file });
    const ranges = storageRequests(hubs).map(({ headers }) => headers.range);
    expect(ranges[0]).toBeUndefined();
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it('begins again where the range is ignored', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'cut', bytes: 90_000, reset: true }, times: 1 });
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'ignore-range' } });
    const path = await resolveFile({ hub: hubs.hub(), ...file });
    expect(readFileSync(path ?? '').equals(content)).toBe(true);
    expect(storageRequests(hubs).length).toBe(2);
  });

  it('asks for nothing more where a body broke after its last byte', async () => {
    await using hubs = await oneFile();
    const bytes = content.length;
    const { promise: after, resolve } = Promise.withResolvers<void>();
    const fault = { kind: 'cut', bytes, reset: false, chunked: true, after } as const;
    hubs.fake.faults.add({ match: theStorage, fault, times: 1 });
    const onBytes = (arrived: number) => arrived === bytes && resolve();
    const path = await resolveFile({ hub: hubs.hub(), ...file, onBytes });
    expect(readFileSync(path ?? '').equals(content)).toBe(true);
    expect(storageRequests(hubs).length).toBe(1);
  });

  it('asks for content that is not packed on its way: its digest is of the plain one', async () => {
    await using hubs = await oneFile();
    await resolveFile({ hub: hubs.hub(), ...file });
    const encodings = hubs.fake.requests.map(({ headers }) => headers['accept-encoding']);
    expect(encodings).toEqual(['identity', 'identity']);
  });

  it('fetches from the storage while the window of the Hub is used up', async () => {
    await using hubs = await oneFile();
    // A window that is longer than this test may take.
    const headers = { RateLimit: `"resolvers";r=0;t=${beyondAnyTest / 1000}` };
    hubs.fake.faults.add({ match: theHub, fault: { kind: 'headers', headers }, times: 1 });
    expect(await resolveFile({ hub: hubs.hub(), ...file })).not.toBeNull();
  });

  it('reads no more of a refusal than its start: this one has no end', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theHub, fault: { kind: 'endless-refusal', status: 403 } });
    expect(await problemOf(resolveFile({ hub: hubs.hub(), ...file }))).toMatchObject({ code: 'hub-refused' });
  });

  it('does not believe a Hub that names folders as commit or digest', async () => {
    await using hubs = await oneFile();
    const facts = { 'X-Repo-Commit': repository.commit, 'X-Linked-ETag': 'a'.repeat(64) };
    for (const headers of [
      { ...facts, 'X-Repo-Commit': '../../../../x' },
      { ...facts, 'X-Linked-ETag': '"../../x"' },
      { ...facts, 'X-Linked-ETag': '..' },
      { ...facts, 'X-Linked-ETag': '' },
      // Then the storage's own ETag is all there is: 64 digits of another hash.
      { ...facts, 'X-Linked-ETag': null },
    ]) {
      hubs.fake.faults.clear();
      hubs.fake.faults.add({ match: theHub, fault: { kind: 'headers', headers } });
      expect(await problemOf(resolveFile({ hub: hubs.hub(), ...file }))).toMatchObject({ code: 'hub-bad-response' });
    }
    expectNothingKept(hubs);
  });

  it('stops a body that goes on after its end', async () => {
    await using hubs = await oneFile();
    const headers = { 'X-Linked-Size': '1000' };
    hubs.fake.faults.add({ match: theHub, fault: { kind: 'headers', headers } });
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'slow', bytes: 5_000 } });
    let most = 0;
    const onBytes = (bytes: number) => {
      most = Math.max(most, bytes);
    };
    const problem = await problemOf(resolveFile({ hub: hubs.hub(), ...file, onBytes }));
    expect(problem).toMatchObject({ code: 'hub-corrupt-download', expected: '1000 bytes' });
    expect(most).toBeLessThan(100_000);
    expectNothingKept(hubs);
  });

  it('names the storage where that is what cannot be reached', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'reset' } });
    const problem = await problemOf(resolveFile({ hub: hubs.hub(), ...file }));
    expect(problem).toMatchObject({ code: 'hub-unreachable', endpoint: hubs.fake.storage });
  });

  it('waits as long as a used-up window says, and no request goes out meanwhile', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theHub, fault: { kind: 'rate-limit', seconds: 0 }, times: 1 });
    const startedAt = Date.now();
    await resolveFile({ hub: hubs.hub(), ...file });
    expect(Date.now() - startedAt).toBeGreaterThan(950);
    expect(hubs.fake.requests.length).toBe(3);
  });
});

describe('faults that stay: a problem, and nothing kept', () => {
  const faults: [string, RegExp, FaultKind, string][] = [
    ['503', theHub, { kind: 'status', status: 503 }, 'hub-server-error'],
    ['reset', theHub, { kind: 'reset' }, 'hub-unreachable'],
    ['no answer', theHub, { kind: 'stall' }, 'hub-timeout'],
    ['a body that never gets further', theStorage, { kind: 'cut', bytes: 0, reset: true }, 'hub-unreachable'],
    ['silence in the body', theStorage, { kind: 'stall', bytes: 0 }, 'hub-timeout'],
    ['a flipped byte', theStorage, { kind: 'flip', byte: 5 }, 'hub-corrupt-download'],
    ['short bodies', theStorage, { kind: 'short', bytes: 1000 }, 'hub-corrupt-download'],
    ['a rate limit far away', theHub, { kind: 'rate-limit', seconds: 3000 }, 'hub-rate-limited'],
    ['a page of the network', theHub, { kind: 'html' }, 'hub-bad-response'],
    [
      'disabled',
      theHub,
      { kind: 'status', status: 403, message: 'Access to this resource is disabled.' },
      'hub-disabled',
    ],
    ['gated', theHub, { kind: 'status', status: 403, errorCode: 'GatedRepo' }, 'hub-gated'],
    ['403 of the storage', theStorage, { kind: 'status', status: 403 }, 'hub-refused'],
  ];

  it.each(faults)('%s', async (_, match, fault, code) => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match, fault });
    expect(await problemOf(resolveFile({ hub: hubs.hub({}, limitsFor(fault)), ...file }))).toMatchObject({ code });
    expectNothingKept(hubs);
  });
});
