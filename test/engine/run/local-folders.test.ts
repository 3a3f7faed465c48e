import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rank } from '../../../src/engine/run/rank.ts';
import { isLocalPath } from '../../../src/protocol/local-path.ts';
import { type RankRequest, rankRequest } from '../../../src/protocol/rank-request.ts';
import { type EngineFixture, engineFixture, sampleHub } from '../../engine-fixture.ts';
import { problemOf } from '../../hub/hub-fixture.ts';

const signal = new AbortController().signal;
const models = join(sampleHub, 'models/samples');
const dataset = resolve('samples/datasets/package-use.csv');
const columns = { textColumns: ['description'], labelColumn: 'use', examples: 120 };
const request = (settings: Partial<RankRequest>) => rankRequest.parse({ dataset, ...columns, ...settings });

/** A folder with the sample base model in `my-bert` and some of its maps in `my-esms`. */
function localCopies({ folder }: EngineFixture): string {
  const local = join(folder, 'local');
  mkdirSync(join(local, 'my-esms'), { recursive: true });
  cpSync(join(models, 'bert-tiny-debian'), join(local, 'my-bert'), { recursive: true });
  for (const name of readdirSync(models).filter((each) => /^ESM_wordnet/.test(each))) {
    cpSync(join(models, name), join(local, 'my-esms', name), { recursive: true });
  }
  return local;
}

describe('a model and maps in folders', () => {
  it('give the scores that the same ones from the Hub give, without a request', async () => {
    await using fixture = await engineFixture();
    const folder = localCopies(fixture);
    const local = request({ folder, model: './my-bert', esms: ['./my-esms/*'] });
    const document = await rank(local, fixture.context(), { signal });
    expect(fixture.fake.requests).toEqual([]);
    const names = readdirSync(join(folder, 'my-esms'));
    const fromHub = request({ model: 'samples/bert-tiny-debian', esms: names.map((name) => `samples/${name}`) });
    const expected = await rank(fromHub, fixture.context(), { signal });
    expect(document.tasks.map(({ repo, score }) => [repo, score])).toEqual(
      expected.tasks.map(({ repo, score }) => [repo?.replace('samples/', './my-esms/'), score]),
    );
    expect(document.model.id).toBe('./my-bert');
  });

  it('may be mixed with those of the Hub', async () => {
    await using fixture = await engineFixture();
    const folder = localCopies(fixture);
    const esms = ['./my-esms/ESM_wordnet__synonyms', 'samples/ESM_debian__use'];
    const { tasks } = await rank(request({ folder, model: 'samples/bert-tiny-debian', esms }), fixture.context(), {
      signal,
    });
    expect(tasks.map(({ repo }) => repo).sort()).toEqual(esms.sort());
  });

  it('cannot be ranked by where the model gives only zeros: that is a problem of the model', async () => {
    await using fixture = await engineFixture();
    const folder = localCopies(fixture);
    const weights = join(folder, 'my-bert/model.safetensors');
    const bytes = readFileSync(weights);
    writeFileSync(weights, bytes.fill(0, 8 + Number(bytes.readBigUInt64LE())));
    const zeros = request({ folder, model: './my-bert', esms: ['./my-esms/*'], examples: 150 });
    const problem = await problemOf(rank(zeros, fixture.context(), { signal }));
    expect(problem).toEqual({ area: 'language-model', code: 'model-no-score', model: './my-bert' });
  });

  it('embed anew once a file of the model has changed', async () => {
    await using fixture = await engineFixture();
    const folder = localCopies(fixture);
    const local = request({ folder, model: './my-bert', esms: ['./my-esms/ESM_wordnet__synonyms'] });
    const before = await rank(local, fixture.context(), { signal });
    appendFileSync(join(folder, 'my-bert/config.json'), '\n');
    const after = await rank(local, fixture.context(), { signal });
    expect(after.model.revision).not.toBe(before.model.revision);
    expect(after.tasks).toEqual(before.tasks);
  });

  it('are found in a folder whose name has characters of patterns, and links to nowhere are passed over', async () => {
    await using fixture = await engineFixture();
    const plain = localCopies(fixture);
    const folder = join(fixture.folder, 'a [b] {c,d} e?');
    renameSync(plain, folder);
    symlinkSync('nowhere', join(folder, 'my-esms/ESM_wordnet__gone'));
    const { tasks } = await rank(request({ folder, model: './my-bert', esms: ['./my-esms/*'] }), fixture.context(), {
      signal,
    });
    expect(tasks.length).toBeGreaterThan(1);
    for (const { repo } of tasks) expect(repo).toMatch(/^\.\/my-esms\/ESM_wordnet__[\w-]+$/);
  });

  it('stay the same model when a training leaves checkpoints below it', async () => {
    await using fixture = await engineFixture();
    const folder = localCopies(fixture);
    const local = request({ folder, model: './my-bert', esms: ['./my-esms/ESM_wordnet__synonyms'] });
    const before = await rank(local, fixture.context(), { signal });
    mkdirSync(join(folder, 'my-bert/checkpoint-500'));
    writeFileSync(join(folder, 'my-bert/checkpoint-500/model.safetensors'), 'weights of another model');
    expect((await rank(local, fixture.context(), { signal })).model.revision).toBe(before.model.revision);
    mkdirSync(join(folder, 'my-bert/1_Pooling'));
    writeFileSync(join(folder, 'my-bert/1_Pooling/config.json'), '{}');
    expect((await rank(local, fixture.context(), { signal })).model.revision).not.toBe(before.model.revision);
  });

  it('that are incomplete are told apart by name', async () => {
    await using fixture = await engineFixture();
    const folder = localCopies(fixture);
    rmSync(join(folder, 'my-esms/ESM_wordnet__synonyms/model.safetensors'));
    const { skipped } = await rank(request({ folder, model: './my-bert', esms: ['./my-esms/*'] }), fixture.context(), {
      signal,
    });
    expect(skipped).toMatchObject([{ repo: './my-esms/ESM_wordnet__synonyms', code: 'esm-no-weights' }]);
  });

  it.each([
    ['no such model', { model: './none', esms: ['./my-esms/*'] }, { code: 'run-no-such-folder', folder: './none' }],
    ['no such map', { model: './my-bert', esms: ['./none'] }, { code: 'run-no-such-folder', folder: './none' }],
    ['no map matches', { model: './my-bert', esms: ['./none*'] }, { code: 'run-no-such-folder', folder: './none*' }],
    [
      'no folder to look in',
      { model: './my-bert', esms: ['./none/*'] },
      { code: 'run-no-such-folder', folder: './none/*' },
    ],
    ['no maps named', { model: './my-bert' }, { code: 'run-local-model-needs-esms', model: './my-bert' }],
  ])('%s', async (_, settings, problem) => {
    await using fixture = await engineFixture();
    const folder = localCopies(fixture);
    const wrong = rank(request({ folder, ...settings }), fixture.context(), { signal });
    expect(await problemOf(wrong)).toMatchObject(problem);
  });
});

describe('isLocalPath', () => {
  it.each(['./a', '../a', '/a/b', '~/a', '.', '..', 'C:\\a', 'C:/a', '.\\a'])('%s is a path', (name) => {
    expect(isLocalPath(name)).toBe(true);
  });
  it.each(['bert-base', 'owner/name', 'a.b/c', '.hidden', '~a', 'C:a'])('%s is a name on the Hub', (name) => {
    expect(isLocalPath(name)).toBe(false);
  });
});
