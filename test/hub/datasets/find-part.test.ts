import { describe, expect, it } from 'vitest';
import { inspectDataset } from '../../../src/dataset/inspection/inspect-dataset.ts';
import { makeDataset } from '../../fakes/hub/dataset-repository.ts';
import { csvContent, labelledTexts, parquetContent } from '../../fakes/hub/parquet-content.ts';
import type { FakeRepository } from '../../fakes/hub/repository.ts';
import { hubFixture, never, problemOf } from '../hub-fixture.ts';
import { contentRequests, open, read } from './dataset-fixture.ts';

const id = 'owner/name';
const parquet = parquetContent(labelledTexts(40));
const csv = csvContent(labelledTexts(30));
const jsonl = labelledTexts(20)
  .texts.map((text, i) => JSON.stringify({ text, label: i % 3 ? 'a' : 'b' }))
  .join('\n');

const card = (configs: string) => `---\nconfigs:\n${configs}\n---\n`;

/** What opening a dataset of one repository gives, without reading it. */
async function opened(repository: FakeRepository, wanted: { config?: string; split?: string } = {}, asked = id) {
  await using fixture = await hubFixture({ repositories: [repository], renames: { 'old/name': id } });
  const { origin, split, shards, warnings } = await open(fixture.hub(), asked, wanted);
  return { config: origin?.config, split, files: shards?.map(({ name }) => name.slice(`hf:${id}/`.length)), warnings };
}

async function problem(repository: FakeRepository, wanted: { config?: string; split?: string } = {}) {
  return problemOf(opened(repository, wanted));
}

const converted = (...paths: string[]) =>
  makeDataset(id, { converted: Object.fromEntries(paths.map((path) => [path, parquet])) });

const own = (...paths: string[]) => makeDataset(id, { files: Object.fromEntries(paths.map((path) => [path, csv])) });

describe('config and split', () => {
  const several = converted('de/test/0000.parquet', 'de/train/0000.parquet', 'en/test/0000.parquet');

  it('are the only config, or "default", and the split train, or the only one', async () => {
    expect(await opened(converted('plain/test/0000.parquet'))).toMatchObject({ config: 'plain', split: 'test' });
    const two = converted('default/train/0000.parquet', 'default/test/0000.parquet', 'other/train/0000.parquet');
    expect(await opened(two)).toMatchObject({ config: 'default', split: 'train' });
  });

  it('are those that were asked for', async () => {
    expect(await opened(several, { config: 'de', split: 'test' })).toMatchObject({
      config: 'de',
      split: 'test',
      files: ['de/test/0000.parquet'],
    });
  });

  it('are listed where nothing makes them certain', async () => {
    expect(await problem(several)).toEqual({
      area: 'hub',
      code: 'hub-dataset-config-unsure',
      repo: id,
      configs: ['de', 'en'],
    });
    expect(await problem(converted('a/one/0000.parquet', 'a/two/0000.parquet'))).toMatchObject({
      code: 'hub-dataset-split-unsure',
      config: 'a',
      splits: ['one', 'two'],
    });
  });

  it('are named with the nearest where they do not exist', async () => {
    expect(await problem(several, { config: 'eN' })).toMatchObject({
      code: 'hub-dataset-no-such-config',
      configs: ['de', 'en'],
      nearest: 'en',
    });
    expect(await problem(several, { config: 'de', split: 'trian' })).toMatchObject({
      code: 'hub-dataset-no-such-split',
      splits: ['test', 'train'],
      nearest: 'train',
    });
  });
});

describe('a conversion', () => {
  it('that is partial is used, with a warning', async () => {
    const found = await opened(converted('default/partial-train/0000.parquet', 'default/partial-train/0001.parquet'));
    expect(found.split).toBe('train');
    expect(found.files).toHaveLength(2);
    expect(found.warnings).toEqual([
      { code: 'dataset-partly-converted', detail: { config: 'default', split: 'train' } },
    ]);
  });

  it('that lacks a split is passed over for the files of the repository', async () => {
    const repository = makeDataset(id, {
      files: { 'train.csv': csv, 'dev.csv': csv },
      converted: { 'default/train/0000.parquet': parquet },
    });
    expect(await opened(repository)).toMatchObject({ files: ['default/train/0000.parquet'] });
    expect(await opened(repository, { split: 'validation' })).toMatchObject({ files: ['dev.csv'] });
  });
});

