import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readExamples } from '../../../src/dataset/examples/read-examples.ts';
import { inspectDataset } from '../../../src/dataset/inspection/inspect-dataset.ts';
import { openDataset } from '../../../src/dataset/sources/open-dataset.ts';
import type { Progress } from '../../../src/protocol/progress.ts';
import { problemOf } from '../memory-source.ts';
import { rowsOf } from '../rows-of.ts';

const fixtures = new URL('../fixtures/', import.meta.url).pathname;
const pythonRows = z
  .record(z.string(), z.array(z.array(z.string())))
  .parse(JSON.parse(readFileSync(`${fixtures}folder-rows.json`, 'utf8')));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folders ü '));
});
afterAll(() => rm(folder, { recursive: true }));

async function folderWith(files: Record<string, string>): Promise<string> {
  const path = await mkdtemp(join(folder, 'x'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content);
  return path;
}

describe('a folder', () => {
  it.each(['saved', 'saved-dict', 'parquet-shards'])('has the rows that Python reads from it: %s', async (name) => {
    const told: Progress[] = [];
    const examples = await readExamples({
      source: await openDataset(name, fixtures),
      textColumns: ['text'],
      labelColumn: 'label',
      onProgress: (progress) => told.push(progress),
    });
    const rows = examples.texts.map((text, i) => [text, examples.classes[examples.labels[i] ?? -1]]);
    expect(rows).toEqual(pythonRows[name]);
    expect(examples.split ?? null).toBe(name === 'saved' ? null : 'train');
    expect(told.at(-1)?.total).toBeGreaterThan(800);
    expect(told.at(-1)?.done).toBe(told.at(-1)?.total);
  });

  it('is inspected under the name that the user gave it, and its rows are numbered through', async () => {
    const source = await openDataset('saved/', fixtures);
    const { source: name, rows, columns } = await inspectDataset({ source });
    expect({ name, count: rows.count, kinds: columns.map(({ kind }) => kind) }).toEqual({
      name: 'saved/',
      count: 25,
      kinds: ['string', 'class-label'],
    });
    expect((await rowsOf(source)).rows.map(({ number }) => number)).toEqual(
      Array.from({ length: 25 }, (_, i) => i + 1),
    );
  });

  it('takes the order of the shards from state.json, and names of classes from dataset_info.json', async () => {
    const path = await folderWith({
      'state.json': JSON.stringify({ _data_files: [{ filename: 'z.parquet' }, { filename: 'a.parquet' }] }),
      'dataset_info.json': JSON.stringify({ features: { label: { _type: 'ClassLabel', names: ['A', 'B', 'C'] } } }),
    });
    for (const [to, from] of [
      ['z', '0'],
      ['a', '1'],
    ]) {
      await cp(`${fixtures}parquet-shards/train-0000${from}-of-00002.parquet`, join(path, `${to}.parquet`));
    }
    const examples = await readExamples({
      source: await openDataset(path),
      textColumns: ['text'],
      labelColumn: 'label',
    });
    expect(examples.texts).toEqual(pythonRows['parquet-shards']?.map(([text]) => text));
    expect(examples.classes).toEqual(['no', 'yes', 'maybe']);
  });
});

describe('names of classes that stand in dataset_info.json alone', () => {
  it('are the labels of a folder whose Arrow file has no schema metadata', async () => {
    expect(readFileSync(`${fixtures}names-beside/data-00000-of-00001.arrow`).includes('huggingface')).toBe(false);
    const source = await openDataset('names-beside', fixtures);
    const { classes, labels } = await readExamples({ source, textColumns: ['text'], labelColumn: 'label' });
    expect([...labels].map((label) => classes[label])).toEqual(['no', 'maybe', 'yes', 'maybe', 'no', 'yes']);
    const { columns } = await inspectDataset({ source });
    expect(columns.map(({ kind }) => kind)).toEqual(['string', 'class-label']);
  });
});

describe('a split of a folder', () => {
  const read = async (name: string, split?: string, within = fixtures) =>
    readExamples({ source: await openDataset(name, within, { split }), textColumns: ['text'], labelColumn: 'label' });

  it.each([
    ['saved-dict', 'test', 4, 'text number 100 é'],
    ['saved-dict', 'train', 9, 'text number 200 é'],
    ['parquet-shards', 'test', 10, 'text number 400 é'],
    ['parquet-shards', 'train', 10, 'text number 300 é'],
  ])('is the one that is named: %s %s', async (name, split, rows, first) => {
    const examples = await read(name, split);
    expect({ split: examples.split, rows: examples.texts.length, first: examples.texts[0] }).toEqual({
      split,
      rows,
      first,
    });
  });

  it('is found by a word in the names of files that are no shards', async () => {
    const path = await folderWith({});
    await cp(`${fixtures}parquet-shards/test-00000-of-00002.parquet`, join(path, 'my_dev.parquet'));
    await cp(`${fixtures}parquet-shards/train-00000-of-00002.parquet`, join(path, 'my_train.parquet'));
    const examples = await read(path, 'validation');
    expect([examples.split, examples.texts[0]]).toEqual(['validation', 'text number 400 é']);
    expect(await problemOf(openDataset(path, '.', { split: 'test' }))).toMatchObject({
      code: 'dataset-no-such-split',
      splits: ['validation', 'train'],
    });
  });

  it('is train where all names tell one, as the library datasets has it; else all files are rows of one dataset', async () => {
    const path = await folderWith({});
    await cp(`${fixtures}parquet-shards/test-00000-of-00002.parquet`, join(path, 'test.parquet'));
    await cp(`${fixtures}parquet-shards/train-00000-of-00002.parquet`, join(path, 'train.parquet'));
    const { split, texts } = await read(path);
    expect([split, texts[0]]).toEqual(['train', 'text number 300 é']);
    await cp(`${fixtures}parquet-shards/train-00001-of-00002.parquet`, join(path, 'more.parquet'));
    const all = await read(path);
    expect([all.split, all.texts.length > texts.length]).toEqual([undefined, true]);
  });

  it('is taken alone, where it is the only one', async () => {
    const path = await folderWith({});
    await cp(`${fixtures}parquet-shards/test-00000-of-00002.parquet`, join(path, 'test-00000-of-00001.parquet'));
    expect((await read(path, 'test')).split).toBe('test');
    expect(await problemOf(openDataset(path, '.', { split: 'train' }))).toMatchObject({ splits: ['test'] });
  });

  it.each([
    ['saved-dict', 'tets', ['test', 'train'], 'test'],
    ['parquet-shards', 'Train', ['test', 'train'], 'train'],
    ['saved', 'train', [], null],
  ])('that does not exist is told with all there are: %s %s', async (name, split, splits, nearest) => {
    const problem = await problemOf(openDataset(name, fixtures, { split }));
    expect(problem).toEqual({ area: 'dataset', code: 'dataset-no-such-split', file: name, split, splits, nearest });
  });

  it('is nothing that a file has', async () => {
    expect(await problemOf(openDataset('kinds.parquet', fixtures, { split: 'train' }))).toEqual({
      area: 'dataset',
      code: 'dataset-not-on-hub',
      file: 'kinds.parquet',
      setting: 'split',
      value: 'train',
    });
  });
});

describe('a folder that cannot be read', () => {
  it('is told what such a folder must hold', async () => {
    const empty = await folderWith({});
    const foreign = await folderWith({ 'notes.txt': 'x', '.hidden.parquet': 'x' });
    for (const path of [empty, foreign]) {
      expect(await problemOf(openDataset(path))).toEqual({
        area: 'dataset',
        code: 'dataset-foreign-folder',
        file: path,
      });
    }
  });

  it('lists its splits where none is train', async () => {
    const path = await folderWith({ 'dataset_dict.json': '{"splits": ["dev", "test"]}' });
    const problem = { area: 'dataset', code: 'dataset-split-unsure', file: path, splits: ['dev', 'test'] };
    expect(await problemOf(openDataset(path))).toEqual(problem);
  });

  it.each(['{', '{}', '{"_data_files": []}', '{"_data_files": [{"filename": "../secret.arrow"}]}'])(
    'names a state.json that is none: %s',
    async (state) => {
      const path = await folderWith({ 'state.json': state });
      expect(await problemOf(openDataset(path))).toMatchObject({ code: 'dataset-damaged-folder', entry: 'state.json' });
    },
  );

  it('names a shard that is missing, damaged, or of another dataset', async () => {
    const missing = await folderWith({ 'state.json': '{"_data_files": [{"filename": "data-0.arrow"}]}' });
    const incomplete = { area: 'dataset', code: 'dataset-incomplete-folder' };
    expect(await problemOf(openDataset(missing))).toEqual({ ...incomplete, file: missing, entry: 'data-0.arrow' });
    const noSplit = await folderWith({ 'dataset_dict.json': '{"splits": ["test", "train"]}' });
    expect(await problemOf(openDataset(noSplit))).toEqual({ ...incomplete, file: noSplit, entry: 'train' });

    const damaged = join(folder, 'damaged');
    await cp(`${fixtures}saved`, damaged, { recursive: true });
    const shard = join(damaged, 'data-00001-of-00003.arrow');
    await writeFile(shard, readFileSync(shard).subarray(0, 600));
    const problem = await problemOf(inspectDataset({ source: await openDataset('damaged', folder) }));
    expect(problem).toMatchObject({ file: 'damaged/data-00001-of-00003.arrow' });

    const mixed = join(folder, 'mixed');
    await mkdir(mixed);
    await cp(`${fixtures}parquet-shards/train-00000-of-00002.parquet`, join(mixed, 'a.parquet'));
    await cp(`${fixtures}kinds.parquet`, join(mixed, 'b.parquet'));
    const other = await problemOf(inspectDataset({ source: await openDataset('mixed', folder) }));
    expect(other).toMatchObject({ code: 'dataset-shards-differ', shard: 'mixed/b.parquet' });
  });
});
