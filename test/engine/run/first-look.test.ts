import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DownloadPlan } from '../../../src/engine/between-stages/download-plan.ts';
import { RankCancelled } from '../../../src/engine/between-stages/rank-cancelled.ts';
import type { RunEvent } from '../../../src/engine/between-stages/run-events.ts';
import { esmsOnDisk } from '../../../src/engine/maps/esms-on-disk.ts';
import { removeEsms } from '../../../src/engine/maps/remove-esms.ts';
import { rank } from '../../../src/engine/run/rank.ts';
import type { Progress } from '../../../src/protocol/progress.ts';
import { type RankRequest, rankRequest } from '../../../src/protocol/rank-request.ts';
import type { RankingDocument } from '../../../src/ranking/document.ts';
import { countLookedAt, lookedAtRows } from '../../../src/ranking/looked.ts';
import { mergeParts } from '../../../src/ranking/merge-parts.ts';
import { readDocument } from '../../../src/ranking/read-document.ts';
import { type EngineFixture, engineFixture } from '../../engine-fixture.ts';
import { manyMaps } from './many-maps.ts';

const never = new AbortController().signal;
const count = 120;
const layouts = [
  { dtype: 'F32' },
  { dtype: 'F32', bias: 'last' },
  { dtype: 'F32', bias: 'none' },
  { dtype: 'F16' },
  { dtype: 'BF16', bias: 'last' },
] as const;
const repositories = await manyMaps(count, (index) => layouts[index % layouts.length] ?? { dtype: 'F32' });
const request = (settings: Partial<RankRequest> = {}) =>
  rankRequest.parse({
    dataset: 'samples/transfers/noun-category.csv',
    model: 'samples/bert-tiny-debian',
    examples: 150,
    look: 'first',
    ...settings,
  });

/** The texts are the same in all tests: they are embedded once. */
const embeddings = mkdtempSync(join(tmpdir(), 'itr-first-look-'));
afterAll(() => rmSync(embeddings, { recursive: true, force: true }));

const fixtureOf = (some = repositories) => engineFixture({ repositories: some });
const contextOf = (fixture: EngineFixture, settings = {}) => ({
  ...fixture.context(settings),
  cacheFolder: embeddings,
});
const run = (fixture: EngineFixture, settings: Partial<RankRequest> = {}) =>
  rank(request(settings), contextOf(fixture), { signal: never });

function requestsOf({ fake }: EngineFixture, match: RegExp): string[] {
  return fake.requests.filter(({ url }) => match.test(url)).map(({ url }) => url);
}

function keptParts({ folder }: EngineFixture): string[] {
  try {
    return readdirSync(join(folder, 'answers/ranges'));
  } catch {
    return [];
  }
}

