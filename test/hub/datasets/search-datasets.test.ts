import { expect, it } from 'vitest';
import { searchDatasets } from '../../../src/hub/datasets/search-datasets.ts';
import { makeDataset } from '../../fakes/hub/dataset-repository.ts';
import { makeRepository } from '../../fakes/hub/repository.ts';
import { hubFixture, never, problemOf } from '../hub-fixture.ts';

const readme = (...lines: string[]) => ({ files: { 'README.md': `---\n${lines.join('\n')}\n---\n` } });

const repositories = [
  makeDataset(
    'one/reviews',
    readme('language: [en, de]', 'size_categories: 1K<n<10K', 'task_categories: [text-classification]'),
    { downloads: 5 },
  ),
  makeDataset('two/movie-Reviews', readme('language: en'), { downloads: 900 }),
  makeDataset('two/speech', readme('task_categories: [automatic-speech-recognition]'), { downloads: 9000 }),
  makeRepository('model', 'two/reviews-model', { 'config.json': '{}' }, 100),
];

it('finds datasets by a part of their names, the most downloaded first, in one request', async () => {
  await using fixture = await hubFixture({ repositories, gated: ['one/reviews'] });
  const found = await searchDatasets({ hub: fixture.hub(), text: ' reviews ', signal: never });
  expect(found).toEqual([
    { id: 'two/movie-Reviews', downloads: 900, gated: false, private: false, languages: ['en'], size: null },
    { id: 'one/reviews', downloads: 5, gated: true, private: false, languages: ['en', 'de'], size: '1K<n<10K' },
  ]);
  expect(fixture.fake.requests.map(({ url }) => url.split('?')[0])).toEqual(['/api/datasets']);
});

it('shows datasets for classification where nothing is written yet', async () => {
  await using fixture = await hubFixture({ repositories });
  const found = await searchDatasets({ hub: fixture.hub(), text: '', signal: never });
  expect(found.map(({ id }) => id)).toEqual(['one/reviews']);
});

it('shows at most 30', async () => {
  const many = Array.from({ length: 40 }, (_, i) => makeDataset(`o/d${i}`, readme('language: en')));
  await using fixture = await hubFixture({ repositories: many });
  expect(await searchDatasets({ hub: fixture.hub(), text: 'o/', signal: never })).toHaveLength(30);
});

it('says that it needs the Hub, offline', async () => {
  await using fixture = await hubFixture({ repositories });
  const search = searchDatasets({ hub: fixture.hub({ offline: true }), text: 'x', signal: never });
  expect(await problemOf(search)).toMatchObject({ code: 'hub-offline-not-cached', repo: null });
});
