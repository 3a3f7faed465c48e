import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import type { FaultKind } from '../fakes/hub/faults.ts';
import { beyondAnyTest, problemOf } from './hub-fixture.ts';
import { content, file, oneFile, storageRequests, theHub, theStorage } from './one-file.ts';

// What does not end by being cancelled would take longer here than a test may.

describe('cancelling', () => {
  it.each([
    ['before the headers', { kind: 'stall' }],
    ['in the body', { kind: 'stall', bytes: 50_000 }],
  ] satisfies [string, FaultKind][])('ends a download %s at once and keeps nothing', async (_, fault) => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: 'bytes' in fault ? theStorage : theHub, fault });
    const controller = new AbortController();
    const hub = hubs.hub({}, { headersMs: beyondAnyTest, idleBodyMs: beyondAnyTest });
    const problem = problemOf(resolveFile({ hub, ...file, signal: controller.signal }));
    await delay(150);
    controller.abort();
    expect(await problem).toMatchObject({ code: 'run-cancelled' });
    expect(hubs.cacheFiles()).toEqual([]);
  });

  it('ends a download that waits for its turn, and one that waits for a window', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theHub, fault: { kind: 'rate-limit', seconds: beyondAnyTest / 1000 } });
    const controller = new AbortController();
    const hub = hubs.hub({}, { longestRateWaitMs: 2 * beyondAnyTest });
    const problems = Array.from({ length: 12 }, (_, i) =>
      problemOf(resolveFile({ hub, ...file, path: `${i}.txt`, signal: controller.signal })),
    );
    await delay(200);
    controller.abort();
    for (const problem of problems) expect(await problem).toMatchObject({ code: 'run-cancelled' });
    expect(hubs.fake.requests.length).toBeLessThanOrEqual(8);
  });

  it('ends at once a download that waits for others, which go on', async () => {
    await using hubs = await oneFile();
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
    await using hubs = await oneFile();
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
    await using hubs = await oneFile();
    const cancelled = resolveFile({ hub: hubs.hub(), ...file, signal: AbortSignal.abort() });
    expect(await problemOf(cancelled)).toMatchObject({ code: 'run-cancelled' });
    expect(hubs.fake.requests).toEqual([]);
  });
});
