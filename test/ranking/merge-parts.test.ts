import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { RankingDocument } from '../../src/ranking/document.ts';
import { toJson } from '../../src/ranking/export/json.ts';
import { mergeParts } from '../../src/ranking/merge-parts.ts';
import { rankTasks } from '../../src/ranking/rank-tasks.ts';
import { readDocument } from '../../src/ranking/read-document.ts';
import { makeDocument } from '../renderer/documents/make-document.ts';
import { besideRidge } from '../renderer/documents/with-estimators.ts';

type File = Parameters<typeof mergeParts>[0][number];

/** One run over some maps, of which every seventh was skipped. */
function oneRun(tasks: number): RankingDocument {
  const document = makeDocument({ tasks, classes: ['no', 'yes'] });
  const skippedRepos = document.tasks.filter((_, index) => index % 7 === 3).map(({ repo }) => repo ?? '');
  const ranked = rankTasks(document.tasks.filter(({ repo }) => !skippedRepos.includes(repo ?? '')));
  return {
    ...document,
    coverage: { scored: ranked.length, requested: tasks, available: tasks + 5 },
    tasks: ranked,
    skipped: skippedRepos.toSorted().map((repo) => ({ repo, code: 'esm-no-weights', detail: {} })),
    warnings: [{ code: 'few-rows', detail: { rows: 3 } }],
  };
}

/** What the machines of such a run would have written. */
function partsOf(whole: RankingDocument, shards: number): File[] {
  const requested = whole.tasks.length + whole.skipped.length;
  const repos = [...whole.tasks, ...whole.skipped].map(({ repo }) => repo ?? '').sort();
  return Array.from({ length: shards }, (_, index) => {
    const own = new Set(repos.filter((_repo, place) => place % shards === index));
    const tasks = rankTasks(whole.tasks.filter(({ repo }) => own.has(repo ?? '')));
    const document: RankingDocument = {
      ...whole,
      part: { shard: index + 1, shards, requested, maps: 'sha256:0' },
      created: `2026-11-23T10:00:${String(index % 60).padStart(2, '0')}Z`,
      coverage: { scored: tasks.length, requested: own.size, available: requested + 5 },
      tasks,
      skipped: whole.skipped.filter(({ repo }) => own.has(repo)),
      timings: { embedMs: 100 + index, fetchMs: 500 - index, scoreMs: 10, totalMs: 600 + (index % 3) },
    };
    // As read from a file: what JSON does not hold is gone.
    return { file: `part-${index + 1}.json`, document: JSON.parse(toJson(document)) };
  });
}

function merged(files: readonly File[], partial = false): RankingDocument {
  const result = mergeParts(files, { partial });
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.refusal));
  return result.document;
}

function refusal(files: readonly File[], partial = false) {
  const result = mergeParts(files, { partial });
  return result.kind === 'refused' ? result.refusal : null;
}

const withoutTimes = (document: RankingDocument) => toJson({ ...document, created: null, timings: null });
const changed = (files: readonly File[], index: number, change: (document: RankingDocument) => object): File[] =>
  files.map((file, place) =>
    place === index ? { ...file, document: { ...file.document, ...change(file.document) } } : file,
  );

test('any number of parts in any order gives the text of one run, but for its times', () => {
  const wholes = [0, 1, 2, 13, 40].map(oneRun);
  const cases = fc.tuple(fc.constantFrom(...wholes), fc.integer({ min: 1, max: 45 })).chain(([whole, shards]) => {
    const files = partsOf(whole, shards);
    return fc.tuple(fc.constant(whole), fc.shuffledSubarray(files, { minLength: files.length }));
  });
  fc.assert(
    fc.property(cases, ([whole, files]) => {
      expect(withoutTimes(merged(files))).toBe(withoutTimes(whole));
    }),
    { numRuns: 60 },
  );
});

test('ranks by another estimator are counted over all parts', () => {
  const document = besideRidge(oneRun(20));
  const parts = partsOf(document, 3);
  expect(parts.map((part) => part.document.tasks.map(({ others }) => others?.ridge?.rank))).not.toEqual(
    parts.map((part) => part.document.tasks.map(({ repo }) => rankByRidge(document, repo))),
  );
  expect(withoutTimes(merged(parts))).toBe(withoutTimes(document));
});

const rankByRidge = (document: RankingDocument, wanted: string | null) =>
  document.tasks.find(({ repo }) => repo === wanted)?.others?.ridge?.rank;

test('the times are those of machines that started together: the longest of each, and the last end', () => {
  const document = merged(partsOf(oneRun(9), 3));
  expect(document.timings).toEqual({ embedMs: 102, fetchMs: 500, scoreMs: 10, totalMs: 602 });
  expect(document.created).toBe('2026-11-23T10:00:02Z');
  expect(document.part).toBeUndefined();
});

