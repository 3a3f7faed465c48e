import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { RankCancelled } from '../../../src/engine/between-stages/rank-cancelled.ts';
import type { RunEvent } from '../../../src/engine/between-stages/run-events.ts';
import { rank } from '../../../src/engine/run/rank.ts';
import type { Progress } from '../../../src/protocol/progress.ts';
import { type RankRequest, rankRequest } from '../../../src/protocol/rank-request.ts';
import { engineFixture } from '../../engine-fixture.ts';
import type { FaultKind } from '../../fakes/hub/faults.ts';
import { problemOf } from '../../hub/hub-fixture.ts';

const never = new AbortController().signal;
const request = (settings: Partial<RankRequest> = {}) =>
  rankRequest.parse({
    dataset: 'samples/datasets/package-use.csv',
    textColumns: ['description'],
    labelColumn: 'use',
    model: 'samples/bert-tiny-debian',
    examples: 150,
    ...settings,
  });
const stall: FaultKind = { kind: 'stall' };

describe('rank', () => {
  it('tells target, plan, head and every map, in this order, and the document agrees with what was told', async () => {
    await using fixture = await engineFixture();
    const events: RunEvent[] = [];
    const document = await rank(request(), fixture.context(), {
      signal: never,
      onResult: (event) => events.push(event),
    });
    expect(events.slice(0, 3).map(({ kind }) => kind)).toEqual(['target', 'plan', 'head']);
    const scored = events.flatMap((event) => (event.kind === 'scored' ? [event] : []));
    expect(scored.map(({ coverage }) => coverage.scored)).toEqual(Array.from({ length: 33 }, (_, i) => i + 1));
    expect(scored.map(({ task }) => task.repo).sort()).toEqual(document.tasks.map(({ repo }) => repo).sort());
    expect(document.coverage).toEqual({ scored: 33, requested: 33, available: 33 });
    expect(document.tasks.map(({ rank: place }) => place)).toEqual(Array.from({ length: 33 }, (_, i) => i + 1));
  });

  it('embeds on the CPU where another device cannot be started, with the same scores and one warning', async () => {
    await using fixture = await engineFixture();
    const document = await rank(request({ device: 'cuda' }), fixture.context(), { signal: never });
    expect(document.warnings.filter(({ code }) => code === 'run-device-not-started')).toMatchObject([
      { detail: { device: 'cuda', used: 'cpu' } },
    ]);
    await using other = await engineFixture();
    const onCpu = await rank(request(), other.context(), { signal: never });
    expect(onCpu.warnings).toMatchObject([{ code: 'dataset-few-per-class' }]);
    expect(document.tasks.map(({ score }) => score)).toEqual(onCpu.tasks.map(({ score }) => score));
  });

  it('ranks only maps that pass a filter, fetches the weights of no other, and says how many it left out', async () => {
    await using fixture = await engineFixture();
    const seen: Progress[] = [];
    const filter = 'task~wordnet examples>=4000';
    const onProgress = (progress: Progress) => void seen.push(progress);
    const { tasks, coverage } = await rank(request({ filter }), fixture.context(), { signal: never, onProgress });
    expect(tasks.length).toBeGreaterThan(0);
    for (const { taskId, examples } of tasks) {
      expect({ wordnet: taskId.includes('wordnet'), enough: Number(examples) >= 4000 }).toEqual({
        wordnet: true,
        enough: true,
      });
    }
    const leftOut = 33 - tasks.length;
    expect(coverage).toEqual({
      scored: tasks.length,
      requested: tasks.length,
      available: 33,
      filter: { text: filter, leftOut },
    });
    const weights = fixture.fake.requests.filter(({ url }) => /ESM_.*resolve.*safetensors/.test(url));
    expect(weights.length).toBe(tasks.length);
    expect(seen.filter(({ stage }) => stage === 'list-esms').at(-1)).toMatchObject({ done: 33, total: 33 });
  });

  it('tells of maps whose metadata a filter could not read, and what nothing passes', async () => {
    await using fixture = await engineFixture();
    fixture.fake.faults.add({
      match: /ESM_debian__use.*config.json/,
      fault: { kind: 'status', status: 404, errorCode: 'EntryNotFound' },
    });
    const document = await rank(request({ filter: 'task~debian-packages/u' }), fixture.context(), { signal: never });
    expect(document.skipped).toMatchObject([{ repo: 'samples/ESM_debian__use', code: 'esm-no-config' }]);
    const none = rank(request({ filter: 'language=xx' }), fixture.context(), { signal: never });
    expect(await problemOf(none)).toMatchObject({ code: 'run-nothing-to-rank', reason: 'none-match' });
  });

  it('tells of a mistake in a filter before it asks the Hub anything', async () => {
    await using fixture = await engineFixture();
    const wrong = rank(request({ filter: 'examples>=x' }), fixture.context(), { signal: never });
    expect(await problemOf(wrong)).toMatchObject({ code: 'filter-not-a-number', at: 10 });
    expect(fixture.fake.requests).toEqual([]);
  });

  it('reports stages that only go forward and end complete', async () => {
    await using fixture = await engineFixture();
    const seen = new Map<string, Progress[]>();
    const onProgress = (progress: Progress) => {
      seen.set(progress.stage, [...(seen.get(progress.stage) ?? []), progress]);
    };
    await rank(request(), fixture.context(), { signal: never, onProgress });
    expect([...seen.keys()].sort()).toEqual([
      'embed',
      'fetch-esms',
      'fetch-model',
      'list-esms',
      'read-dataset',
      'score',
    ]);
    for (const steps of seen.values()) {
      expect(steps.map(({ done }) => done)).toEqual(steps.map(({ done }) => done).sort((a, b) => a - b));
      expect(steps.at(-1)?.done).toBe(steps.at(-1)?.total);
    }
  });

  it('gives the same ranking with one thread and with three', async () => {
    await using fixture = await engineFixture();
    const scores = async (threads: number) => {
      const document = await rank(request(), fixture.context({}, threads), { signal: never });
      return document.tasks.map(({ repo, score }) => [repo, score]);
    };
    expect(await scores(3)).toEqual(await scores(1));
  });

  it('fetches the most fitting maps first and at most so many', async () => {
    await using fixture = await engineFixture();
    const document = await rank(request({ maxEsms: 4 }), fixture.context(), { signal: never });
    expect(document.coverage).toEqual({ scored: 4, requested: 4, available: 33 });
    const fetched = new Set(fixture.fake.requests.flatMap(({ url }) => /ESM_[\w-]+(?=\/resolve)/.exec(url)?.[0] ?? []));
    expect(fetched.size).toBe(4);
    // The target's file is called package-use and its label use.
    expect(fetched.has('ESM_debian__use')).toBe(true);
  });

  it('ranks from the cache where the Hub is down, and says so in the target and the document', async () => {
    await using fixture = await engineFixture();
    const before = await rank(request(), fixture.context(), { signal: never });
    expect(before.warnings).toMatchObject([{ code: 'dataset-few-per-class' }]);
    fixture.fake.faults.add({ match: /./, fault: { kind: 'reset' } });
    const events: RunEvent[] = [];
    const after = await rank(request(), fixture.context(), { signal: never, onResult: (event) => events.push(event) });
    expect(after.tasks).toEqual(before.tasks);
    const { endpoint } = fixture.fake;
    const warning = {
      code: 'run-hub-did-not-answer',
      detail: { endpoint, reason: expect.stringMatching(/ECONNRESET|SOCKET/), used: 'cache' },
    };
    expect(after.warnings).toEqual([...before.warnings, warning]);
    expect(events[0]).toMatchObject({ kind: 'target', warnings: [...before.warnings, warning] });
  });

  it('says in the document what is missing of the list of maps', async () => {
    await using fixture = await engineFixture();
    const change = (entries: unknown[]) => [{ id: 7 }, ...entries];
    fixture.fake.faults.add({ match: /api\/models\?/, fault: { kind: 'entries', change } });
    const document = await rank(request(), fixture.context(), { signal: never });
    const detail = { list: `${fixture.fake.endpoint}/api/models`, count: 1 };
    expect(document.warnings).toContainEqual({ code: 'run-listing-entries-skipped', detail });
    expect(document.tasks.length).toBeGreaterThan(0);
  });

  it('skips a map whose file is larger than its dimension allows, and fetches nothing of it', async () => {
    await using fixture = await engineFixture();
    const repo = 'samples/ESM_debian__use';
    const headers = { 'X-Linked-Size': '700000000' };
    fixture.fake.faults.add({ match: /ESM_debian__use\/resolve.*safetensors/, fault: { kind: 'headers', headers } });
    const esms = [repo, 'samples/ESM_debian__game'];
    const document = await rank(request({ esms }), fixture.context(), { signal: never });
    // 8 bytes for each of d² + d numbers, d = 128, and 64,000 for the header.
    const detail = { path: 'model.safetensors', bytes: 700_000_000, limitBytes: 8 * (128 * 128 + 128) + 64_000 };
    expect(document.skipped).toEqual([{ repo, code: 'hub-file-too-large', detail }]);
    expect(document.tasks.map((task) => task.repo)).toEqual(['samples/ESM_debian__game']);
  });

  it('ends where the weights of the base model are larger than its configuration says', async () => {
    await using fixture = await engineFixture();
    const headers = { 'X-Linked-Size': '700000000' };
    fixture.fake.faults.add({ match: /bert-tiny-debian\/resolve.*safetensors/, fault: { kind: 'headers', headers } });
    const problem = await problemOf(rank(request({ maxEsms: 1 }), fixture.context(), { signal: never }));
    expect(problem).toMatchObject({ code: 'hub-file-too-large', repo: 'samples/bert-tiny-debian', bytes: 700_000_000 });
  });

  it('skips maps of another base model where maps are named by hand', async () => {
    await using fixture = await engineFixture();
    const other = request({ esms: ['samples/bert-tiny-debian', 'samples/ESM_debian__use'] });
    const document = await rank(other, fixture.context(), { signal: never });
    expect(document.tasks.map(({ repo }) => repo)).toEqual(['samples/ESM_debian__use']);
    expect(document.skipped).toMatchObject([{ repo: 'samples/bert-tiny-debian', code: 'esm-no-base-model' }]);
  });

  it('goes on without maps that the Hub does not give', async () => {
    await using fixture = await engineFixture();
    fixture.fake.faults.add({
      match: /ESM_wordnet[^ ]*\/resolve/,
      fault: { kind: 'status', status: 403, errorCode: 'GatedRepo' },
    });
    const document = await rank(request(), fixture.context(), { signal: never });
    expect(document.skipped.length).toBe(8);
    expect(new Set(document.skipped.map(({ code }) => code))).toEqual(new Set(['hub-gated']));
    expect(document.tasks.length).toBe(25);
  });

  it('does not let each of the maps run into the silence of a Hub that is gone', async () => {
    await using fixture = await engineFixture();
    fixture.fake.faults.add({ match: /ESM_[^ ]*\/resolve/, fault: { kind: 'reset' } });
    const problem = await problemOf(rank(request(), fixture.context(), { signal: never }));
    expect(problem).toMatchObject({ code: 'run-nothing-to-rank', skipped: 33, firstSkipped: 'hub-unreachable' });
    // Eight in a row are enough, and twelve more are under way by then; each is tried three times.
    const asked = fixture.fake.requests.filter(({ url }) => /ESM_[^ ]*\/resolve/.test(url)).length;
    expect(asked).toBeLessThanOrEqual(3 * (8 + 12));
  });

  it('embeds once for two runs at the same time, and both are right', async () => {
    await using fixture = await engineFixture();
    const context = fixture.context();
    const runs = [request(), request({ variant: 'hfselect' })].map((one) => rank(one, context, { signal: never }));
    const [first, second] = await Promise.all(runs);
    expect(first?.target.fingerprint).toBe(second?.target.fingerprint);
    expect(first?.tasks.map(({ repo, score }) => [repo, score])).toEqual(
      second?.tasks.map(({ repo, score }) => [repo, score]),
    );
    const weights = fixture.fake.requests.filter(({ url }) =>
      /bert-tiny-debian\/resolve.*model\.safetensors/.test(url),
    );
    expect(weights.length).toBe(1);
  });

  it('goes on for the other run when one of two is cancelled', async () => {
    await using fixture = await engineFixture();
    const context = fixture.context();
    const controller = new AbortController();
    const cancelled = rank(request(), context, {
      signal: controller.signal,
      onProgress: ({ stage, done }) => stage === 'embed' && done > 0 && controller.abort(),
    }).catch((error: unknown) => error);
    const other = rank(request(), context, { signal: never });
    expect(await cancelled).toBeInstanceOf(RankCancelled);
    expect((await other).tasks.length).toBe(33);
  });
});

