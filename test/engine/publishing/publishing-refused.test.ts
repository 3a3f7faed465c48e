import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planPublishing } from '../../../src/engine/publishing/plan-publishing.ts';
import { publishMap } from '../../../src/engine/publishing/publish-map.ts';
import { makeRepository } from '../../fakes/hub/repository.ts';
import { never, problemOf } from '../../hub/hub-fixture.ts';
import { baseModel, publishFixture, repo, writeSampleMap } from './publish-fixture.ts';
import { contentOf, plan, writes } from './published-state.ts';

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

  it('where the message holds a token', async () => {
    await using fixture = await publishFixture();
    expect(await problemOf(plan(fixture, { message: 'with hf_test' }))).toMatchObject({
      code: 'publish-holds-token',
      path: 'message',
    });
  });

  it('where the weights hold a token', async () => {
    await using fixture = await publishFixture();
    const file = join(fixture.folder, 'model.safetensors');
    const bytes = readFileSync(file);
    const metadata = Buffer.from('{"__metadata__":{"note":"hf_test"},');
    const length = bytes.readUInt32LE(0) - 1 + metadata.length;
    const head = Buffer.alloc(8);
    head.writeUInt32LE(length, 0);
    writeFileSync(file, Buffer.concat([head, metadata, bytes.subarray(9)]));
    expect(await problemOf(plan(fixture))).toMatchObject({ code: 'publish-holds-token', path: 'model.safetensors' });
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
