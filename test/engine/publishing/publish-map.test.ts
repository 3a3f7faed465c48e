import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listEsms } from '../../../src/engine/maps/list-esms.ts';
import { planPublishing } from '../../../src/engine/publishing/plan-publishing.ts';
import { publishMap } from '../../../src/engine/publishing/publish-map.ts';
import type { FaultKind } from '../../fakes/hub/faults.ts';
import { makeRepository } from '../../fakes/hub/repository.ts';
import type { FakeHub, SeenRequest } from '../../fakes/hub/start-fake-hub.ts';
import { never, problemOf } from '../../hub/hub-fixture.ts';
import { baseModel, type PublishFixture, publishFixture, repo, writeSampleMap } from './publish-fixture.ts';

const names = ['README.md', 'config.json', 'model.safetensors'];
const contentOf = ({ state }: FakeHub, path: string) =>
  state.repositories.get(`model/${repo}`)?.files.get(path)?.read();
const writes = ({ requests }: FakeHub) => requests.filter(({ method }) => method !== 'GET' && method !== 'HEAD');
const commits = ({ requests }: FakeHub) =>
  requests.filter(({ url, status }) => url.includes('/commit/') && status === 200);

function expectPublished({ engine, folder }: PublishFixture): void {
  for (const name of names) expect(contentOf(engine.fake, name)).toEqual(readFileSync(join(folder, name)));
}

const plan = (fixture: PublishFixture, changes = {}, token: string | null = 'hf_test') =>
  planPublishing(fixture.context(token), { request: fixture.request(changes), dryRun: false, signal: never });

describe('publishing', () => {
  it('puts the three files there in one commit, where rankings find them', async () => {
    await using fixture = await publishFixture();
    const published = await fixture.publish();
    expectPublished(fixture);
    expect(published).toMatchObject({ repo, files: names, visibility: 'public', baseModel, found: true });
    expect(commits(fixture.engine.fake).length).toBe(1);
    const { esms } = await listEsms(fixture.engine.context(), { model: baseModel, signal: never });
    expect(esms.map((esm) => esm.repo)).toContain(repo);
  });

  it('shows before what it will do, and writes nothing until then', async () => {
    await using fixture = await publishFixture();
    const shown = await plan(fixture, { private: true, message: 'My map' });
    expect(shown).toMatchObject({
      repo,
      url: `${fixture.engine.fake.endpoint}/${repo}`,
      account: 'tester',
      visibility: 'private',
      staysPrivate: false,
      head: null,
      license: 'apache-2.0',
      baseModel,
      taskId: 'owner/task',
      message: 'My map',
      remarks: [],
    });
    expect(shown.files.map(({ path, change }) => [path, change])).toEqual(names.map((name) => [name, 'new']));
    expect(shown.files[2]?.size).toBe(readFileSync(join(fixture.folder, 'model.safetensors')).length);
    expect(writes(fixture.engine.fake).map(({ url }) => url)).toEqual(['/api/validate-yaml']);
    expect(fixture.engine.fake.state.repositories.has(`model/${repo}`)).toBe(false);
  });

  it('needs no token for a look', async () => {
    await using fixture = await publishFixture();
    const request = fixture.request();
    const look = await planPublishing(fixture.context(null), { request, dryRun: true, signal: never });
    expect(look).toMatchObject({ account: null, head: null });
    expect(await problemOf(publishMap(fixture.context(null), look, never))).toMatchObject({ code: 'publish-no-token' });
  });

  it('makes a private repository that others do not see', async () => {
    await using fixture = await publishFixture({
      accounts: [
        { token: 'hf_test', name: 'tester' },
        { token: 'hf_other', name: 'other' },
      ],
    });
    expect(await fixture.publish({ private: true })).toMatchObject({ visibility: 'private', found: true });
    const seen = async (token: string) =>
      (await listEsms(fixture.context(token), { model: baseModel, signal: never })).esms.map((esm) => esm.repo);
    expect(await seen('hf_other')).not.toContain(repo);
    expect(await seen('hf_test')).toContain(repo);
  });

  it('sends only what has changed, and nothing where all is there', async () => {
    await using fixture = await publishFixture();
    await fixture.publish();
    writeFileSync(join(fixture.folder, 'README.md'), `${readFileSync(join(fixture.folder, 'README.md'))}\nMore.\n`);
    expect((await fixture.publish()).files).toEqual(['README.md']);
    expectPublished(fixture);
    const before = commits(fixture.engine.fake).length;
    expect((await fixture.publish()).files).toEqual([]);
    expect(commits(fixture.engine.fake).length).toBe(before);
  });

  it('publishes for an organisation, and follows a repository that was renamed', async () => {
    const accounts = [{ token: 'hf_test', name: 'tester', orgs: [{ name: 'lab', role: 'write' as const }] }];
    await using fixture = await publishFixture({ accounts });
    await fixture.publish({ repo: 'lab/ESM_x' });
    fixture.engine.fake.state.renames.set('tester/old', 'lab/ESM_x');
    expect(await plan(fixture, { repo: 'tester/old' })).toMatchObject({ repo: 'lab/ESM_x' });
  });

  it.each(['Tester/ESM_owner__task', 'URL'])(
    'takes the owner in other letters, and the address of the page: %s',
    async (named) => {
      await using fixture = await publishFixture();
      const repoNamed = named === 'URL' ? `${fixture.engine.fake.endpoint}/${repo}` : named;
      expect(await fixture.publish({ repo: repoNamed })).toMatchObject({ repo, found: true });
    },
  );

  it('uploads in parts what the Hub wants in parts', async () => {
    await using fixture = await publishFixture({ multipartFrom: 1000, partBytes: 30_000 });
    await fixture.publish();
    expectPublished(fixture);
    const parts = fixture.engine.fake.requests.filter(({ url }) => url.includes('partNumber='));
    expect(parts.length).toBe(3);
  });
});

