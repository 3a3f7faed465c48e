import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EngineContext } from '../../../src/engine/context.ts';
import { checkMap } from '../../../src/engine/publishing/check-map.ts';
import { withTensors } from '../../esm/map-parts.ts';
import { never, problemOf } from '../../hub/hub-fixture.ts';
import { baseModel, publishFixture, repo, writeParts, writeSampleMap } from './publish-fixture.ts';

const check = (context: EngineContext, name: string, fix = false, folder?: string) =>
  checkMap(context, { name, fix, folder, signal: never }, new Map());

describe('checkMap', () => {
  it('looks at a folder by a name without ./, and at the Hub where there is none of that name', async () => {
    await using fixture = await publishFixture();
    await fixture.publish();
    const { folder } = fixture.engine;
    expect(await check(fixture.context(), 'my-map', false, folder)).toMatchObject({ name: 'my-map', findings: [] });
    expect(await check(fixture.context(), repo, false, folder)).toMatchObject({ name: repo, findings: [] });
    mkdirSync(join(folder, repo), { recursive: true });
    expect((await check(fixture.context(), repo, false, folder)).findings).toHaveLength(1);
  });

  it('fetches no weights of what is no map', async () => {
    await using fixture = await publishFixture();
    const { findings } = await check(fixture.context(), baseModel);
    expect(findings).toMatchObject([{ code: 'unusable', problem: { code: 'esm-no-base-model' } }]);
    expect(fixture.engine.fake.requests.filter(({ url }) => url.includes('safetensors'))).toEqual([]);
  });

  it('says what is not there', async () => {
    await using fixture = await publishFixture();
    expect(await problemOf(check(fixture.context(), './nowhere'))).toMatchObject({ code: 'run-no-such-folder' });
    expect(await problemOf(check(fixture.context(), 'a/none'))).toMatchObject({ code: 'hub-repository-not-found' });
    expect(await problemOf(check(fixture.context(), 'a b'))).toMatchObject({ code: 'hub-bad-repository-id' });
  });

  it('takes what the Hub calls the base model now', async () => {
    await using fixture = await publishFixture({ renames: { 'old-name': baseModel } });
    await writeSampleMap(fixture.folder, { base_model_name: 'old-name' });
    const codes = async () => (await check(fixture.context(), fixture.folder)).findings.map(({ code }) => code);
    expect(await codes()).toEqual(['base-model-renamed', 'card-of-other-base-model']);
    const { findings, fixed } = await check(fixture.context(), fixture.folder, true);
    expect({ findings, fixed }).toEqual({ findings: [], fixed: ['config.json', 'README.md'] });
    expect(await codes()).toEqual([]);
    const config = readFileSync(join(fixture.folder, 'config.json'), 'utf8');
    expect(JSON.parse(config)).toMatchObject({ base_model_name: baseModel });
  });

  it('says offline that the base model was not asked for', async () => {
    await using fixture = await publishFixture();
    const context = fixture.engine.context({ offline: true });
    expect((await check(context, fixture.folder)).findings).toEqual([
      { code: 'base-model-not-asked', stated: baseModel },
    ]);
  });

  it('repairs names of tensors in place, and leaves other files alone', async () => {
    await using fixture = await publishFixture();
    const folder = join(fixture.engine.folder, 'other-names');
    writeParts(folder, withTensors('linear.weight', 'linear.bias').parts);
    writeFileSync(join(folder, 'training-report.json'), '{}');
    const before = await check(fixture.context(), folder);
    expect(before.findings[0]).toMatchObject({ problem: { code: 'esm-unsupported-architecture' } });
    const { fixed, findings } = await check(fixture.context(), folder, true);
    expect(fixed).toEqual(['model.safetensors']);
    expect(findings).toEqual([{ code: 'base-model-not-on-hub', baseModel: 'owner/base' }]);
    expect(readFileSync(join(folder, 'training-report.json'), 'utf8')).toBe('{}');
  });

  it('asks once what the base model of many maps is called', async () => {
    await using fixture = await publishFixture();
    const known = new Map<string, string | null | undefined>();
    const context = fixture.context();
    for (let i = 0; i < 3; i++) await checkMap(context, { name: fixture.folder, fix: false, signal: never }, known);
    expect(fixture.engine.fake.requests.length).toBe(1);
  });
});