describe('files of the repository itself', () => {
  it.each([
    ['one file', ['reviews.csv'], { train: ['reviews.csv'] }],
    ['words in file names', ['my_train_file.csv', 'test1.csv'], { train: ['my_train_file.csv'], test: ['test1.csv'] }],
    ['words that are part of others', ['trainer.csv', 'contest.csv'], { train: ['contest.csv', 'trainer.csv'] }],
    [
      'words in folder names',
      ['training/a.csv', 'dev/a.csv'],
      { train: ['training/a.csv'], validation: ['dev/a.csv'] },
    ],
    [
      'shards with splits of any name',
      ['data/odd-00000-of-00002.csv', 'data/odd-00001-of-00002.csv', 'notes.csv'],
      { odd: ['data/odd-00000-of-00002.csv', 'data/odd-00001-of-00002.csv'] },
    ],
  ])('are split by %s', async (_, paths, splits) => {
    for (const [split, files] of Object.entries(splits)) {
      expect(await opened(own(...paths), { split })).toMatchObject({ config: 'default', files });
    }
  });

  it.each([
    ['one pattern', '- config_name: a\n  data_files: "x/*.csv"', { config: 'a' }, ['x/1.csv', 'x/2.csv']],
    [
      'splits with patterns',
      '- config_name: a\n  data_files:\n  - split: odd\n    path: ["x/1.csv", "y/**"]',
      { config: 'a', split: 'odd' },
      ['x/1.csv', 'y/deep/3.csv'],
    ],
    ['a folder', '- config_name: a\n  data_dir: y', { config: 'a' }, ['y/deep/3.csv']],
    [
      'several configs, one of them the default',
      '- config_name: a\n  data_files: "x/1.csv"\n- config_name: b\n  default: true\n  data_files: "x/2.csv"',
      {},
      ['x/2.csv'],
    ],
  ])('follow the README: %s', async (_, configs, wanted, files) => {
    const repository = makeDataset(id, {
      files: { 'README.md': card(configs), 'x/1.csv': csv, 'x/2.csv': csv, 'y/deep/3.csv': csv },
    });
    expect(await opened(repository, wanted)).toMatchObject({ files });
  });

  it.each([
    ['train.csv', csv, 30],
    ['data/train-00000-of-00001.parquet', parquet, 40],
    ['train.jsonl', jsonl, 20],
  ])('are read: %s', async (path, content, rows) => {
    await using fixture = await hubFixture({ repositories: [makeDataset(id, { files: { [path]: content } })] });
    const examples = await read(fixture.hub(), id);
    expect(examples.rowsRead).toBe(rows);
    expect(examples.origin).not.toHaveProperty('converted');
  });
});