describe('publishing is refused', () => {
  const accounts = [
    { token: 'hf_test', name: 'tester', orgs: [{ name: 'club', role: 'read' as const }] },
    { token: 'hf_read', name: 'tester', role: 'read' as const },
    { token: 'hf_fine', name: 'tester', role: 'fineGrained' as const, writes: ['tester/other'] },
    { token: 'hf_other', name: 'other' },
  ];

  it.each<[string, string | null, object, object]>([
    ['without a token', null, {}, { code: 'publish-no-token' }],
    ['with a token that is none', 'hf_wrong', {}, { code: 'hub-bad-token' }],
    ['with a token that may only read', 'hf_read', {}, { code: 'publish-token-cannot-write', account: 'tester' }],
    ['with a fine-grained token of another scope', 'hf_fine', {}, { code: 'publish-token-cannot-write' }],
    [
      'under the name of somebody else',
      'hf_test',
      { repo: 'other/ESM_x' },
      { code: 'publish-foreign-namespace', namespace: 'other', namespaces: ['tester'] },
    ],
    ['under an organisation that is only read', 'hf_test', { repo: 'club/x' }, { code: 'publish-foreign-namespace' }],
    ['without an owner', 'hf_test', { repo: 'ESM_x' }, { code: 'publish-name-without-owner', account: 'tester' }],
    ['under what is no name', 'hf_test', { repo: 'a b/c' }, { code: 'hub-bad-repository-id' }],
    ['from a folder that is not there', 'hf_test', { folder: '/nowhere' }, { code: 'run-no-such-folder' }],
  ])('%s', async (_, token, changes, problem) => {
    await using fixture = await publishFixture({ accounts });
    expect(await problemOf(plan(fixture, changes, token))).toMatchObject(problem);
    expect(writes(fixture.engine.fake).filter(({ url }) => url !== '/api/validate-yaml')).toEqual([]);
  });

  it.each<[string, Record<string, string>, object]>([
    ['another model', { 'config.json': '{"model_type":"bert"}', 'model.safetensors': 'x' }, { holds: 'other-files' }],
    ['something else', { 'notes.txt': 'mine' }, { holds: 'other-files', detail: 'notes.txt' }],
    [
      'the map of another task',
      { 'config.json': JSON.stringify({ base_model_name: baseModel, task_id: 'other/task' }) },
      { holds: 'other-map', detail: `${baseModel}, other/task` },
    ],
  ])('where the name is taken by %s', async (_, contents, facts) => {
    await using fixture = await publishFixture({ repositories: [makeRepository('model', repo, contents)] });
    expect(await problemOf(plan(fixture))).toMatchObject({ code: 'publish-name-taken', repo, ...facts });
  });

  it('where a private map was asked for and the repository is public', async () => {
    await using fixture = await publishFixture({ repositories: [makeRepository('model', repo, { 'README.md': '' })] });
    expect(await problemOf(plan(fixture, { private: true }))).toMatchObject({ code: 'publish-not-private' });
  });

  it('of a map that nobody would find, with all that is wrong', async () => {
    await using fixture = await publishFixture();
    await writeSampleMap(fixture.folder, { base_model_name: './my-bert' });
    rmSync(join(fixture.folder, 'README.md'));
    expect(await problemOf(plan(fixture))).toMatchObject({
      code: 'publish-map-not-fit',
      findings: [{ code: 'base-model-not-on-hub', baseModel: './my-bert' }, { code: 'no-card' }],
    });
  });

  it('of a card that the Hub does not take', async () => {
    await using fixture = await publishFixture();
    const card = join(fixture.folder, 'README.md');
    writeFileSync(card, readFileSync(card, 'utf8').replace('apache-2.0', '"Apache License, Version 2"'));
    expect(await problemOf(plan(fixture))).toMatchObject({
      code: 'publish-card-refused',
      errors: [expect.stringContaining('license')],
    });
  });

  it.each(['config.json', 'README.md'])('of %s with a token in it', async (name) => {
    await using fixture = await publishFixture();
    const file = join(fixture.folder, name);
    const [before, after] = name === 'README.md' ? ['## How', 'hf_test\n## How'] : ['{', '{"hub_token": "hf_test",'];
    writeFileSync(file, readFileSync(file, 'utf8').replace(before, after));
    expect(await problemOf(plan(fixture))).toEqual({
      area: 'publish',
      code: 'publish-holds-token',
      name: fixture.folder,
      path: name,
    });
  });

  it('where a file is another one than was agreed on', async () => {
    await using fixture = await publishFixture();
    const agreed = await plan(fixture);
    await writeSampleMap(fixture.folder, { num_examples: 601 });
    expect(await problemOf(publishMap(fixture.context(), agreed, never))).toMatchObject({
      code: 'publish-file-changed',
    });
    expect(fixture.engine.fake.state.repositories.has(`model/${repo}`)).toBe(false);
  });

  it('where somebody else has changed the repository, and theirs stays', async () => {
    await using fixture = await publishFixture();
    await fixture.publish();
    await writeSampleMap(fixture.folder, { num_examples: 601 });
    const agreed = await plan(fixture);
    const theirs = fixture.engine.fake.state.repositories.get(`model/${repo}`);
    const contents = Object.fromEntries([...(theirs?.files ?? [])].map(([path, file]) => [path, file.read()]));
    fixture.engine.fake.push(makeRepository('model', repo, { ...contents, 'config.json': '{"theirs":1}' }));
    expect(await problemOf(publishMap(fixture.context(), agreed, never))).toMatchObject({
      code: 'publish-conflict',
      repo,
    });
    expect(contentOf(fixture.engine.fake, 'config.json')?.toString()).toBe('{"theirs":1}');
  });

  it('where the storage takes no more', async () => {
    await using fixture = await publishFixture({ largestObject: 100 });
    const action = fixture.publish();
    expect(await problemOf(action)).toMatchObject({ code: 'publish-upload-refused', path: 'model.safetensors' });
  });

  it('offline', async () => {
    await using fixture = await publishFixture();
    const context = fixture.engine.context({ token: 'hf_test', offline: true });
    const action = planPublishing(context, { request: fixture.request(), dryRun: true, signal: never });
    expect(await problemOf(action)).toMatchObject({ code: 'publish-offline' });
  });
});

