import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Hub } from '../../src/hub/hub.ts';
import { listModels } from '../../src/hub/list-models.ts';
import { modelInfo } from '../../src/hub/model-info.ts';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import { defaultTiming } from '../../src/hub/timing.ts';
import type { FaultKind } from '../fakes/hub/faults.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { type HubFixture, hubFixture, never, problemOf } from './hub-fixture.ts';
import { content, oneFile, file as storedFile, theStorage } from './one-file.ts';

const tags = ['embedding_space_map'];
const card = '---\ntags: [embedding_space_map]\n---\n';
const repository = makeRepository('model', 'owner/name', { 'README.md': card, 'config.json': '{}' });
const file = { repo: repository.id, revision: repository.commit, path: 'config.json', limitBytes: 1e9, signal: never };

const info = (hub: Hub) => modelInfo({ hub, id: repository.id, signal: never });
const list = (hub: Hub) => listModels({ hub, tags, signal: never });

/** A Hub whose answers are in the cache of `hubs` already. */
async function warmHub(): Promise<HubFixture> {
  const hubs = await hubFixture({ repositories: [repository] });
  await info(hubs.hub());
  await list(hubs.hub());
  return hubs;
}

/** The longest that tries of one request wait for each other, in seconds: a random part of up to a half is added to each wait. */
function longestWait(waitsMs: readonly number[]): number {
  return (waitsMs.reduce((sum, ms) => sum + ms, 0) * 1.5) / 1000;
}

describe('a Hub that is down, where the cache can answer', () => {
  it.each([
    ['resets every connection', { kind: 'reset' }, 3 + 1],
    ['says nothing', { kind: 'stall' }, 1 + 1],
    ['fails', { kind: 'status', status: 503 }, 3 + 3],
  ] satisfies [string, FaultKind, number][])('and %s is given up after few tries', async (_, fault, tries) => {
    await using hubs = await warmHub();
    hubs.fake.faults.add({ match: /./, fault });
    const before = hubs.fake.requests.length;
    const hub = hubs.hub({}, defaultTiming);
    const problems: string[] = [];
    const watched = { ...hub, onLastKnown: ({ code }: { code: string }) => problems.push(code) };
    expect(await info(watched)).toMatchObject({ sha: repository.commit });
    expect(await list(watched)).toHaveLength(1);
    expect(problems).toHaveLength(2);
    expect(hubs.fake.requests.length - before).toBe(tries);
  });

  it('costs at most five seconds of waiting: the tries above, by the usual waits', () => {
    const { headersWithCacheMs, headersAfterGivingUpMs, retryWithCacheMs } = defaultTiming;
    expect(retryWithCacheMs).toHaveLength(2);
    expect(2 * longestWait(retryWithCacheMs)).toBeLessThan(5);
    expect((headersWithCacheMs + headersAfterGivingUpMs) / 1000).toBeLessThan(5);
  });

  it('and refuses connections is given up after two more tries, the next request after none', async () => {
    await using hubs = await warmHub();
    const hub = hubs.hub({}, { retryWithCacheMs: [5, 10], retryMs: [5, 10, 20, 40, 80] });
    await info(hub);
    await hubs.fake.stop();
    let tries = 0;
    const counting: Hub = {
      ...hub,
      fetch: (url, init) => {
        tries += 1;
        return hub.fetch(url, init);
      },
    };
    expect(await info(counting)).toMatchObject({ sha: repository.commit });
    expect(tries).toBe(3);
    expect(await list(counting)).toHaveLength(1);
    expect(tries).toBe(4);
  });

  it('is asked with full patience for what the cache does not have', async () => {
    await using hubs = await warmHub();
    const hub = hubs.hub({}, { retryWithCacheMs: [5], retryMs: [5, 10, 20, 40, 80] });
    await info(hub);
    hubs.fake.faults.add({ match: /./, fault: { kind: 'reset' } });
    await info(hub);
    const before = hubs.fake.requests.length;
    expect(await problemOf(resolveFile({ hub, ...file }))).toMatchObject({ code: 'hub-unreachable' });
    expect(hubs.fake.requests.length - before).toBe(6);
  });

  it('is no last known answer where nobody was to be asked', async () => {
    await using hubs = await warmHub();
    const problems: unknown[] = [];
    const hub = { ...hubs.hub({ offline: true }), onLastKnown: (problem: unknown) => problems.push(problem) };
    await info(hub);
    expect(problems).toEqual([]);
  });
});

describe('a Hub that resets every connection, where nothing is known', () => {
  it('is given up after two more tries, where it never answered: by the usual waits within eight seconds', async () => {
    await using hubs = await hubFixture({ repositories: [repository] });
    hubs.fake.faults.add({ match: /./, fault: { kind: 'reset' } });
    const hub = hubs.hub({}, { retryMs: [5, 10, 20, 40, 80] });
    expect(await problemOf(list(hub))).toMatchObject({ code: 'hub-unreachable' });
    expect(hubs.fake.requests).toHaveLength(3);
    expect(longestWait(defaultTiming.retryMs.slice(0, 2))).toBeLessThan(8);
  });

  it('is waited for, where it answered another request before', async () => {
    await using hubs = await hubFixture({ repositories: [repository] });
    const hub = hubs.hub({}, { retryMs: [5, 10, 20, 40, 80] });
    await info(hub);
    hubs.fake.faults.add({ match: /./, fault: { kind: 'reset' }, times: 5 });
    expect(await list(hub)).toHaveLength(1);
  });

  it('is the storage behind a Hub that answers: it is waited for as before', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'reset' }, times: 4 });
    const path = await resolveFile({ hub: hubs.hub({}, { retryMs: [5, 10, 20, 40, 80] }), ...storedFile });
    expect(readFileSync(path ?? '').equals(content)).toBe(true);
  });
});

it('one break of the connection is survived, so that the newest answer is had', async () => {
  await using hubs = await warmHub();
  hubs.fake.push(makeRepository('model', 'owner/name', { 'README.md': card, 'config.json': '{"v": 2}' }));
  hubs.fake.faults.add({ match: /./, fault: { kind: 'reset' }, times: 1 });
  expect((await info(hubs.hub({}, defaultTiming))).sha).not.toBe(repository.commit);
});
