import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHub } from '../../src/hub/hub.ts';
import { listModels } from '../../src/hub/list-models.ts';
import { modelInfo } from '../../src/hub/model-info.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { hubFixture, never, problemOf } from './hub-fixture.ts';

const card = (base: string) => `---\nbase_model: ${base}\nlanguage: en\ntags:\n- embedding_space_map\n---\n`;
const many = Array.from({ length: 1500 }, (_, i) =>
  makeRepository('model', `owner/ESM_${i}`, { 'README.md': card(i % 3 === 0 ? 'google/other' : 'google/base') }, i),
);
const tags = ['embedding_space_map', 'base_model:google/base'];

describe('listModels', () => {
  it('lists 1,500 models in three requests, each with its commit', async () => {
    await using hubs = await hubFixture({ repositories: many });
    const models = await listModels({ hub: hubs.hub(), tags: ['embedding_space_map'], signal: never });
    expect(models.length).toBe(1500);
    expect(new Set(models.map(({ sha }) => sha)).size).toBe(1500);
    expect(hubs.fake.requests.length).toBe(3);
  });

  it('gives only models with all tags', async () => {
    await using hubs = await hubFixture({ repositories: many });
    const models = await listModels({ hub: hubs.hub(), tags, signal: never });
    expect(models.length).toBe(1000);
    expect(models[0]).toMatchObject({ id: 'owner/ESM_1', downloads: 1, tags: expect.arrayContaining(['en', ...tags]) });
  });

  it('goes on after a failing second page', async () => {
    await using hubs = await hubFixture({ repositories: many });
    hubs.fake.faults.add({ match: /cursor=/, fault: { kind: 'status', status: 504 }, times: 6 });
    expect((await listModels({ hub: hubs.hub(), tags, signal: never })).length).toBe(1000);
  });

  it('offline and without an answer gives what the last listing held', async () => {
    await using hubs = await hubFixture({ repositories: many });
    const listed = await listModels({ hub: hubs.hub(), tags, signal: never });
    const before = hubs.fake.requests.length;
    expect(await listModels({ hub: hubs.hub({ offline: true }), tags, signal: never })).toEqual(listed);
    expect(hubs.fake.requests.length).toBe(before);
    await hubs.fake.stop();
    expect(await listModels({ hub: hubs.hub(), tags, signal: never })).toEqual(listed);
    const other = listModels({ hub: hubs.hub(), tags: ['never-listed'], signal: never });
    expect(await problemOf(other)).toMatchObject({ code: 'hub-unreachable' });
  });

  it('asks a Hub that is gone three times, and after that once for each question', async () => {
    await using hubs = await hubFixture({ repositories: many });
    await hubs.fake.stop();
    let asked = 0;
    const hub = createHub({
      settings: hubs.hub().settings,
      userAgent: 'itr-test',
      timing: { retryMs: [1, 1, 1, 1, 1] },
      fetch: (url, init) => {
        asked += 1;
        return fetch(url, init);
      },
    });
    await problemOf(modelInfo({ hub, id: 'a/b', signal: never }));
    expect(asked).toBe(3);
    await problemOf(listModels({ hub, tags, signal: never }));
    expect(asked).toBe(4);
  });

  it.each([
    [{ kind: 'html' }, 'hub-bad-response'],
    [{ kind: 'status', status: 400 }, 'hub-refused'],
  ] as const)('turns %o into a problem', async (fault, code) => {
    await using hubs = await hubFixture({ repositories: many });
    hubs.fake.faults.add({ match: /api\/models/, fault });
    expect(await problemOf(listModels({ hub: hubs.hub(), tags, signal: never }))).toMatchObject({ code });
  });
});

describe('modelInfo', () => {
  const repository = makeRepository('model', 'google-bert/bert-base', { 'config.json': '{}' });
  const options = { repositories: [repository], renames: { 'bert-base': 'google-bert/bert-base' } };

  it('gives the canonical id of an old name, and of other letter case', async () => {
    await using hubs = await hubFixture(options);
    const facts = { id: 'google-bert/bert-base', sha: repository.commit, tags: [], files: ['config.json'] };
    expect(await modelInfo({ hub: hubs.hub(), id: 'bert-base', signal: never })).toEqual(facts);
    expect(await modelInfo({ hub: hubs.hub(), id: 'Google-BERT/bert-base', signal: never })).toEqual(facts);
  });

  it('remembers the answer for the time offline', async () => {
    await using hubs = await hubFixture(options);
    await modelInfo({ hub: hubs.hub(), id: 'bert-base', signal: never });
    const offline = await modelInfo({ hub: hubs.hub({ offline: true }), id: 'bert-base', signal: never });
    expect(offline.id).toBe('google-bert/bert-base');
    const unknown = modelInfo({ hub: hubs.hub({ offline: true }), id: 'a/b', signal: never });
    expect(await problemOf(unknown)).toMatchObject({ code: 'hub-offline-not-cached', repo: 'a/b' });
  });

  it.each(['', '../x', 'a/b/c', 'a b', 'http://x', '.hidden'])('refuses %j as an id', async (id) => {
    await using hubs = await hubFixture(options);
    const problem = modelInfo({ hub: hubs.hub(), id, signal: never }).catch((error: unknown) => error);
    expect(await problem).toMatchObject({ problem: { code: 'hub-bad-repository-id', repo: id } });
    expect(hubs.fake.requests).toEqual([]);
  });
});

describe('the sample Hub', () => {
  it('lists the 33 maps of the sample model with their language and dataset', async () => {
    const folder = join(import.meta.dirname, '../../samples/hub');
    await using hubs = await hubFixture({ folder });
    const base = 'base_model:samples/bert-tiny-debian';
    const models = await listModels({ hub: hubs.hub(), tags: ['embedding_space_map', base], signal: never });
    expect(models.length).toBe(33);
    const admin = models.find(({ id }) => id === 'samples/ESM_debian__admin');
    expect(admin?.tags).toEqual(expect.arrayContaining(['en', 'dataset:debian-packages/admin', 'license:apache-2.0']));
    expect(readFileSync(join(folder, 'models/samples/ESM_debian__admin/README.md'), 'utf8')).toContain(
      'embedding_space_map',
    );
  });
});