describe('a connection that breaks off while publishing', () => {
  const steps: [string, RegExp][] = [
    ['making the repository', /POST \/api\/repos\/create/],
    ['asking where files go', /POST .*\/preupload\//],
    ['asking for an upload', /POST .*\/objects\/batch/],
    ['the upload', /PUT \/lfs/],
    ['telling that it is there', /POST .*\/objects\/verify/],
    ['the commit', /POST .*\/commit\//],
  ];
  const breaks: [string, FaultKind][] = [
    ['before anything is done', { kind: 'reset' }],
    ['when all is done and only the answer is lost', { kind: 'lost-answer' }],
    ['with a failure of the Hub', { kind: 'status', status: 503 }],
    ['with a wait', { kind: 'rate-limit', seconds: 0, retryAfter: true }],
  ];
  const cases = steps.flatMap(([step, match]) => breaks.map(([how, fault]) => ({ step, match, how, fault })));

  it.each(cases)('at $step, $how, goes on by itself', async ({ match, fault }) => {
    await using fixture = await publishFixture();
    fixture.engine.fake.faults.add({ match, fault, times: 1 });
    const published = await fixture.publish();
    expect(published.found).toBe(true);
    const { requests } = fixture.engine.fake;
    expect(requests.filter(({ method, url }) => match.test(`${method} ${url}`)).length).toBeGreaterThan(1);
    expectPublished(fixture);
    expect(effectiveCommits(fixture.engine.fake)).toBe(1);
  });

  it.each(cases.filter(({ fault }) => fault.kind === 'reset' || fault.kind === 'lost-answer'))(
    'at $step, $how, for good, is begun again by the same command',
    async ({ match, fault }) => {
      await using fixture = await publishFixture();
      fixture.engine.fake.faults.add({ match, fault });
      expect(await problemOf(fixture.publish())).toMatchObject({ area: 'hub' });
      fixture.engine.fake.faults.clear();
      expect((await fixture.publish()).found).toBe(true);
      expectPublished(fixture);
      expect(effectiveCommits(fixture.engine.fake)).toBe(1);
    },
  );

  it('in a part of an upload sends that part again', async () => {
    await using fixture = await publishFixture({ multipartFrom: 1000, partBytes: 30_000 });
    fixture.engine.fake.faults.add({ match: /partNumber=2/, fault: { kind: 'reset' }, times: 1 });
    fixture.engine.fake.faults.add({ match: /complete_multipart/, fault: { kind: 'lost-answer' }, times: 1 });
    await fixture.publish();
    expectPublished(fixture);
  });

  it('is cancelled in the middle, and begun again', async () => {
    await using fixture = await publishFixture();
    fixture.engine.fake.faults.add({ match: /PUT \/lfs/, fault: { kind: 'stall' } });
    const stop = new AbortController();
    const agreed = await plan(fixture);
    const publishing = publishMap(fixture.context(), agreed, stop.signal);
    await expect.poll(() => fixture.engine.fake.requests.some(({ method }) => method === 'PUT')).toBe(true);
    stop.abort();
    expect(await problemOf(publishing)).toMatchObject({ code: 'run-cancelled' });
    fixture.engine.fake.faults.clear();
    await fixture.publish();
    expectPublished(fixture);
  });

  it('says that the map is not listed yet where the Hub is behind', async () => {
    await using fixture = await publishFixture();
    const match = /GET \/api\/models\?.*filter=/;
    fixture.engine.fake.faults.add({ match, fault: { kind: 'entries', change: () => [] } });
    expect(await fixture.publish()).toMatchObject({ found: false, files: names });
  });
});

describe('answers that are none', () => {
  it.each<[string, RegExp]>([
    ['who one is', /whoami/],
    ['a repository', /GET \/api\/models\/tester/],
    ['where files go', /preupload/],
    ['an upload', /objects\/batch/],
    ['a commit', /\/commit\//],
  ])('to %s are a problem that names the address', async (_, match) => {
    await using fixture = await publishFixture();
    fixture.engine.fake.faults.add({ match, fault: { kind: 'html' } });
    expect(await problemOf(fixture.publish())).toMatchObject({ code: 'hub-bad-response' });
  });
});

describe('the token', () => {
  it('goes to the Hub alone, and is repeated by no problem', async () => {
    const token = 'hf_SecretOfTheTest';
    const accounts = [{ token, name: 'tester' }];
    await using fixture = await publishFixture({ accounts, multipartFrom: 1000, partBytes: 30_000 });
    await fixture.publish({}, token);
    const isOwn = ({ host }: SeenRequest) => host === '127.0.0.1';
    const elsewhere = fixture.engine.fake.requests.filter((request) => !isOwn(request));
    expect(elsewhere.some(({ method }) => method === 'PUT')).toBe(true);
    expect(JSON.stringify(elsewhere)).not.toContain('SecretOfTheTest');
    for (const status of [400, 401, 403, 413, 500]) {
      await writeSampleMap(fixture.folder, { num_examples: status });
      const fault: FaultKind = { kind: 'status', status, message: `no: Bearer ${token}` };
      for (const match of [/whoami/, /validate/, /preupload/, /batch/, /\/commit\//]) {
        fixture.engine.fake.faults.clear();
        fixture.engine.fake.faults.add({ match, fault });
        const problem = await fixture.publish({}, token).then(
          () => null,
          (error: unknown) => error,
        );
        expect(`${problem} ${JSON.stringify(problem)}`).not.toContain('SecretOfTheTest');
      }
    }
  });
});

/** Commits that changed the repository, made by whichever request. */
function effectiveCommits({ state }: FakeHub): number {
  const heads = [...state.earlier.keys()].filter((key) => key.startsWith(`model/${repo}@`));
  return heads.length;
}
