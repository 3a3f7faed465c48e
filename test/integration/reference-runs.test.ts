import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { rank } from '../../src/engine/run/rank.ts';
import { rankRequest } from '../../src/protocol/rank-request.ts';
import { completeGoldenRows } from '../complete-golden-rows.ts';
import { engineFixture } from '../engine-fixture.ts';
import { type FakeRepository, readRepository } from '../fakes/hub/repository.ts';

const golden = join(import.meta.dirname, '../golden');
const expectedRun = z.object({
  file: z.string(),
  text: z.union([z.string(), z.array(z.string())]),
  label: z.string(),
  task: z.enum(['classification', 'regression']),
  examples: z.number().nullable(),
  seed: z.number().nullable(),
  rows_used: z.number(),
  scores: z.record(z.string(), z.number()),
  ranking: z.array(z.string()),
});
const runs = z.array(expectedRun).parse(JSON.parse(readFileSync(join(golden, 'runs.json'), 'utf8')));

const model = 'golden/bert-uncased';
const bad = [
  ['bad-architecture', 'esm-unsupported-architecture'],
  ['bad-config-json', 'esm-config-not-json'],
  ['bad-dimension', 'esm-dimension-mismatch'],
  ['bad-header-length', 'esm-damaged-weights'],
  ['bad-html-error-page', 'esm-damaged-weights'],
  ['bad-nan-weight', 'esm-not-finite'],
  ['bad-no-config', 'esm-no-config'],
  ['bad-no-task-id', 'esm-no-task-id'],
  ['bad-no-weights', 'esm-no-weights'],
  ['bad-offsets', 'esm-damaged-weights'],
  ['bad-truncated', 'esm-damaged-weights'],
  ['oldest-config', 'esm-no-base-model'],
] as const;

const esm = (name: string): FakeRepository => {
  const repository = readRepository('model', `golden/${name}`, join(golden, 'esm', name));
  return { ...repository, tags: ['embedding_space_map', `base_model:${model}`, `base_model:finetune:${model}`] };
};
const never = new AbortController().signal;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'itr-runs-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('whole runs of the reference', () => {
  it.each(runs.map((run, index) => [index, run] as const))('run %i', async (_, expected) => {
    const repositories = [
      readRepository('model', model, join(golden, 'models/bert-uncased')),
      ...Array.from({ length: 7 }, (_, index) => esm(`run-${index}`)),
    ];
    await using fixture = await engineFixture({ repositories });
    const complete = join(folder, 'complete.csv');
    writeFileSync(complete, completeGoldenRows());
    const request = rankRequest.parse({
      dataset: Array.isArray(expected.text) ? complete : join(golden, expected.file),
      textColumns: [expected.text].flat(),
      labelColumn: expected.label,
      task: expected.task,
      model,
      examples: expected.examples ?? undefined,
      seed: expected.seed === null ? null : String(expected.seed),
      variant: 'hfselect',
    });
    const document = await rank(request, fixture.context(), { signal: never });
    expect(document.target.rows).toBe(expected.rows_used);
    const scores = Object.fromEntries(document.tasks.map(({ repo, score }) => [repo, score]));
    for (const [repo, score] of Object.entries(expected.scores))
      expect(Math.abs((scores[repo] ?? Number.NaN) - score)).toBeLessThan(1e-4);
    expect(document.tasks.map(({ repo }) => repo)).toEqual(expected.ranking);
  });
});

describe('bad maps', () => {
  it('are skipped, each with its reason, and do not stop the run', async () => {
    const repositories = [
      readRepository('model', model, join(golden, 'models/bert-uncased')),
      ...bad.map(([name]) => esm(name)),
      ...['run-0', 'version-0.1.0', 'float16-weights', 'no-bias', 'text-columns-array'].map(esm),
    ];
    await using fixture = await engineFixture({ repositories });
    const request = rankRequest.parse({
      dataset: join(golden, 'dataset-files/rows.csv'),
      textColumns: ['text'],
      labelColumn: 'label',
      model,
    });
    const document = await rank(request, fixture.context(), { signal: never });
    expect(Object.fromEntries(document.skipped.map(({ repo, code }) => [repo, code]))).toEqual(
      Object.fromEntries(bad.map(([name, code]) => [`golden/${name}`, code])),
    );
    expect(document.tasks.length).toBe(5);
    expect(document.coverage).toEqual({ scored: 5, requested: 17, available: 17 });
  });
});
