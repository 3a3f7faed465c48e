import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { DownloadPlan } from '../../../src/engine/between-stages/download-plan.ts';
import { prefetchEsms } from '../../../src/engine/maps/prefetch-esms.ts';
import { rank } from '../../../src/engine/run/rank.ts';
import type { Progress } from '../../../src/protocol/progress.ts';
import { type RankRequest, rankRequest } from '../../../src/protocol/rank-request.ts';
import { countLookedAt } from '../../../src/ranking/looked.ts';
import { type EngineFixture, engineFixture } from '../../engine-fixture.ts';
import type { FaultKind } from '../../fakes/hub/faults.ts';
import { largePool, largePoolModel } from '../../fakes/hub/large-pool.ts';
import { type FakeRepository, makeRepository } from '../../fakes/hub/repository.ts';
import { manyMaps } from './many-maps.ts';

const count = 120;
const most = 100;
const repositories = await manyMaps(count);
const embeddings = mkdtempSync(join(tmpdir(), 'itr-hindered-look-'));
afterAll(() => rmSync(embeddings, { recursive: true, force: true }));

const isMap = ({ id }: FakeRepository) => id.startsWith('many/');

/** The maps at another commit. @param change of their weights */
function changed(change: (weights: Buffer) => Buffer = (weights) => weights): FakeRepository[] {
  return repositories.map((repository) => {
    if (!isMap(repository)) return repository;
    const files = [...repository.files].map(([path, file]) => {
      const content = file.read();
      return [path, path === 'model.safetensors' ? change(Buffer.from(content)) : content] as const;
    });
    const { id, downloads } = repository;
    return makeRepository('model', id, { ...Object.fromEntries(files), 'notes.txt': 'another commit' }, downloads);
  });
}

interface Watched {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  offline?: boolean;
}

/** A run, with what it planned to download, and asked. */
async function run(fixture: EngineFixture, settings: Partial<RankRequest> = { look: 'first' }, watched: Watched = {}) {
  const { signal = new AbortController().signal, onProgress, offline = false } = watched;
  const plans: DownloadPlan[] = [];
  const questions: DownloadPlan[] = [];
  const request = rankRequest.parse({
    dataset: 'samples/transfers/noun-category.csv',
    model: 'samples/bert-tiny-debian',
    examples: 150,
    ...settings,
  });
  const context = { ...fixture.context({ offline }), cacheFolder: embeddings };
  const document = await rank(request, context, {
    signal,
    ...(onProgress && { onProgress }),
    onResult: (event) => void (event.kind === 'plan' && plans.push(event.plan)),
    confirmDownload: async (plan) => {
      questions.push(plan);
      return false;
    },
  }).catch((error: unknown) => error);
  return { document: isDocument(document) ? document : null, error: document, plan: plans[0], questions };
}

function isDocument(value: unknown): value is Awaited<ReturnType<typeof rank>> {
  return typeof value === 'object' && value !== null && 'tasks' in value;
}

/** Runs until the looks are there, and leaves their parts. */
async function lookOnly(fixture: EngineFixture): Promise<void> {
  const cancel = new AbortController();
  const onProgress = ({ stage, done }: Progress) => void (stage === 'look-esms' && done === count && cancel.abort());
  await run(fixture, { look: 'first' }, { signal: cancel.signal, onProgress });
  expect(keptParts(fixture)).toBe(count);
}

/** A run whose Hub has a fault once all maps are looked at. */
function runWithLaterFault(fixture: EngineFixture, match: RegExp, fault: FaultKind) {
  let isLater = false;
  const onProgress = ({ stage, done }: Progress) => {
    if (isLater || stage !== 'look-esms' || done < count) return;
    isLater = true;
    fixture.fake.faults.add({ match, fault });
  };
  return run(fixture, { look: 'first' }, { onProgress });
}

function keptParts({ folder }: EngineFixture): number {
  return readdirSync(join(folder, 'answers/ranges')).length;
}

/** Bytes of maps that the storage was asked for, from a request on. */
function movedBytes({ fake }: EngineFixture, from: number): number {
  const asked = fake.requests.slice(from).filter(({ host, url }) => host === 'localhost' && url.includes('many'));
  return asked.reduce((sum, { url, headers }) => {
    const repository = fake.state.repositories.get(new URL(url, fake.storage).searchParams.get('repository') ?? '');
    const size = repository?.files.get('model.safetensors')?.size ?? Number.NaN;
    const [, start = '0', end = ''] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? [];
    return sum + (end === '' ? size : Math.min(size, Number(end) + 1)) - Number(start);
  }, 0);
}

