import { expect, it } from 'vitest';
import { listParts } from '../../../src/dataset/sources/hub/list-parts.ts';
import { makeDataset } from '../../fakes/hub/dataset-repository.ts';
import { hubFixture, never } from '../hub-fixture.ts';

const id = 'owner/name';

async function partsOf(dataset: ReturnType<typeof makeDataset>, asked = id) {
  await using fixture = await hubFixture({ repositories: [dataset], renames: { 'old/name': id } });
  return await listParts({ hub: fixture.hub(), id: asked, signal: never });
}

const files = (...paths: string[]) => Object.fromEntries(paths.map((path) => [path, 'x']));

it('are those of the conversion, under the name of now', async () => {
  const converted = files('de/test/0000.parquet', 'en/partial-train/0000.parquet', 'en/test/0000.parquet');
  expect(await partsOf(makeDataset(id, { converted }), 'old/name')).toEqual({
    id,
    usualConfig: null,
    parts: [
      { config: 'de', split: 'test' },
      { config: 'en', split: 'train' },
      { config: 'en', split: 'test' },
    ],
  });
});

it('are those of the own files where nothing is converted', async () => {
  expect(await partsOf(makeDataset(id, { files: files('test.csv', 'train.csv') }))).toMatchObject({
    usualConfig: 'default',
    parts: [
      { config: 'default', split: 'test' },
      { config: 'default', split: 'train' },
    ],
  });
});

it('say which config its README calls the default', async () => {
  const readme =
    '---\nconfigs:\n- config_name: a\n  data_files: a.csv\n- config_name: b\n  default: true\n  data_files: b.csv\n---\n';
  const own = { ...files('a.csv', 'b.csv'), 'README.md': readme };
  expect(await partsOf(makeDataset(id, { files: own }))).toMatchObject({ usualConfig: 'b' });
});
