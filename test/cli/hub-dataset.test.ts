import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RankingDocument, rankingDocument } from '../../src/ranking/document.ts';
import { makeDataset } from '../fakes/hub/dataset-repository.ts';
import { csvContent, labelledTexts, parquetContent } from '../fakes/hub/parquet-content.ts';
import type { FakeFile, FakeRepository } from '../fakes/hub/repository.ts';
import { type FakeHub, startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { contentRequests } from '../hub/datasets/dataset-fixture.ts';
import { runBuilt } from './built.ts';

// Datasets of the Hub by the shipped bundle, run as a user runs it.

const samples = join(import.meta.dirname, '../../samples');
const model = 'samples/bert-tiny-debian';
const content = parquetContent(labelledTexts(1200), 2000);
const part = parquetContent(labelledTexts(60));

const reviews = makeDataset('owner/reviews', {
  files: { 'README.md': '' },
  converted: { 'plain/train/0000.parquet': content, 'plain/test/0000.parquet': part },
});
const languages = makeDataset('owner/languages', {
  converted: { 'de/train/0000.parquet': part, 'en/train/0000.parquet': part },
});
const own = makeDataset('owner/files', {
  files: { 'train.csv': csvContent(labelledTexts(60)), 'test.csv': csvContent(labelledTexts(30, 100)) },
});
const short = makeDataset('stanford/films', { converted: { 'default/train/0000.parquet': part } });
// What is to be read is estimated by the first file that is not in the cache.
const huge = withGap(
  makeDataset('owner/huge', {
    converted: Object.fromEntries(
      [0, 1, 2].map((i) => [`default/train/000${i}.parquet`, parquetContent(labelledTexts(2000, i * 2000))]),
    ),
  }),
  'default/train/0002.parquet',
);

/** Puts 900 MB between the columns of a Parquet file and its footer. The memory is never touched, so it costs nothing. */
function withGap(repository: FakeRepository, path: string): FakeRepository {
  const files = repository.branches?.get('refs/convert/parquet')?.files;
  const file = files?.get(path);
  if (files !== undefined && file !== undefined) files.set(path, stretched(file));
  return repository;
}

function stretched(file: FakeFile): FakeFile {
  const whole = file.read();
  const footer = 8 + whole.readUInt32LE(whole.length - 8);
  const content = Buffer.alloc(whole.length + 900e6);
  whole.copy(content, 0, 0, whole.length - footer);
  whole.copy(content, content.length - footer, whole.length - footer);
  return { ...file, size: content.length, read: () => content };
}

let hub: FakeHub;
let folder: string;
let env: Record<string, string>;

beforeEach(async () => {
  const repositories = [reviews, languages, own, short, huge];
  const renames = { films: 'stanford/films', 'old/reviews': 'owner/reviews' };
  hub = await startFakeHub({ folder: join(samples, 'hub'), repositories, renames });
  folder = mkdtempSync(join(tmpdir(), 'itr-hub-dataset-'));
  env = { HF_ENDPOINT: hub.endpoint, HF_HOME: join(folder, 'hf'), XDG_CACHE_HOME: join(folder, 'cache') };
});
afterEach(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

const options = ['--model', model, '--max-esms', '3', '--format', 'json'];
const rank = (dataset: string, ...args: string[]) => runBuilt(['rank', dataset, ...options, ...args], env);

async function ranked(dataset: string, ...args: string[]): Promise<RankingDocument> {
  const { code, stdout, stderr } = await rank(dataset, ...args);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return rankingDocument.parse(JSON.parse(stdout));
}

/** Requests for the rows of datasets: files of maps and models are others. */
const rowRequests = () => contentRequests(hub).filter(({ headers }) => headers.range !== undefined);

describe('esm-rank rank hf:<id>', () => {
  it('is the ranking of the same rows as a file, and says where they come from', async () => {
    const file = join(folder, 'rows.parquet');
    writeFileSync(file, content);
    const local = await ranked(file, '--text', 'text', '--label', 'label');
    const found = await ranked('hf:owner/reviews', '--text', 'text', '--label', 'label');
    expect(found.target.fingerprint).toBe(local.target.fingerprint);
    expect(found.tasks).toEqual(local.tasks);
    expect(found.baseline).toEqual(local.baseline);
    expect(found.target).toMatchObject({
      source: 'hf:owner/reviews',
      config: 'plain',
      split: 'train',
      revision: reviews.commit,
      convertedRevision: reviews.branches?.get('refs/convert/parquet')?.commit,
      rowsRead: 1200,
    });
    expect(local.target).not.toHaveProperty('convertedRevision');
  });

  it('asks for no row the second time, and for nothing offline', async () => {
    const first = await ranked('hf:owner/reviews');
    expect(rowRequests().length).toBeGreaterThan(2);
    hub.requests.length = 0;
    expect((await ranked('hf:owner/reviews')).tasks).toEqual(first.tasks);
    expect(contentRequests(hub)).toEqual([]);
    hub.requests.length = 0;
    const offline = await ranked('hf:owner/reviews', '--offline');
    expect(offline.tasks).toEqual(first.tasks);
    expect(offline.target).toEqual(first.target);
    expect(hub.requests).toEqual([]);
    await hub.stop();
    expect((await ranked('hf:owner/reviews')).tasks).toEqual(first.tasks);
  });

  it('takes --config and --split, from the files of the repository too', async () => {
    expect((await ranked('hf:owner/reviews', '--split', 'test')).target).toMatchObject({ split: 'test', rows: 60 });
    expect((await ranked('hf:owner/languages', '--config', 'en')).target).toMatchObject({ config: 'en' });
    const { target } = await ranked('hf:owner/files', '--split', 'test');
    expect(target).toMatchObject({ config: 'default', split: 'test', rows: 30, revision: own.commit });
    expect(target).not.toHaveProperty('convertedRevision');
  });

  it('takes the address of a page, of the dataset and of the model', async () => {
    const viewer = `${hub.endpoint}/datasets/owner/languages/viewer/en/train?p=1`;
    const { target } = await ranked(viewer, '--model', `${hub.endpoint}/${model}`);
    expect(target).toMatchObject({ source: 'hf:owner/languages', config: 'en', split: 'train' });
    const other = await rank(`${hub.endpoint}/datasets/owner/reviews/blob/main/README.md`);
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('hf:owner/reviews') });
    expect((await rank('hf:no id')).code).toBe(2);
    expect((await rank('hf:owner/reviews', '--model', 'no id')).code).toBe(2);
  });

  it('takes a recipe', async () => {
    const recipe = join(folder, 'recipe.yaml');
    const lines = ['rank:', '  dataset: hf:owner/languages', '  config: de', '  split: train', `  model: ${model}`];
    writeFileSync(recipe, [...lines, '  max-esms: 2', ''].join('\n'));
    const { code, stdout } = await runBuilt(['rank', '--recipe', recipe, '--format', 'json'], env);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).target).toMatchObject({ source: 'hf:owner/languages', config: 'de', split: 'train' });
  });

  it.each([
    ['an old name', 'hf:old/reviews', 'owner/reviews'],
    ['a short name', 'hf:films', 'stanford/films'],
  ])('follows %s, with a warning', async (_, dataset, now) => {
    const { stderr, stdout } = await rank(dataset);
    expect(stderr).toContain(`is called ${now} now`);
    const { target, warnings } = rankingDocument.parse(JSON.parse(stdout));
    expect(target.source).toBe(`hf:${now}`);
    expect(warnings.map(({ code }) => code)).toContain('dataset-renamed');
  });

  it('of more than 500 MB asks; without a terminal it needs --yes', async () => {
    const refused = await rank('hf:owner/huge', '--text', 'text', '--label', 'label');
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/Reading owner\/huge downloads .* MB, more than 500 MB/);
    expect(refused.stderr).toContain('--yes');
    expect((await ranked('hf:owner/huge', '--yes')).target.rowsRead).toBe(6000);
  });
});