describe('a first look that is hindered', () => {
  it.each(['first', 'all'] as const)(
    'by parts of an older commit (%s): they count for nothing, and are removed',
    async (look) => {
      await using fixture = await engineFixture({ repositories });
      await lookOnly(fixture);
      for (const repository of changed().filter(isMap)) fixture.fake.push(repository);
      const from = fixture.fake.requests.length;
      const { document, plan } = await run(fixture, { look });
      const moved = movedBytes(fixture, from);
      expect(document?.tasks.length).toBe(count);
      expect(plan?.look).toBe(look);
      expect(moved).toBeGreaterThan(4e6);
      expect(moved).toBeLessThanOrEqual(plan?.esmBytesToFetch ?? 0);
      expect(keptParts(fixture)).toBe(countLookedAt(document?.tasks ?? []));
    },
  );

  it('by maps that are not finite in the rows that a look does not read: no more are fetched than were planned', async () => {
    const notFinite = changed((weights) => {
      weights.writeFloatLE(Number.NaN, weights.length - 4);
      return weights;
    });
    await using fixture = await engineFixture({ repositories: notFinite });
    const { document, plan } = await run(fixture);
    expect(document?.skipped.map(({ code }) => code)).toEqual(Array(most).fill('esm-not-finite'));
    expect(countLookedAt(document?.tasks ?? [])).toBe(count - most);
    expect(movedBytes(fixture, 0)).toBeLessThanOrEqual(plan?.esmBytesToFetch ?? 0);
  });

  it.each([
    ['refused', { kind: 'status', status: 403 }, 'hub-refused'],
    ['answered by a login page', { kind: 'html' }, 'hub-bad-response'],
  ] satisfies [string, FaultKind, string][])(
    'by a Hub that has each completion %s: the looks stay, and it is told why',
    async (_, fault, code) => {
      await using fixture = await engineFixture({ repositories });
      const { document } = await runWithLaterFault(fixture, /many.*(resolve|xet-bridge)|xet-bridge.*many/, fault);
      expect([document?.skipped, countLookedAt(document?.tasks ?? [])]).toEqual([[], count]);
      expect(document?.warnings).toMatchObject([
        { code: 'run-look-not-completed', detail: { esms: 60, first: { code } } },
      ]);
    },
  );

  it('by a Hub that is not asked: what there are parts of is ranked by them, also where nothing is said', async () => {
    await using fixture = await engineFixture({ repositories });
    await lookOnly(fixture);
    const { document, plan } = await run(fixture, {}, { offline: true });
    expect(countLookedAt(document?.tasks ?? [])).toBe(count);
    expect(plan).toMatchObject({ look: 'first', bytesToFetch: 0 });
    expect(document?.warnings).toMatchObject([{ detail: { esms: 60, first: { code: 'hub-offline-not-cached' } } }]);
  });

  it('by a variant that does not tell how sure it is: told before anything is fetched', async () => {
    await using fixture = await engineFixture({ repositories });
    const { error } = await run(fixture, { look: 'first', variant: 'hfselect', examples: 90 });
    const problem = { code: 'run-variant-needs-whole-maps', variant: 'hfselect', rows: 90, dimension: 128 };
    expect(error).toMatchObject({ problem });
    expect(movedBytes(fixture, 0)).toBe(0);
  });
});

it('offline, nobody is asked whether much may be downloaded', async () => {
  await using fixture = await engineFixture({ repositories: largePool() });
  const online = await run(fixture, { model: largePoolModel });
  expect([online.questions.length, online.error]).toMatchObject([
    1,
    { problem: { code: 'run-download-needs-consent' } },
  ]);
  const offline = await run(fixture, { model: largePoolModel }, { offline: true });
  expect([offline.questions, offline.plan?.bytesToFetch]).toEqual([[], 0]);
  expect(offline.error).toMatchObject({ problem: { area: 'language-model' } });
  const prefetch = prefetchEsms(fixture.context({ offline: true }), largePoolModel, {
    signal: new AbortController().signal,
    confirmDownload: () => Promise.reject(new Error('nobody is to be asked')),
  });
  expect(await prefetch.catch((error: unknown) => error)).toMatchObject({ problem: { area: 'language-model' } });
});