test('what machines may say in their own way is taken from the first part', () => {
  const files = changed(partsOf(oneRun(9), 3), 1, (document) => ({
    target: { ...document.target, source: '/scratch/tickets.csv' },
    baseline: { score: -0.661 + 3e-8, evidence: document.baseline?.evidence ?? [] },
    warnings: [...document.warnings, { code: 'other', detail: {} }],
  }));
  const document = merged(files.toReversed());
  expect(document.target.source).toBe('tickets.csv');
  expect(document.baseline?.score).toBe(-0.661);
  expect(document.warnings.map(({ code }) => code)).toEqual(['few-rows', 'other']);
});

test.each([
  { shard: 1, shards: 1e9 },
  { shard: 3, shards: 2 },
  { shard: 0, shards: 2 },
])('a part that calls itself %j is none', (numbers) => {
  const [file] = partsOf(oneRun(2), 1);
  const document = { ...file?.document, part: { ...file?.document.part, ...numbers } };
  expect(readDocument(document)).toMatchObject({ kind: 'invalid', where: expect.stringMatching(/^part/) });
});

describe('refused', () => {
  const files = partsOf(oneRun(20), 4);

  const otherRuns: [string, (document: RankingDocument) => object, string][] = [
    ['generator', () => ({ generator: '0.2.0' }), '"0.2.0"'],
    ['model.id', ({ model }) => ({ model: { ...model, id: 'a/b' } }), '"a/b"'],
    ['model.revision', ({ model }) => ({ model: { ...model, revision: 'f00' } }), '"f00"'],
    ['model.pooling', ({ model }) => ({ model: { ...model, pooling: 'mean' } }), '"mean"'],
    ['method.score', ({ method }) => ({ method: { ...method, score: 'ridge' } }), '"ridge"'],
    ['method.others', ({ method }) => ({ method: { ...method, others: ['knn'] } }), '["knn"]'],
    ['method.variant', ({ method }) => ({ method: { ...method, variant: 'hfselect' } }), '"hfselect"'],
    ['target.textColumns', ({ target }) => ({ target: { ...target, textColumns: ['a'] } }), '["a"]'],
    ['target.labelColumn', ({ target }) => ({ target: { ...target, labelColumn: 'a' } }), '"a"'],
    ['target.rows', ({ target }) => ({ target: { ...target, rows: 90 } }), '90'],
    ['target.seed', ({ target }) => ({ target: { ...target, seed: 7 } }), '7'],
    ['target.fingerprint', ({ target }) => ({ target: { ...target, fingerprint: 'sha256:1' } }), '"sha256:1"'],
    ['part.shards', ({ part }) => ({ part: { ...part, shards: 5 } }), '5'],
    ['part.maps', ({ part }) => ({ part: { ...part, maps: 'sha256:1' } }), '"sha256:1"'],
  ];
  it.each(otherRuns)('parts that differ in %s', (field, change, otherValue) => {
    expect(refusal(changed(files, 2, change))).toMatchObject({
      code: 'merge-different-runs',
      field,
      file: 'part-1.json',
      otherFile: 'part-3.json',
      otherValue,
    });
  });

  it('parts whose baselines are further apart than processors explain', () => {
    const other = changed(files, 1, ({ baseline }) => ({ baseline: { ...baseline, score: -0.6612 } }));
    expect(refusal(other)).toMatchObject({ code: 'merge-different-runs', field: 'baseline', otherFile: 'part-2.json' });
  });

  it('the same part twice', () => {
    const twice = [...files, { file: 'copy.json', document: files[1]?.document ?? oneRun(1) }];
    expect(refusal(twice, true)).toEqual({
      code: 'merge-repeated-shard',
      shard: 2,
      shards: 4,
      file: 'part-2.json',
      otherFile: 'copy.json',
    });
  });

  it('a map in two parts', () => {
    const repo = files[0]?.document.tasks[0]?.repo ?? '';
    const other = changed(files, 3, ({ skipped }) => ({ skipped: [...skipped, { repo, code: 'x', detail: {} }] }));
    expect(refusal(other)).toMatchObject({
      code: 'merge-repeated-map',
      repo,
      file: 'part-1.json',
      otherFile: 'part-4.json',
    });
  });

  it('a whole ranking among the parts', () => {
    expect(refusal([...files, { file: 'whole.json', document: oneRun(20) }], true)).toEqual({
      code: 'merge-not-a-part',
      file: 'whole.json',
    });
  });

  it('missing parts, unless asked for', () => {
    const some = files.slice(1, 3);
    expect(refusal(some)).toEqual({ code: 'merge-missing-shards', missing: [1, 4], shards: 4 });
    const document = merged(some, true);
    expect(document).toMatchObject({ partial: true, coverage: { requested: 20, available: 25 } });
    expect(document.tasks.length).toBe(document.coverage?.scored);
  });

  it('a part that was cancelled, unless asked for', () => {
    const cancelled = changed(files, 3, ({ tasks }) => ({ partial: true, tasks: tasks.slice(0, 1) }));
    expect(refusal(cancelled)).toEqual({ code: 'merge-partial-part', shard: 4, shards: 4, file: 'part-4.json' });
    expect(merged(cancelled, true).partial).toBe(true);
  });
});
