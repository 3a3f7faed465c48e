import { describe, expect, it } from 'vitest';
import { esmsOnDisk } from '../../../src/engine/maps/esms-on-disk.ts';
import { listBaseModels } from '../../../src/engine/maps/list-base-models.ts';
import { listEsms } from '../../../src/engine/maps/list-esms.ts';
import { rank } from '../../../src/engine/run/rank.ts';
import { isMapOf } from '../../../src/esm/cached-esms.ts';
import { rankRequest } from '../../../src/protocol/rank-request.ts';
import { type EngineFixture, engineFixture, sampleHub } from '../../engine-fixture.ts';
import { makeRepository, readRepositories } from '../../fakes/hub/repository.ts';
import { writePythonCache } from '../../fakes/python-cache.ts';
import { problemOf } from '../../hub/hub-fixture.ts';

// A cache that only Python filled: no list of maps was ever fetched, and none can be.

const { signal } = new AbortController();
const model = 'samples/bert-tiny-debian';
const samples = new Map(readRepositories(sampleHub).map((repository) => [repository.id, repository]));
const sample = (id: string) => {
  const found = samples.get(id);
  if (found === undefined) throw new Error(`no sample ${id}`);
  return found;
};
const maps = ['use', 'game', 'library-or-not'].map((name) => `samples/ESM_debian__${name}`).sort();
const request = (settings: object = {}) =>
  rankRequest.parse({
    dataset: 'samples/datasets/package-use.csv',
    textColumns: ['description'],
    labelColumn: 'use',
    model,
    examples: 100,
    ...settings,
  });

function filled({ folder }: EngineFixture, options: { ref?: boolean } = {}): void {
  for (const id of [model, ...maps]) writePythonCache(`${folder}/hub`, sample(id), options);
  const text = { 'config.json': '{"model_type": "gpt2"}' };
  writePythonCache(`${folder}/hub`, makeRepository('model', 'openai-community/gpt2', text));
  const named = (base_model_name: string) => ({ 'config.json': JSON.stringify({ base_model_name, task_id: 'a/b' }) });
  writePythonCache(`${folder}/hub`, makeRepository('model', 'other/ESM_roberta', named('roberta-base')));
  writePythonCache(`${folder}/hub`, makeRepository('model', 'other/ESM_same', named('somebody/bert-tiny-debian')));
}

const warning = { code: 'run-esms-from-cache', detail: { model, esms: 3 } };

describe('a cache that only Python filled', () => {
  it.each([
    ['offline', { cachedOnly: false }],
    ['offline, only what is cached', { cachedOnly: true }],
    ['with a filter', { filter: 'task~debian-packages' }],
  ])('is ranked %s, with a warning', async (_, settings) => {
    await using fixture = await engineFixture();
    filled(fixture);
    const document = await rank(request(settings), fixture.context({ offline: true }), { signal });
    expect(document.tasks.map(({ repo }) => repo).sort()).toEqual(maps);
    expect(document.tasks.map(({ revision }) => revision).sort()).toEqual(maps.map((id) => sample(id).commit).sort());
    expect(document.warnings).toContainEqual(warning);
    expect(document.coverage).toMatchObject({ scored: 3, requested: 3, available: null });
    expect(document.skipped).toEqual([]);
    expect(fixture.fake.requests).toEqual([]);
  });

  it('has the same scores as the same maps from the Hub', async () => {
    await using fixture = await engineFixture();
    filled(fixture);
    const scores = (document: Awaited<ReturnType<typeof rank>>) =>
      document.tasks.map(({ repo, score }) => [repo, score]);
    const offline = await rank(request(), fixture.context({ offline: true }), { signal });
    await using fresh = await engineFixture();
    expect(scores(offline)).toEqual(scores(await rank(request({ esms: maps }), fresh.context(), { signal })));
  });

  it('is ranked where it was fetched by commit, which notes no branch', async () => {
    await using fixture = await engineFixture();
    filled(fixture, { ref: false });
    const document = await rank(request(), fixture.context({ offline: true }), { signal });
    expect(document.tasks.map(({ repo }) => repo).sort()).toEqual(maps);
  });

  it('is ranked where the Hub does not answer, which is told too', async () => {
    await using fixture = await engineFixture();
    filled(fixture);
    fixture.fake.faults.add({ match: /./, fault: { kind: 'reset' } });
    const document = await rank(request(), fixture.context(), { signal });
    expect(document.tasks.map(({ repo }) => repo).sort()).toEqual(maps);
    const codes = document.warnings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['run-hub-did-not-answer', 'run-esms-from-cache']));
  });

  it('is listed: the maps of a model, base models, and the view of what is on the disk', async () => {
    await using fixture = await engineFixture();
    filled(fixture);
    const context = fixture.context({ offline: true });
    const { esms, warnings } = await listEsms(context, { model, signal });
    expect(esms).toEqual(maps.map((repo) => ({ repo, revision: sample(repo).commit, downloads: 0, cached: true })));
    expect(warnings).toEqual([warning]);
    const listed = await listBaseModels(context, signal);
    expect(listed.models).toEqual([
      { model, esms: 3 },
      { model: 'roberta-base', esms: 1 },
      { model: 'somebody/bert-tiny-debian', esms: 1 },
    ]);
    expect(listed.warnings).toEqual([{ code: 'run-esms-from-cache', detail: { model: null, esms: 5 } }]);
    const onDisk = await esmsOnDisk(context, signal);
    expect(onDisk.map(({ model, esms, cached, onDisk }) => [model, esms, cached, onDisk.length])).toEqual([
      [model, null, true, 3],
      ['roberta-base', null, false, 1],
      ['somebody/bert-tiny-debian', null, false, 1],
    ]);
  });

  it('without a map of the model is said not to be known', async () => {
    await using fixture = await engineFixture();
    writePythonCache(`${fixture.folder}/hub`, sample(model));
    const problem = await problemOf(rank(request(), fixture.context({ offline: true }), { signal }));
    expect(problem).toMatchObject({ code: 'hub-offline-not-cached' });
  });
});

describe('isMapOf', () => {
  it.each([
    ['google-bert/bert-base-uncased', 'bert-base-uncased', true],
    ['google-bert/bert-base-uncased', 'BERT-base-uncased', true],
    ['bert-base-uncased', 'google-bert/bert-base-uncased', true],
    ['google-bert/bert-base-uncased', 'somebody/bert-base-uncased', false],
    ['google-bert/bert-base-uncased', 'bert-base-cased', false],
  ])('%s and a map of %s: %s', (id, name, expected) => {
    expect(isMapOf(id, name)).toBe(expected);
  });
});
