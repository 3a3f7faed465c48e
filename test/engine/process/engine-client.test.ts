import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RankCancelled } from '../../../src/engine/between-stages/rank-cancelled.ts';
import type { RunEvent, RunObserver } from '../../../src/engine/between-stages/run-events.ts';
import { EngineClient } from '../../../src/engine/process/engine-client.ts';
import type { LogLine } from '../../../src/engine/process/messages.ts';
import { type Problem, ProblemError } from '../../../src/protocol/problem.ts';
import type { Progress } from '../../../src/protocol/progress.ts';
import { rankRequest } from '../../../src/protocol/rank-request.ts';
import { trainRequest } from '../../../src/protocol/train-request.ts';
import { makeReport } from '../../made-map/make-report.ts';
import { oneTask } from '../../renderer/documents/recorded.ts';

const strangeEngine = join(import.meta.dirname, 'strange-engine.ts');
const { signal } = new AbortController();
const clients: EngineClient[] = [];

function createClient(entry = strangeEngine) {
  const log: LogLine[] = [];
  const activity: number[] = [];
  const settings = { endpoint: null, cacheFolder: null, token: null, threads: 3, offline: false };
  const client = new EngineClient({
    entry,
    settings: async () => settings,
    log: (line) => log.push(line),
    onActivity: (requests) => activity.push(requests),
  });
  clients.push(client);
  return { client, log, activity };
}

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.dispose()));
});

const rank = (client: EngineClient, dataset: string, observer: Partial<RunObserver> = {}) =>
  client.rank(rankRequest.parse({ dataset, model: 'm' }), { signal, ...observer });

const problemOf = (promise: Promise<unknown>): Promise<Problem | unknown> =>
  promise.then(
    () => 'no problem',
    (error: unknown) => (error instanceof ProblemError ? error.problem : error),
  );

async function pidOf(client: EngineClient): Promise<number> {
  const { embeddings } = await client.cacheInfo({ signal });
  return Number(embeddings.folder.slice('pid:'.length));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when there is no such process any more; the test's own limit ends the wait for one that stays. */
async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(20);
}

describe('a process that behaves', () => {
  it('is started by the first request, used by the next, and gone after dispose', async () => {
    const { client, log, activity } = createClient();
    expect(await rank(client, 'any')).toEqual(oneTask());
    const pid = await pidOf(client);
    expect(await pidOf(client)).toBe(pid);
    expect(log).toContainEqual({ level: 'info', line: 'threads 3' });
    expect(activity).toEqual([1, 0, 1, 0, 1, 0]);
    await client.dispose();
    expect(isAlive(pid)).toBe(false);
    expect(await problemOf(rank(client, 'any'))).toMatchObject({ code: 'engine-stopped' });
  });

  it('starts once for requests that come together', async () => {
    const { client } = createClient();
    const pids = await Promise.all([pidOf(client), pidOf(client), pidOf(client)]);
    expect(new Set(pids).size).toBe(1);
  });

  it('tells every result in order, and progress at most ten times a second', async () => {
    const { client } = createClient();
    const progress: Progress[] = [];
    const events: RunEvent[] = [];
    const startedAt = performance.now();
    await rank(client, 'flood', {
      onProgress: (entry) => progress.push(entry),
      onResult: (event) => events.push(event),
    });
    const seconds = (performance.now() - startedAt) / 1000;
    expect(events.map((event) => (event.kind === 'scored' ? event.task.repo : event.kind))).toEqual(
      Array.from({ length: 1500 }, (_, index) => `a/${index + 1}`),
    );
    expect(progress.at(-1)).toMatchObject({ done: 1500 });
    expect(progress.length).toBeLessThanOrEqual(seconds * 10 + 2);
  });

  it('asks the shell before a large download', async () => {
    const { client } = createClient();
    const asked: number[] = [];
    const answer = (yes: boolean) => (plan: { bytesToFetch: number }) => {
      asked.push(plan.bytesToFetch);
      return Promise.resolve(yes);
    };
    expect(await rank(client, 'consent', { confirmDownload: answer(true) })).toMatchObject({ partial: false });
    expect(await rank(client, 'consent', { confirmDownload: answer(false) })).toMatchObject({ partial: true });
    expect(await rank(client, 'consent')).toMatchObject({ partial: true });
    expect(asked).toEqual([3.6e9, 3.6e9]);
  });

  it('fetches maps ahead with progress and a question, and removes those that are named', async () => {
    const { client } = createClient();
    const progress: Progress[] = [];
    const prefetch = (yes: boolean) =>
      client.prefetchEsms('m', {
        signal,
        onProgress: (entry) => progress.push(entry),
        confirmDownload: async ({ bytesToFetch }) => yes && bytesToFetch === 3.6e9,
      });
    expect(await prefetch(true)).toEqual({ model: 'm', fetched: 3, cached: 0, failed: [] });
    expect(progress).toEqual([{ stage: 'fetch-esms', done: 3, total: 3, unit: 'esms' }]);
    expect(await problemOf(prefetch(false))).toMatchObject({ code: 'run-cancelled' });
    expect(await client.removeEsms({ model: 'm', repos: ['a', 'b'], signal })).toEqual({ removed: 2, bytes: 0 });
    expect(await client.removeEsms({ model: 'm', repos: null, signal })).toEqual({ removed: 1500, bytes: 0 });
    // This engine claims that there are -1 maps.
    expect(await problemOf(client.esmsOnDisk({ signal }))).toMatchObject({ code: 'engine-defect' });
  });

  it('makes a map, tells its progress, asks, and gives its report', async () => {
    const { client } = createClient();
    const progress: Progress[] = [];
    const report = await client.train(trainRequest.parse({ dataset: 'any', base: 'b', tuned: 't', out: 'o' }), {
      signal,
      onProgress: (entry) => progress.push(entry),
      confirmDownload: async () => true,
    });
    expect(report).toEqual(makeReport({ taskId: 'any' }));
    expect(progress).toEqual([{ stage: 'solve', done: 1, total: 2, unit: 'rows' }]);
  });

  it('stops making a map that is cancelled, and goes on living', async () => {
    const { client } = createClient();
    const pid = await pidOf(client);
    const controller = new AbortController();
    const request = trainRequest.parse({ dataset: 'wait', base: 'b', tuned: 't', out: 'o' });
    const making = client.train(request, { signal: controller.signal, onProgress: () => controller.abort() });
    expect(await problemOf(making)).toEqual({ area: 'run', code: 'run-cancelled' });
    expect(await pidOf(client)).toBe(pid);
  });

  it('gives problems as problems, and defects as such', async () => {
    const { client } = createClient();
    const file = 'a.csv';
    expect(await problemOf(rank(client, 'problem'))).toEqual({ area: 'dataset', code: 'dataset-empty-file', file });
    expect(await problemOf(rank(client, 'throw'))).toMatchObject({ code: 'engine-defect' });
    expect(await problemOf(rank(client, 'nonsense'))).toMatchObject({ code: 'engine-defect' });
    expect(await rank(client, 'any')).toEqual(oneTask());
  });
});

