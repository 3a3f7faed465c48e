import { describe, expect, it } from 'vitest';
import { repositoryParts } from '../../../src/dataset/sources/hub/repository-parts.ts';
import { configsOfCard } from '../../../src/hub/datasets/card-configs.ts';

// What the library `datasets` 5.2.0 made of these layouts: `get_data_patterns` and `DataFilesDict.from_patterns` on a folder for the names,
// `load_dataset_builder(folder, 'a').config.data_files` for the READMEs.

type Splits = Record<string, string[]>;

const names: [string, string[], Splits][] = [
  [
    'shards with an index',
    ['data/train-00000-of-00002.parquet', 'data/train-00001-of-00002.parquet', 'data/test-00000-of-00001.parquet'],
    {
      train: ['data/train-00000-of-00002.parquet', 'data/train-00001-of-00002.parquet'],
      test: ['data/test-00000-of-00001.parquet'],
    },
  ],
  ['train and test', ['train.csv', 'test.csv'], { train: ['train.csv'], test: ['test.csv'] }],
  ['a word in the middle', ['my_train_data.csv'], { train: ['my_train_data.csv'] }],
  ['folders', ['train/a.csv', 'test/b.csv'], { train: ['train/a.csv'], test: ['test/b.csv'] }],
  ['dev', ['train.jsonl', 'dev.jsonl'], { train: ['train.jsonl'], validation: ['dev.jsonl'] }],
  ['val', ['train.tsv', 'val.tsv'], { train: ['train.tsv'], validation: ['val.tsv'] }],
  [
    'validation with a number',
    ['train.csv', 'validation-1.csv'],
    { train: ['train.csv'], validation: ['validation-1.csv'] },
  ],
  ['nothing named', ['reviews.csv'], { train: ['reviews.csv'] }],
  ['nothing named, two files', ['a.csv', 'b.csv'], { train: ['a.csv', 'b.csv'] }],
  ['only a test', ['test.csv'], { test: ['test.csv'] }],
  ['only eval', ['evaluation.csv'], { test: ['evaluation.csv'] }],
  [
    'eval and testing',
    ['training.csv', 'testing.csv', 'eval.csv'],
    { train: ['training.csv'], test: ['eval.csv', 'testing.csv'] },
  ],
  ['valid', ['train.csv', 'valid.csv'], { train: ['train.csv'], validation: ['valid.csv'] }],
  ['trainer, contest', ['trainer.csv', 'contest.csv'], { train: ['contest.csv', 'trainer.csv'] }],
  ['upper case', ['Train.csv', 'TEST.csv'], { train: ['TEST.csv', 'Train.csv'] }],
  ['numbers at words', ['train1.csv', 'test2.csv'], { train: ['train1.csv'], test: ['test2.csv'] }],
  [
    'split folder deeper',
    ['data/train/x.csv', 'data/test/y.csv'],
    { train: ['data/train/x.csv'], test: ['data/test/y.csv'] },
  ],
  ['split folder over other words', ['train/test.csv', 'other/validation.csv'], { train: ['train/test.csv'] }],
  ['a named file beside an unnamed one', ['train.csv', 'extra.csv'], { train: ['train.csv'] }],
  [
    'shards of a split of any name',
    ['data/odd-00000-of-00002.csv', 'data/odd-00001-of-00002.csv', 'notes.csv'],
    { odd: ['data/odd-00000-of-00002.csv', 'data/odd-00001-of-00002.csv'] },
  ],
  [
    'shards not in data',
    ['train-00000-of-00001.parquet', 'test-00000-of-00001.parquet'],
    { train: ['train-00000-of-00001.parquet'], test: ['test-00000-of-00001.parquet'] },
  ],
  [
    'shards at the root of a split of any name',
    ['odd-00000-of-00001.parquet'],
    { train: ['odd-00000-of-00001.parquet'] },
  ],
  [
    'a language before',
    ['en-train.csv', 'en-test.csv', 'de-train.csv'],
    { train: ['de-train.csv', 'en-train.csv'], test: ['en-test.csv'] },
  ],
  ['dots', ['reviews.train.csv', 'reviews.test.csv'], { train: ['reviews.train.csv'], test: ['reviews.test.csv'] }],
  ['spaces', ['my train.csv', 'my test.csv'], { train: ['my train.csv'], test: ['my test.csv'] }],
  ['hidden', ['.train.csv', 'a.csv'], { train: ['a.csv'] }],
  ['hidden folder', ['.cache/train.csv', 'a.csv'], { train: ['a.csv'] }],
  ['underscores', ['__train.csv', 'a.csv'], { train: ['__train.csv'] }],
  ['underscore folder', ['__pycache__/train.csv', 'a.csv'], { train: ['a.csv'] }],
  ['with a README and others', ['README.md', 'train.csv', 'LICENSE', 'dataset_infos.json'], { train: ['train.csv'] }],
  [
    'train folder with index files',
    ['en/train-00000-of-00001.parquet', 'en/test-00000-of-00001.parquet'],
    { train: ['en/train-00000-of-00001.parquet'], test: ['en/test-00000-of-00001.parquet'] },
  ],
  ['mixed formats', ['train.csv', 'test.jsonl'], { train: ['train.csv'], test: ['test.jsonl'] }],
  [
    'shards of several configs',
    ['a/data/train-00000-of-00001.parquet', 'a/data/odd-00000-of-00001.parquet'],
    { train: ['a/data/train-00000-of-00001.parquet'] },
  ],
  ['gz', ['train.csv.gz', 'test.csv.gz'], { train: ['train.csv.gz'], test: ['test.csv.gz'] }],
  ['unsplit word', ['unsupervised.csv', 'train.csv'], { train: ['train.csv'] }],
  ['test in folder and train in file', ['test/train.csv'], { test: ['test/train.csv'] }],
  ['file words over folder words', ['train.csv', 'test/x.csv'], { test: ['test/x.csv'] }],
  ['development', ['development.csv', 'train.csv'], { train: ['train.csv'] }],
  [
    'ending of the folder',
    ['my-train-set/a.csv', 'my-test-set/b.csv'],
    { train: ['my-train-set/a.csv'], test: ['my-test-set/b.csv'] },
  ],
  ['camel case', ['trainSet.csv', 'testSet.csv'], { train: ['testSet.csv', 'trainSet.csv'] }],
  ['two words', ['train_test.csv'], { train: ['train_test.csv'], test: ['train_test.csv'] }],
  [
    'other than data folder',
    ['data/train.csv', 'data/test.csv'],
    { train: ['data/train.csv'], test: ['data/test.csv'] },
  ],
  ['shard letters', ['data/odd.name-00000-of-00001.parquet'], { 'odd.name': ['data/odd.name-00000-of-00001.parquet'] }],
  ['short shard numbers', ['data/odd-0-of-1.parquet'], { train: ['data/odd-0-of-1.parquet'] }],
];

