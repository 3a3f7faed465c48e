import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { modelInfo } from '../../src/hub/model-info.ts';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import type { FaultKind } from '../fakes/hub/faults.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { type HubFixture, hubFixture, never, problemOf, shortSilence } from './hub-fixture.ts';

const content = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7) % 253));
const repository = makeRepository('model', 'owner/name', { 'model.safetensors': content });
const file = { repo: 'owner/name', revision: repository.commit, path: 'model.safetensors', signal: never };
const fixture = () => hubFixture({ repositories: [repository] });

const theHub = /resolve\//;
const theStorage = /xet-bridge/;

/** Nothing of a failed download stays: no half file, no link. */
function expectNothingKept(hubs: HubFixture): void {
  expect(hubs.cacheFiles()).toEqual([]);
}

/** Silence is waited for; other faults are not to run into limits on a busy machine. */
function limitsFor({ kind }: FaultKind) {
  return kind === 'stall' ? shortSilence : {};
}

function storageRequests({ fake }: HubFixture) {
  return fake.requests.filter(({ host }) => host === 'localhost');
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
    await using hubs = await fixture();
    hubs.fake.faults.add({ match, fault, times });
    const path = await resolveFile({ hub: hubs.hub({}, limitsFor(fault)), ...file });
    expect(readFileSync(path ?? '').equals(content)).toBe(true);
    expect(hubs.cacheFiles().filter((name) => name.endsWith('.incomplete'))).toEqual([]);
  });

  it('goes on where a body broke, by a range', async () => {
    await using hubs = await fixture();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'cut', bytes: 90_000, reset: true }, times: 1 });
    await resolveFile({ hub: hubs.hub(), ...file });
    const ranges = storageRequests(hubs).map(({ headers }) => headers.range);
    expect(ranges[0]).toBeUndefined();
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it('begins again where the range is ignored', async () => {
    await using hubs = await fixture();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'cut', bytes: 90_000, reset: true }, times: 1 });
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'ignore-range' } });
    const path = await resolveFile({ hub: hubs.hub(), ...file });
    expect(readFileSync(path ?? '').equals(content)).toBe(true);
    expect(storageRequests(hubs).length).toBe(2);
  });

  it('asks for nothing more where a body broke after its last byte', async () => {
    await using hubs = await fixture();
    const bytes = content.length;
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'cut', bytes, reset: false, chunked: true }, times: 1 });
    const path = await resolveFile({ hub: hubs.hub(), ...file });
    expect(readFileSync(path ?? '').equals(content)).toBe(true);
    expect(storageRequests(hubs).length).toBe(1);
  });

  it('asks for content that is not packed on its way: its digest is of the plain one', async () => {
    await using hubs = await fixture();
    await resolveFile({ hub: hubs.hub(), ...file });
    const encodings = hubs.fake.requests.map(({ headers }) => headers['accept-encoding']);
    expect(encodings).toEqual(['identity', 'identity']);
  });

  it('fetches from the storage while the window of the Hub is used up', async () => {
    await using hubs = await fixture();
    const headers = { RateLimit: '"resolvers";r=0;t=60' };
    hubs.fake.faults.add({ match: theHub, fault: { kind: 'headers', headers }, times: 1 });
    const startedAt = Date.now();
    expect(await resolveFile({ hub: hubs.hub(), ...file })).not.toBeNull();
    // Far below the 60 seconds of the window.
    expect(Date.now() - startedAt).toBeLessThan(20_000);
  });

  it('reads no more of a refusal than its start, and waits for none of it for long', async () => {
    await using hubs = await fixture();
    hubs.fake.faults.add({ match: theHub, fault: { kind: 'endless-refusal', status: 403 } });
    const startedAt = Date.now();
    expect(await problemOf(resolveFile({ hub: hubs.hub(), ...file }))).toMatchObject({ code: 'hub-refused' });
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });

  it('does not believe a Hub that names folders as commit or digest', async () => {
    await using hubs = await fixture();
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
    await using hubs = await fixture();
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
    await using hubs = await fixture();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'reset' } });
    const problem = await problemOf(resolveFile({ hub: hubs.hub(), ...file }));
    expect(problem).toMatchObject({ code: 'hub-unreachable', endpoint: hubs.fake.storage });
  });

  it('waits as long as a used-up window says, and no request goes out meanwhile', async () => {
    await using hubs = await fixture();
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
    await using hubs = await fixture();
    hubs.fake.faults.add({ match, fault });
    expect(await problemOf(resolveFile({ hub: hubs.hub({}, limitsFor(fault)), ...file }))).toMatchObject({ code });
    expectNothingKept(hubs);
  });
});