describe('what a dataset has not', () => {
  it.each<[string, string[], string[]]>([
    ['several configs', ['hf:owner/languages'], ['has 2 configs', 'de, en', '--config de']],
    [
      'a config that is near',
      ['hf:owner/languages', '--config', 'dee'],
      ['no config "dee"', 'Did you mean --config de?'],
    ],
    [
      'a split that is near',
      ['hf:owner/reviews', '--split', 'tets'],
      ['no split "tets"', 'Did you mean --split test?'],
    ],
    ['--split of a file', [join(samples, 'datasets/package-use.csv'), '--split', 'test'], ['--split']],
  ])('%s: code 2, and what there is', async (_, [dataset = '', ...args], words) => {
    const { code, stdout, stderr } = await rank(dataset, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const word of words) expect(stderr).toContain(word);
    expect(stderr).not.toContain('    at ');
  });

  it('a dataset that is not there: code 4', async () => {
    const { code, stderr } = await rank('hf:owner/none');
    expect({ code, named: stderr.includes('owner/none') }).toEqual({ code: 4, named: true });
  });
});

describe('esm-rank inspect hf:<id>', () => {
  it('shows columns and guesses', async () => {
    const { code, stdout } = await runBuilt(['inspect', 'hf:owner/reviews', '--split', 'test'], env);
    expect({ code, named: stdout.startsWith('hf:owner/reviews: ') }).toEqual({ code: 0, named: true });
    expect(stdout).toMatch(/Text: "text"\.\nLabel: "label"\./);
  });

  it('lists configs where one must be chosen', async () => {
    const { code, stderr } = await runBuilt(['inspect', 'hf:owner/languages'], env);
    expect({ code, listed: stderr.includes('de') && stderr.includes('en') }).toEqual({ code: 2, listed: true });
  });
});
