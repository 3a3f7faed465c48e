import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import type { FaultKind } from '../fakes/hub/faults.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { type HubFixture, hubFixture, never, problemOf } from './hub-fixture.ts';

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

describe('faults that pass: the file arrives right', () => {
  const faults: [string, RegExp, FaultKind, number][] = [
    ['503 of the Hub', theHub, { kind: 'status', status: 503 }, 3],
    ['500 of the storage', theStorage, { kind: 'status', status: 500 }, 3],
    ['408', theHub, { kind: 'status', status: 408 }, 1],
    ['the connection closed before an answer', theHub, { kind: 'reset' }, 2],
    ['the connection closed in the body', theStorage, { kind: 'cut', bytes: 90_000, reset: true }, 2],
    ['a body that ends early', theStorage, { kind: 'cut', bytes: 90_000, reset: false }, 2],
    ['a body that is broken off at its start again and again', theStorage, { kind: 'cut', bytes: 10, reset: true }, 6],
    ['no answer within the limit', theHub, { kind: 'stall' }, 1],
    ['silence in the body', theStorage, { kind: 'stall', bytes: 50_000 }, 1],
    ['a flipped byte', theStorage, { kind: 'flip', byte: 100_000 }, 1],
    ['a shorter body that says so itself', theStorage, { kind: 'short', bytes: 1000 }, 1],
  ];

  it.each(faults)('%s', async (_, match, fault, times) => {
    await using hubs = await fixture();
    hubs.fake.faults.add({ match, fault, times });
    const path = await resolveFile({ hub: hubs.hub(), ...file });
    expect(readFileSync(path ?? '').equals(content)).toBe(true);
    expect(hubs.cacheFiles().filter((name) => name.endsWith('.incomplete'))).toEqual([]);
  });

  it('goes on where a body broke, by a range', async () => {
    await using hubs = await fixture();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'cut', bytes: 90_000, reset: true }, times: 1 });
    await resolveFile({ hub: hubs.hub(), ...file });
    const ranges = hubs.fake.requests.filter(({ host }) => host === 'localhost').map(({ headers }) => headers.range);
    expect(ranges[0]).toBeUndefined();
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it('begins again where the range is ignored', async () => {
    await using hubs = await fixture();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'cut', bytes: 90_000, reset: true }, times: 1 });
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'ignore-range' } });
    const path = await resolveFile({ hub: hubs.hub(), ...file });
    expect(readFileSync(path ?? '').equals(content)).toBe(true);
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
    expect(
      await problemOf(resolveFile({ hub: hubs.hub({}, { headersMs: 100, idleBodyMs: 100 }), ...file })),
    ).toMatchObject({ code });
    expectNothingKept(hubs);
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
    await delay(20);
    expectNothingKept(hubs);
  });
});
