import { describe, expect, it } from 'vitest';
import { modelInfo } from '../../src/hub/model-info.ts';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import type { FaultKind } from '../fakes/hub/faults.ts';
import { type HubFixture, never, problemOf } from './hub-fixture.ts';
import { file, limitsFor, oneFile, repository } from './one-file.ts';

describe('answers of the API', () => {
  const info = (hubs: HubFixture, fault: FaultKind) =>
    modelInfo({ hub: hubs.hub({}, limitsFor(fault)), id: 'owner/name', signal: never });

  it.each([
    ['a page that breaks off', { kind: 'cut', bytes: 20, reset: true }],
    ['a page that breaks off without length', { kind: 'cut', bytes: 20, reset: false, chunked: true }],
    ['silence in a page', { kind: 'stall', bytes: 20 }],
  ] satisfies [string, FaultKind][])('%s is asked for again', async (_, fault) => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: /api\/models/, fault, times: 2 });
    expect(await info(hubs, fault)).toMatchObject({ sha: repository.commit });
    expect(hubs.fake.requests.length).toBe(3);
  });

  it.each([
    ['a page that always breaks off', { kind: 'cut', bytes: 20, reset: true }, 'hub-unreachable'],
    ['a page that always falls silent', { kind: 'stall', bytes: 20 }, 'hub-timeout'],
    ['a login page', { kind: 'html' }, 'hub-bad-response'],
  ] satisfies [string, FaultKind, string][])('%s is a problem', async (_, fault, code) => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: /api\/models/, fault });
    expect(await problemOf(info(hubs, fault))).toMatchObject({ code });
  });
});

describe('a Hub that does not answer', () => {
  it('is given up soon where it never did, and asked with patience where it did', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: /./, fault: { kind: 'stall' } });
    const stranger = hubs.hub({}, { headersMs: 400 });
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