describe('what is wrong with a dataset is told', () => {
  it('renamed: followed, with a warning', async () => {
    const { warnings } = await opened(converted('default/train/0000.parquet'), {}, 'old/name');
    expect(warnings).toEqual([{ code: 'dataset-renamed', detail: { from: 'old/name', to: id } }]);
  });

  it('missing', async () => {
    await using fixture = await hubFixture({});
    expect(await problemOf(open(fixture.hub(), id))).toMatchObject({
      code: 'hub-repository-not-found',
      repoType: 'dataset',
    });
    expect(await problemOf(open(fixture.hub(), 'no id'))).toMatchObject({ code: 'hub-bad-repository-id' });
  });

  it('gated: without a token, and with one', async () => {
    const repository = converted('default/train/0000.parquet');
    await using fixture = await hubFixture({ repositories: [repository], gated: [id] });
    expect(await problemOf(read(fixture.hub(), id))).toMatchObject({ code: 'hub-gated', repoType: 'dataset' });
    expect((await read(fixture.hub({ token: 'hf_test' }), id)).rowsRead).toBe(40);
  });

  it('disabled', async () => {
    const repository = makeDataset(id, { converted: { 'a/train/0000.parquet': parquet } }, { disabled: true });
    expect(await problem(repository)).toMatchObject({ code: 'hub-disabled' });
  });

  it('made by a script, without a conversion', async () => {
    const repository = makeDataset(id, { files: { 'name.py': '', 'README.md': '' } });
    expect(await problem(repository)).toMatchObject({ code: 'hub-dataset-script-only', script: 'name.py' });
  });

  it('without a file that is read', async () => {
    const repository = makeDataset(id, { files: { 'a.mp3': '', 'README.md': '' } });
    expect(await problem(repository)).toMatchObject({ code: 'hub-dataset-no-files', endings: ['.md', '.mp3'] });
  });

  it('offline, and never seen', async () => {
    await using fixture = await hubFixture({ repositories: [converted('default/train/0000.parquet')] });
    const offline = fixture.hub({ offline: true });
    expect(await problemOf(open(offline, id))).toMatchObject({ code: 'hub-offline-not-cached', repo: id });
    await open(fixture.hub(), id);
    expect(await problemOf(read(offline, id))).toMatchObject({
      code: 'hub-offline-not-cached',
      path: 'default/train/0000.parquet',
    });
  });
});

describe('a dataset of more than 500 MB', () => {
  /** The listing says that a file is large; who reads it from start to end would find that it is not. */
  function pretendSize(repository: FakeRepository, size: number): FakeRepository {
    for (const files of [repository.files, ...[...(repository.branches ?? [])].map(([, branch]) => branch.files)]) {
      for (const [path, file] of files) if (/\.(csv|parquet)$/.test(path)) files.set(path, { ...file, size });
    }
    return repository;
  }

  it('is not downloaded without consent', async () => {
    await using fixture = await hubFixture({ repositories: [pretendSize(own('train.csv'), 6e8)] });
    expect(await problemOf(read(fixture.hub(), id))).toEqual({
      area: 'hub',
      code: 'hub-dataset-needs-consent',
      repo: id,
      bytes: 6e8,
      limitBytes: 5e8,
    });
    expect(contentRequests(fixture.fake)).toEqual([]);
    const asked: unknown[] = [];
    const confirm = async (plan: unknown) => asked.push(plan) === 0;
    await problemOf(read(fixture.hub(), id, { confirm }));
    expect(asked).toEqual([{ id, bytes: 6e8 }]);
  });

  it('offline is not asked for: that it is not there is told', async () => {
    await using fixture = await hubFixture({ repositories: [pretendSize(own('train.csv'), 6e8)] });
    await open(fixture.hub(), id);
    const asked: unknown[] = [];
    const confirm = async (plan: unknown) => asked.push(plan) > 0;
    expect(await problemOf(read(fixture.hub({ offline: true }), id, { confirm }))).toMatchObject({
      code: 'hub-offline-not-cached',
      path: 'train.csv',
    });
    expect(asked).toEqual([]);
  });

  it('is not downloaded by a server that ignores what part is asked for', async () => {
    const repository = pretendSize(converted('default/train/0000.parquet'), 6e8);
    await using fixture = await hubFixture({ repositories: [repository] });
    fixture.fake.faults.add({ match: /xet-bridge/, fault: { kind: 'ignore-range' } });
    expect(await problemOf(read(fixture.hub(), id))).toMatchObject({ code: 'hub-dataset-needs-consent', bytes: 6e8 });
  });

  it('is inspected nevertheless, by its first megabytes', async () => {
    const rows = csvContent(labelledTexts(200_000));
    await using fixture = await hubFixture({ repositories: [makeDataset(id, { files: { 'train.csv': rows } })] });
    const inspection = await inspectDataset({ source: await open(fixture.hub(), id), signal: never });
    expect(inspection.rows.exact).toBe(false);
    expect(contentRequests(fixture.fake).length).toBeLessThanOrEqual(2);
  });
});
