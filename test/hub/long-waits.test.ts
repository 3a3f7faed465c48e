import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listModels } from '../../src/hub/list-models.ts';
import { RateGate } from '../../src/hub/requests/rate-gate.ts';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import { defaultTiming } from '../../src/hub/timing.ts';
import type { HubWait } from '../../src/protocol/progress.ts';
import { never, problemOf } from './hub-fixture.ts';
import { content, file, oneFile, theHub, theStorage } from './one-file.ts';

const longestSeconds = defaultTiming.longestRateWaitMs / 1000;

describe('the longest wait', () => {
  it.each([
    { remaining: 0, resetSeconds: 100_000 },
    { remaining: 0, resetSeconds: 4_000_000 },
    { remaining: 3, resetSeconds: 4_000_000 },
    { remaining: 0, resetSeconds: Number.MAX_VALUE },
    { remaining: 0, resetSeconds: longestSeconds },
  ])('holds for %o on a good answer', (limit) => {
    const gate = new RateGate(() => 0);
    gate.see('api', limit);
    expect(gate.take('api')).toBeLessThanOrEqual(defaultTiming.longestRateWaitMs);
  });

  it.each([
    'RateLimit: "resolvers";r=0;t=100000',
    'RateLimit: "resolvers";r=0;t=4000000',
    `RateLimit: "resolvers";r=0;t=${'9'.repeat(400)}`,
    'RateLimit: "resolvers";r=2;t=4000000',
    'RateLimit-Policy: "fixed window";"resolvers";q=0;w=4000000',
    'Retry-After: 4000000',
  ])('a good answer with %s does not stop the next request', async (line) => {
    await using hubs = await oneFile();
    const [name = '', value = ''] = line.split(': ');
    hubs.fake.faults.add({ match: /resolve/, fault: { kind: 'headers', headers: { [name]: value } } });
    const hub = hubs.hub({}, { longestRateWaitMs: 310_000 });
    await resolveFile({ hub, ...file });
    expect(await resolveFile({ hub, ...file, path: 'none', revision: 'main' })).toBeNull();
  });

  it.each([
    ['RateLimit', '"resolvers";r=0;t=100000', 100_001],
    ['Retry-After', '100000', 100_001],
    ['Retry-After', '9'.repeat(400), 1e9 + 1],
  ])('a refusal with %s: %s gives up at once, and says so', async (name, value, seconds) => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theHub, fault: { kind: 'status', status: 429, headers: { [name]: value } } });
    const problem = await problemOf(resolveFile({ hub: hubs.hub({}, { longestRateWaitMs: 310_000 }), ...file }));
    expect(problem).toMatchObject({ code: 'hub-rate-limited', seconds });
    expect(hubs.fake.requests).toHaveLength(1);
  });

  it('may be told as a date, which is far away here', async () => {
    await using hubs = await oneFile();
    const headers = { 'Retry-After': 'Fri, 31 Dec 2100 23:59:59 GMT' };
    hubs.fake.faults.add({ match: theHub, fault: { kind: 'status', status: 503, headers } });
    expect(await problemOf(resolveFile({ hub: hubs.hub(), ...file }))).toMatchObject({ code: 'hub-server-error' });
    expect(hubs.fake.requests).toHaveLength(1);
  });

  it('may be told as a date, which is over here', async () => {
    await using hubs = await oneFile();
    const headers = { 'Retry-After': 'Sun, 06 Nov 1994 08:49:37 GMT' };
    hubs.fake.faults.add({ match: theHub, fault: { kind: 'status', status: 503, headers }, times: 1 });
    expect(await resolveFile({ hub: hubs.hub(), ...file })).not.toBeNull();
  });
});

describe('a wait', () => {
  it.each([
    ['that a refusal asks for', { kind: 'rate-limit', seconds: 39 }, { seconds: 40, asked: true }],
    [
      'that a good answer asks for',
      { kind: 'headers', headers: { RateLimit: '"resolvers";r=0;t=39' } },
      { seconds: 40, asked: true },
    ],
    ['after a failure', { kind: 'status', status: 503 }, { seconds: expect.any(Number), asked: false }],
  ] as const)('%s is told, and cancelling ends it', async (_, fault, wait) => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theHub, fault });
    const controller = new AbortController();
    const told: (HubWait | 'over')[] = [];
    const hub = {
      ...hubs.hub({}, { longestRateWaitMs: 310_000, retryMs: [60_000] }),
      onWait: (begun: HubWait) => {
        told.push(begun);
        controller.abort();
        return () => told.push('over');
      },
    };
    const wanted = { hub, ...file, signal: controller.signal };
    // Each of them would wait for most of a minute.
    const problems = await Promise.all([
      problemOf(resolveFile(wanted).then(() => resolveFile({ ...wanted, revision: 'main' }))),
    ]);
    expect(problems).toMatchObject([{ code: 'run-cancelled' }]);
    expect(told).toEqual([wait, 'over']);
  });

  it('of some seconds is not told', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theHub, fault: { kind: 'rate-limit', seconds: 0 }, times: 1 });
    const hub = { ...hubs.hub(), onWait: () => expect.unreachable() };
    expect(await resolveFile({ hub, ...file })).not.toBeNull();
  });
});

describe('a body that drips', () => {
  // So slow that no machine is busy enough for bytes to be there before they are waited for.
  const drip = { kind: 'slow', bytes: 1, everyMs: 1_000 } as const;
  // Long enough for a busy machine to bring what comes before the drip.
  const impatient = { headersMs: 60_000, bodyGraceMs: 2_000, lowestBytesPerSecond: 10_000 };

  it('is left, and not asked for again', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theStorage, fault: drip });
    const problem = await problemOf(resolveFile({ hub: hubs.hub({}, impatient), ...file }));
    expect(problem).toMatchObject({ code: 'hub-too-slow', endpoint: hubs.fake.storage });
    expect(hubs.fake.requests).toHaveLength(2);
    expect(hubs.cacheFiles()).toEqual([]);
  });

  it('is left in all, where it breaks off and begins again with some bytes each time', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'cut', bytes: 10, reset: false } });
    const problem = await problemOf(resolveFile({ hub: hubs.hub({}, impatient), ...file }));
    expect(problem).toMatchObject({ code: 'hub-too-slow' });
  });

  it('is left where it is an answer of the API', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: /api/, fault: drip });
    const problem = await problemOf(listModels({ hub: hubs.hub({}, impatient), tags: [], signal: never }));
    expect(problem).toMatchObject({ code: 'hub-too-slow', endpoint: hubs.fake.endpoint });
  });

  it('may take its time where it comes at the lowest rate', async () => {
    await using hubs = await oneFile();
    hubs.fake.faults.add({ match: theStorage, fault: { kind: 'slow', bytes: 5_000 } });
    const path = await resolveFile({ hub: hubs.hub({}, { bodyGraceMs: 2_000, lowestBytesPerSecond: 1_000 }), ...file });
    expect(readFileSync(path ?? '').equals(content)).toBe(true);
  });
});
