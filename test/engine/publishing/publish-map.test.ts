import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listEsms } from '../../../src/engine/maps/list-esms.ts';
import { planPublishing } from '../../../src/engine/publishing/plan-publishing.ts';
import { publishMap } from '../../../src/engine/publishing/publish-map.ts';
import { never, problemOf } from '../../hub/hub-fixture.ts';
import { baseModel, publishFixture, repo } from './publish-fixture.ts';
import { effectiveCommits, expectPublished, names, plan, writes } from './published-state.ts';

describe('publishing', () => {
  it('puts the three files there in one commit, where rankings find them', async () => {
    await using fixture = await publishFixture();
    const published = await fixture.publish();
    expectPublished(fixture);
    expect(published).toMatchObject({ repo, files: names, visibility: 'public', baseModel, found: true });
    expect(effectiveCommits(fixture.engine.fake)).toBe(1);
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
    const before = effectiveCommits(fixture.engine.fake);
    expect((await fixture.publish()).files).toEqual([]);
    expect(effectiveCommits(fixture.engine.fake)).toBe(before);
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