describe('a first look at all maps', () => {
  let fixture: EngineFixture;
  let document: RankingDocument;
  const progress: Progress[] = [];
  const events: RunEvent[] = [];
  const whole = () => count - countLookedAt(document.tasks);
  beforeAll(async () => {
    fixture = await fixtureOf();
    document = await rank(request(), contextOf(fixture), {
      signal: never,
      onProgress: (each) => void progress.push(each),
      onResult: (event) => void events.push(event),
    });
  }, 60_000);
  afterAll(() => fixture[Symbol.asyncDispose]());

  it('makes the best of them whole, and puts them first', () => {
    const { tasks, coverage, skipped } = document;
    expect(skipped).toEqual([]);
    expect(whole()).toBeGreaterThanOrEqual(60);
    expect(whole()).toBeLessThanOrEqual(100);
    expect(coverage).toEqual({ scored: count, requested: count, available: count, lookedAt: count - whole() });
    expect(tasks.slice(0, whole()).every((task) => task.looked === 'whole')).toBe(true);
    expect(tasks.slice(whole()).map(({ looked }) => looked)).toEqual(
      Array(count - whole()).fill({ rows: 64, of: 128 }),
    );
    for (const { rank: own, rankInterval } of tasks) {
      expect(rankInterval?.[0]).toBeLessThanOrEqual(own);
      expect(rankInterval?.[1]).toBeGreaterThanOrEqual(own);
    }
    expect(readDocument(JSON.parse(JSON.stringify(document)))).toMatchObject({ kind: 'document' });
  });

  it('tells how far it is, and each score, of those that became whole twice', () => {
    const looks = progress.filter(({ stage }) => stage === 'look-esms');
    expect([looks[0]?.done, looks.at(-1)?.done, looks.at(-1)?.total]).toEqual([0, count, count]);
    expect(progress.findLast(({ stage }) => stage === 'fetch-esms')).toMatchObject({ done: whole(), total: whole() });
    expect(events.filter(({ kind }) => kind === 'scored').length).toBe(count + whole());
  });

  it('asks for the weights of each map once, for its config.json only where it becomes whole, and keeps the parts of the others', () => {
    expect(requestsOf(fixture, /^\/many\/.*resolve.*safetensors/).length).toBe(count);
    expect(requestsOf(fixture, /^\/many\/.*resolve.*config.json/).length).toBe(whole());
    expect(keptParts(fixture).length).toBe(count - whole());
    const { tasks } = document;
    expect([tasks[0]?.taskSubset, tasks.at(-1)?.taskSubset, tasks.at(-1)?.language]).toEqual(['own', null, 'en']);
    expect(tasks.at(-1)?.taskId).toMatch(/^many\/task-/);
  });

  it('is read from the disk the next time, also without a network', async () => {
    const asked = requestsOf(fixture, /ESM.*resolve/).length;
    const offline = await rank(request(), contextOf(fixture, { offline: true }), { signal: never });
    expect(scoresOf(offline)).toEqual(scoresOf(document));
    expect(offline.skipped).toEqual([]);
    expect(scoresOf(await run(fixture))).toEqual(scoresOf(document));
    expect(requestsOf(fixture, /ESM.*resolve/).length).toBe(asked);
  });

  it('shows in the view of maps, with its parts', async () => {
    const [model] = await esmsOnDisk(contextOf(fixture), never);
    expect(model?.onDisk.length).toBe(count);
    expect(model?.onDisk.filter(({ ready }) => ready).length).toBe(whole());
    for (const { bytes } of model?.onDisk ?? []) expect(bytes).toBeGreaterThan(30_000);
  });

  it('is gone on from where all are wanted whole; what was whole has the scores of that ranking, and its first are the same', async () => {
    const before = fixture.fake.requests.length;
    const plans: DownloadPlan[] = [];
    const onResult = (event: RunEvent) => void (event.kind === 'plan' && plans.push(event.plan));
    const all = await rank(request({ look: 'all' }), contextOf(fixture), { signal: never, onResult });
    expect(all.tasks.some(({ looked }) => looked !== undefined)).toBe(false);
    const exact = new Map(scoresOf(all));
    for (const task of document.tasks) {
      const whole = exact.get(task.repo) ?? Number.NaN;
      if (lookedAtRows(task) === null) expect(task.score).toBe(whole);
      else expect(Math.abs(task.score - whole)).toBeLessThan(5 * (task.standardError ?? 0));
    }
    expect(document.certainty?.shortlist).toEqual(all.certainty?.shortlist);
    expect(document.certainty?.verdict).toBe(all.certainty?.verdict);
    const fetched = fixture.fake.requests.slice(before).filter(({ host }) => host === 'localhost');
    expect(fetched.length).toBe(count - whole());
    for (const { headers } of fetched) expect(headers.range).toMatch(/^bytes=[1-9]\d{4}-$/);
    expect(plans[0]?.bytesToFetch).toBeLessThan((count - whole()) * 36_000);
    expect(keptParts(fixture)).toEqual([]);
  });

  it('scores what is in the cache whole, and is removed with the maps', async () => {
    await using other = await fixtureOf();
    const few = await run(other, { maxEsms: 12 });
    expect(few.tasks.every(({ looked }) => looked === undefined)).toBe(true);
    const { tasks } = await run(other);
    const cached = new Set(few.tasks.map(({ repo }) => repo));
    for (const task of tasks) if (cached.has(task.repo)) expect(task.looked).toBe('whole');
    expect(requestsOf(other, /^\/many\/.*resolve.*safetensors/).length).toBe(count);
    expect(keptParts(other).length).toBe(countLookedAt(tasks));
    await removeEsms(contextOf(other), { model: 'samples/bert-tiny-debian', repos: null, signal: never });
    expect(keptParts(other)).toEqual([]);
  });

  it('keeps parts where it is cancelled, and tells what it had ranked', async () => {
    await using other = await fixtureOf();
    const cancel = new AbortController();
    let scored = 0;
    const cancelled = rank(request(), contextOf(other), {
      signal: cancel.signal,
      onResult: ({ kind }) => {
        if (kind === 'scored' && ++scored === 40) cancel.abort();
      },
    });
    const error = await cancelled.catch((reason: unknown) => reason);
    if (!(error instanceof RankCancelled)) throw error;
    expect(error.partial?.partial).toBe(true);
    expect(countLookedAt(error.partial?.tasks ?? [])).toBeGreaterThan(30);
    expect(keptParts(other).length).toBeGreaterThanOrEqual(40);
  });

  it('of a server that gives files only whole is told, and each is fetched once', async () => {
    await using other = await fixtureOf();
    other.fake.faults.add({ match: /xet-bridge/, fault: { kind: 'ignore-range' } });
    const { tasks, warnings } = await run(other);
    expect([tasks.length, countLookedAt(tasks)]).toEqual([count, 0]);
    expect(warnings.filter(({ code }) => code === 'run-no-first-look')).toEqual([
      { code: 'run-no-first-look', detail: { endpoint: other.fake.endpoint, esms: count } },
    ]);
    // Twelve may have been asked for a part by then.
    expect(requestsOf(other, /xet-bridge.*many/).length).toBeLessThanOrEqual(count + 12);
  });

  it('stays what it is where the Hub gives no more, and says so', async () => {
    await using other = await fixtureOf();
    other.fake.faults.add({ match: /many.*config.json/, fault: { kind: 'status', status: 503 } });
    const { tasks, skipped, warnings } = await run(other);
    expect([countLookedAt(tasks), skipped.length]).toEqual([count, 0]);
    expect(warnings.find(({ code }) => code === 'run-look-not-completed')).toMatchObject({
      detail: { esms: expect.toSatisfy((esms: number) => esms >= 60 && esms <= 100) },
    });
  });

  it('of what is no map, or damaged, is told as of whole maps, also where it shows only later', async () => {
    await using other = await fixtureOf();
    const best = document.tasks.find(({ repo }) => !/00[01]$/.test(repo ?? ''))?.repo ?? '';
    const gone = { kind: 'status', status: 404, errorCode: 'EntryNotFound' } as const;
    other.fake.faults.add({ match: /ESM_task-000\/resolve.*safetensors/, fault: gone });
    other.fake.faults.add({ match: /xet-bridge.*task-001/, fault: { kind: 'flip', byte: 9 } });
    other.fake.faults.add({ match: new RegExp(`${best}/resolve.*config.json`), fault: gone });
    const { skipped, tasks } = await run(other);
    expect(skipped).toMatchObject(
      [
        { repo: 'many/ESM_task-000', code: 'esm-no-weights' },
        { repo: 'many/ESM_task-001', code: 'esm-damaged-weights' },
        { repo: best, code: 'esm-no-config' },
      ].sort((a, b) => (a.repo < b.repo ? -1 : 1)),
    );
    expect(tasks.map(({ repo }) => repo)).not.toContain(best);
    expect(tasks.length).toBe(count - 3);
  });

  it('of each half on a machine of its own is put together', async () => {
    const many = await manyMaps(206);
    const parts = [];
    for (const index of [1, 2]) {
      await using other = await fixtureOf(many);
      parts.push({ file: `${index}.json`, document: await run(other, { shard: { index, of: 2 } }) });
    }
    const merged = mergeParts(parts, { partial: false });
    if (merged.kind === 'refused') throw new Error(merged.refusal.code);
    const { tasks, coverage, certainty } = merged.document;
    const lookedAt = countLookedAt(tasks);
    expect([tasks.length, coverage?.lookedAt]).toEqual([206, lookedAt]);
    expect(lookedAt).toBeGreaterThanOrEqual(6);
    expect(tasks.slice(-lookedAt).map((task) => lookedAtRows(task)?.rows)).toEqual(Array(lookedAt).fill(64));
    expect(certainty?.shortlist.length).toBeGreaterThan(0);
  });
});

function scoresOf({ tasks }: RankingDocument): [string | null, number][] {
  return tasks.map(({ repo, score }) => [repo, score]);
}