describe('answers of the API', () => {
  const info = (hubs: HubFixture, fault: FaultKind) =>
    modelInfo({ hub: hubs.hub({}, limitsFor(fault)), id: 'owner/name', signal: never });

  it.each([
    ['a page that breaks off', { kind: 'cut', bytes: 20, reset: true }],
    ['a page that breaks off without length', { kind: 'cut', bytes: 20, reset: false, chunked: true }],
    ['silence in a page', { kind: 'stall', bytes: 20 }],
  ] satisfies [string, FaultKind][])('%s is asked for again', async (_, fault) => {
    await using hubs = await fixture();
    hubs.fake.faults.add({ match: /api\/models/, fault, times: 2 });
    expect(await info(hubs, fault)).toMatchObject({ sha: repository.commit });
    expect(hubs.fake.requests.length).toBe(3);
  });

  it.each([
    ['a page that always breaks off', { kind: 'cut', bytes: 20, reset: true }, 'hub-unreachable'],
    ['a page that always falls silent', { kind: 'stall', bytes: 20 }, 'hub-timeout'],
    ['a login page', { kind: 'html' }, 'hub-bad-response'],
  ] satisfies [string, FaultKind, string][])('%s is a problem', async (_, fault, code) => {
    await using hubs = await fixture();
    hubs.fake.faults.add({ match: /api\/models/, fault });
    expect(await problemOf(info(hubs, fault))).toMatchObject({ code });
  });
});

describe('a Hub that does not answer', () => {
  it('is given up soon where it never did, and asked with patience where it did', async () => {
    await using hubs = await fixture();
    hubs.fake.faults.add({ match: /./, fault: { kind: 'stall' } });
    const stranger = hubs.hub({}, { headersMs: 50 });
    expect(await problemOf(resolveFile({ hub: stranger, ...file }))).toMatchObject({ code: 'hub-timeout' });
    expect(hubs.fake.requests.length).toBe(2);
    expect(await problemOf(resolveFile({ hub: stranger, ...file }))).toMatchObject({ code: 'hub-timeout' });
    expect(hubs.fake.requests.length).toBe(3);
    hubs.fake.faults.clear();
    const known = hubs.hub({}, { headersMs: 500 });
    await modelInfo({ hub: known, id: 'owner/name', signal: never });
    hubs.fake.faults.add({ match: /./, fault: { kind: 'stall' }, times: 3 });
    expect(await resolveFile({ hub: known, ...file })).not.toBeNull();
  });
});

describe('cancelling', () => {
  it.each([
    ['before the headers', { kind: 'stall' }],
    ['in the body', { kind: 'stall', bytes: 50_000 }],
  ] satisfies [string, FaultKind][])('ends a download %s at once and keeps nothing', async (_, fault) => {
    await using hubs = await fixture();
    hubs.fake.faults.add({ match: 'bytes' in fault ? theStorage : theHub, fault });
    const controller = new AbortController();
    const hub = hubs.hub({}, { headersMs: 10_000, idleBodyMs: 10_000 });
    const problem = problemOf(resolveFile({ hub, ...file, signal: controller.signal }));
    await delay(150);
    const cancelledAt = Date.now();
    controller.abort();
    expect(await problem).toMatchObject({ code: 'run-cancelled' });
    expect(Date.now() - cancelledAt).toBeLessThan(1000);
    expectNothingKept(hubs);
  });

  it('ends a download that waits for its turn, and one that waits for a window', async () => {
    await using hubs = await fixture();
    hubs.fake.faults.add({ match: theHub, fault: { kind: 'rate-limit', seconds: 2 } });
    const controller = new AbortController();
    const hub = hubs.hub({}, { longestRateWaitMs: 10_000 });
    const problems = Array.from({ length: 12 }, (_, i) =>
      problemOf(resolveFile({ hub, ...file, path: `${i}.txt`, signal: controller.signal })),
    );
    await delay(200);
    const cancelledAt = Date.now();
    controller.abort();
    for (const problem of problems) expect(await problem).toMatchObject({ code: 'run-cancelled' });
    expect(Date.now() - cancelledAt).toBeLessThan(1000);
    expect(hubs.fake.requests.length).toBeLessThanOrEqual(8);
  });

  it('ends at once a download that waits for others, which go on', async () => {
    await using hubs = await fixture();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'slow', bytes: 1_000 } });
    const hub = hubs.hub({}, {}, 1);
    let arrived = false;
    const other = resolveFile({ hub, ...file }).finally(() => {
      arrived = true;
    });
    while (storageRequests(hubs).length === 0) await delay(5);
    const controller = new AbortController();
    const waiting = problemOf(resolveFile({ hub, ...file, revision: 'main', signal: controller.signal }));
    await delay(50);
    controller.abort();
    expect(await waiting).toMatchObject({ code: 'run-cancelled' });
    expect(arrived).toBe(false);
    expect(await other).not.toBeNull();
  });

  it('by one of two who wait for the same file leaves the other its file', async () => {
    await using hubs = await fixture();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'slow', bytes: 10_000 } });
    const hub = hubs.hub();
    const controller = new AbortController();
    const first = problemOf(resolveFile({ hub, ...file, signal: controller.signal }));
    const second = resolveFile({ hub, ...file });
    await delay(100);
    controller.abort();
    expect(await first).toMatchObject({ code: 'run-cancelled' });
    expect(readFileSync((await second) ?? '').equals(content)).toBe(true);
  });

  it('before the start asks for nothing', async () => {
    await using hubs = await fixture();
    const cancelled = resolveFile({ hub: hubs.hub(), ...file, signal: AbortSignal.abort() });
    expect(await problemOf(cancelled)).toMatchObject({ code: 'run-cancelled' });
    expect(hubs.fake.requests).toEqual([]);
  });
});