const cards: [string, unknown, string[], Splits][] = [
  [
    'one pattern is train, whatever the names',
    { config_name: 'a', data_files: '*.csv' },
    ['train.csv', 'test.csv'],
    { train: ['test.csv', 'train.csv'] },
  ],
  [
    'a list of patterns is train',
    { config_name: 'a', data_files: ['a.csv', 'test.csv'] },
    ['a.csv', 'test.csv', 'b.csv'],
    { train: ['a.csv', 'test.csv'] },
  ],
  [
    'a folder, whose own name does not count',
    { config_name: 'a', data_dir: 'test' },
    ['test/a.csv', 'test/b.csv', 'train/c.csv'],
    { train: ['test/a.csv', 'test/b.csv'] },
  ],
  [
    'shards in data of a folder',
    { config_name: 'a', data_dir: 'en' },
    ['en/data/odd-00000-of-00001.csv', 'data/train-00000-of-00001.csv'],
    { odd: ['en/data/odd-00000-of-00001.csv'] },
  ],
  [
    'splits in a folder',
    { config_name: 'a', data_dir: 'en' },
    ['en/train.csv', 'en/test.csv', 'de/train.csv'],
    { train: ['en/train.csv'], test: ['en/test.csv'] },
  ],
  [
    'splits with patterns',
    {
      config_name: 'a',
      data_files: [
        { split: 'odd', path: ['x/1.csv', 'y/**'] },
        { split: 'test', path: 'x/2.csv' },
      ],
    },
    ['x/1.csv', 'x/2.csv', 'y/deep/3.csv'],
    { odd: ['x/1.csv', 'y/deep/3.csv'], test: ['x/2.csv'] },
  ],
  [
    'a pattern within a folder',
    { config_name: 'a', data_dir: 'x', data_files: '*.csv' },
    ['x/1.csv', 'x/y/2.csv', '1.csv'],
    { train: ['x/1.csv'] },
  ],
  [
    'a pattern over folders',
    { config_name: 'a', data_files: '**/*.csv' },
    ['x/1.csv', 'x/y/2.csv', '1.csv'],
    { train: ['1.csv', 'x/1.csv', 'x/y/2.csv'] },
  ],
  [
    'a question mark and letters',
    { config_name: 'a', data_files: 'x/[ab]?.csv' },
    ['x/a1.csv', 'x/b.csv', 'x/c1.csv'],
    { train: ['x/a1.csv'] },
  ],
  ['a star within a folder', { config_name: 'a', data_files: 'x/*' }, ['x/a.csv', 'x/y/b.csv'], { train: ['x/a.csv'] }],
];

function splitsOf(paths: readonly string[], cardData: unknown = null): Splits {
  const files = [...paths].sort().map((path) => ({ path, size: 1, digest: 'a'.repeat(40) }));
  const parts = repositoryParts(files, configsOfCard(cardData));
  return Object.fromEntries(parts.map(({ split, files }) => [split, files.map(({ path }) => path)]));
}

describe('the splits of a repository are those of Python', () => {
  it.each(names)('by names: %s', (_, paths, splits) => {
    expect(splitsOf(paths)).toEqual(splits);
  });

  it.each(cards)('by its README: %s', (_, config, paths, splits) => {
    expect(splitsOf(paths, { configs: [config] })).toEqual(splits);
  });
});
