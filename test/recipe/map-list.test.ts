import { describe, expect, it } from 'vitest';
import { parseMapList } from '../../src/recipe/parse-map-list.ts';

const settings = { out: (name: string) => `/maps/${name}` };

function listed(text: string, base?: string) {
  const maps = parseMapList(text, { ...settings, base });
  if (!Array.isArray(maps)) throw new Error(JSON.stringify(maps));
  return maps;
}

describe('a list of maps', () => {
  it('gives each the settings of all, and its own before them', () => {
    const maps = listed(`all:
  base: owner/base
  examples: 500
  also: [general.csv, other.csv:body]
maps:
  - dataset: hf:owner/data
    subset: en
    tuned: ./tuned/a
  - name: second
    dataset: b.tsv.gz
    text: [a, b]
    tuned: ./tuned/b
    examples: 20
    seed: 18446744073709551617
`);
    expect(maps.map(({ name, line }) => [name, line])).toEqual([
      ['ESM_owner__data_en', 6],
      ['second', 9],
    ]);
    const also = [{ dataset: 'general.csv' }, { dataset: 'other.csv', column: 'body' }];
    const common = { base: 'owner/base', also };
    expect(maps.map(({ recipe }) => recipe.request)).toMatchObject([
      { ...common, dataset: 'hf:owner/data', tuned: './tuned/a', examples: 500, out: '/maps/ESM_owner__data_en' },
      {
        ...common,
        dataset: 'b.tsv.gz',
        textColumns: ['a', 'b'],
        examples: 20,
        seed: '18446744073709551617',
        out: '/maps/second',
      },
    ]);
  });

  it('takes the base model of the command line, and names maps after their files', () => {
    const [map] = listed('maps:\n  - dataset: ../my texts/reviews.csv.gz\n    tuned: ./tuned\n', 'owner/base');
    expect(map).toMatchObject({ name: 'ESM_reviews', recipe: { request: { base: 'owner/base' } } });
  });

  it.each(['../escape', '.', '..', 'a/b', 'a\\\\b', '\\e[31mx', '/maps', '-x'])(
    'takes no name that leads elsewhere: %s',
    (name) => {
      const entry = `{ name: "${name}", base: a/b, dataset: a.csv, tuned: ./t }`;
      expect(parseMapList(`maps:\n  - ${entry}\n`, settings)).toMatchObject({
        fault: 'bad-name',
        entry: 1,
        key: 'name',
      });
    },
  );

  it('keeps the mistakes of single maps with them', () => {
    const [good, bad] = listed(
      'all: { base: a/b }\nmaps:\n  - { dataset: a.csv, tuned: ./t }\n  - { dataset: b.csv, tunned: ./t }\n',
    );
    expect(good?.recipe.mistakes).toEqual([]);
    expect(bad?.line).toBe(4);
    expect(bad?.recipe.mistakes.map(({ problem }) => problem.code)).toContain('recipe-unknown-key');
  });

  it.each([
    ['nothing', '', { fault: 'no-maps' }],
    ['no list', 'maps: a\n', { fault: 'no-maps' }],
    ['an empty list', 'maps: []\n', { fault: 'no-maps' }],
    ['broken YAML', 'maps: [\n', { fault: 'not-yaml' }],
    ['another key', 'map: []\nmaps: [{dataset: a}]\n', { fault: 'unknown-key', key: 'map' }],
    ['a text as an entry', 'maps: [a.csv]\n', { fault: 'not-a-mapping', entry: 1 }],
    ['a folder of its own', 'maps: [{dataset: a.csv, out: ./x}]\n', { fault: 'own-folder', entry: 1, detail: './x' }],
    ['one folder for all', 'all: {out: ./x}\nmaps: [{dataset: a.csv}]\n', { fault: 'own-folder', entry: 1 }],
    ['two of one name', 'maps: [{dataset: a/x.csv}, {dataset: b/X.csv}]\n', { fault: 'same-folder', entry: 2 }],
  ])('that is none is told: %s', (_, text, expected) => {
    expect(parseMapList(text, settings)).toMatchObject(expected);
  });
});