describe('cancelling', () => {
  const stages: [string, RegExp | null, FaultKind | null, Progress['stage'] | null][] = [
    ['before the start', null, null, null],
    ['while the model is looked up', /api\/models\/samples/, stall, null],
    ['while maps are listed', /api\/models\?/, stall, 'list-esms'],
    ['while the weights are fetched', /bert-tiny-debian\/resolve.*safetensors/, stall, 'fetch-esms'],
    ['while texts are embedded', null, null, 'embed'],
    ['while maps are fetched and scored', /ESM_wordnet[^ ]*\/resolve/, stall, 'score'],
  ];

  it.each(stages)('%s ends the run, whatever never comes', async (_, match, fault, stage) => {
    await using fixture = await engineFixture();
    if (match !== null && fault !== null) fixture.fake.faults.add({ match, fault });
    const controller = new AbortController();
    const cancel = () => controller.abort();
    if (stage === null) void delay(fault === null ? 0 : 300).then(cancel);
    const onProgress = (progress: Progress) => progress.stage === stage && progress.done > 0 && cancel();
    const onListing = (progress: Progress) => progress.stage === 'list-esms' && setTimeout(cancel, 50);
    const observer = { signal: controller.signal, onProgress: stage === 'list-esms' ? onListing : onProgress };
    const error = await rank(request(), fixture.context(), observer).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RankCancelled);
    const partial = error instanceof RankCancelled ? error.partial : null;
    if (stage === 'score') expect(partial).toMatchObject({ partial: true, coverage: { requested: 33 } });
    else expect(partial).toBeNull();
  });
});