describe('cancelling', () => {
  it('keeps what was ranked', async () => {
    const { client } = createClient();
    await pidOf(client);
    const cancel = new AbortController();
    const running = rank(client, 'wait', { signal: cancel.signal });
    setTimeout(() => cancel.abort(), 100);
    // A run that is not cancelled waits for longer than this test may.
    const error: unknown = await running.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RankCancelled);
    expect(error).toMatchObject({ partial: { ...oneTask(), partial: true } });
  });

  it('does not start a process for a request that is cancelled already', async () => {
    const { client, activity } = createClient();
    expect(await problemOf(rank(client, 'any', { signal: AbortSignal.abort() }))).toMatchObject({
      code: 'run-cancelled',
    });
    expect(activity).toEqual([]);
  });

  it('kills a process that does not answer', async () => {
    const { client } = createClient();
    const pid = await pidOf(client);
    expect(await problemOf(rank(client, 'hang', { signal: AbortSignal.timeout(100) }))).toMatchObject({
      code: 'run-cancelled',
    });
    expect(isAlive(pid)).toBe(false);
    expect(await pidOf(client)).not.toBe(pid);
  });
});

describe('a process that ends by itself', () => {
  it.each([
    ['kill', { signal: 'SIGKILL', exitCode: null }],
    ['exit', { signal: null, exitCode: 7, lastOutput: 'last words\n' }],
  ])('fails all requests under way (%s), and the next one has a fresh process', async (how, end) => {
    const { client } = createClient();
    const pid = await pidOf(client);
    const other = problemOf(rank(client, 'wait'));
    expect(await problemOf(rank(client, how))).toMatchObject({ code: 'engine-ended', ...end });
    expect(await other).toMatchObject({ code: 'engine-ended' });
    expect(await pidOf(client)).not.toBe(pid);
  });

  it('says so when memory ran out', async () => {
    vi.stubEnv('NODE_OPTIONS', '--max-old-space-size=40');
    const { client } = createClient();
    const problem = await problemOf(rank(client, 'out-of-memory'));
    vi.unstubAllEnvs();
    expect(problem).toMatchObject({ code: 'engine-ended', lastOutput: expect.stringMatching(/out of memory/i) });
  });

  it('that cannot be started is a problem, each time anew', async () => {
    const { client } = createClient(join(import.meta.dirname, 'no-such-file.ts'));
    expect(await problemOf(rank(client, 'any'))).toMatchObject({ code: 'engine-ended', exitCode: 1 });
    expect(await problemOf(rank(client, 'any'))).toMatchObject({ code: 'engine-ended', exitCode: 1 });
  });

  it('is not one that was stopped on purpose', async () => {
    const { client } = createClient();
    const pid = await pidOf(client);
    const running = problemOf(rank(client, 'wait'));
    await client.stop();
    expect(await running).toMatchObject({ code: 'engine-stopped' });
    expect(isAlive(pid)).toBe(false);
    expect(await pidOf(client)).not.toBe(pid);
  });
});

describe('no orphans', () => {
  it.each(['SIGKILL', 'SIGTERM'] as const)('when the parent gets %s, the engine ends too', async (signalName) => {
    const parent = spawn(process.execPath, [join(import.meta.dirname, 'parent.ts'), strangeEngine], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [output]: unknown[] = await once(parent.stdout, 'data');
    const pid = Number(String(output));
    expect(isAlive(pid)).toBe(true);
    parent.kill(signalName);
    await once(parent, 'exit');
    await gone(pid);
  });
});
