import { describe, expect, it } from 'vitest';
import { alsoSource } from '../../src/recipe/also-source.ts';
import { checkRecipe } from '../../src/recipe/check-recipe.ts';
import { parseRecipe } from '../../src/recipe/parse-recipe.ts';
import { placeProblem } from '../../src/recipe/place-problem.ts';
import { lineAndColumn } from '../../src/recipe/text-range.ts';

const whole = `# what did fine-tuning change?
train:
  dataset: hf:owner/tickets
  config: en
  split: train
  text: [title, body]
  label: kind
  base: bert-base-uncased
  tuned: ./fine-tuned
  out: maps/ESM_tickets
  also:
    - general.csv
    - hf:owner/quotes:quote
  weights: [2, 1, 0.5]
  examples: 2000
  seed: 7
  task-id: owner/tickets
  subset: en
  language: en
  developers: Ada
  license: mit
  dtype: bfloat16
  pooling: mean
  epochs: 3
  batch-size: 32
  learning-rate: 2e-5
  weight-decay: 0
  optimizer: AdamW
  save-embeddings: pairs.npz
`;

/** The mistakes of a recipe, each as `line:column code marked-text`. */
function mistakesOf(text: string): string[] {
  return parseRecipe(text).mistakes.map(({ problem, range }) => {
    const { line, column } = lineAndColumn(text, range.start);
    return `${line}:${column} ${problem.code} ${text.slice(range.start, range.end)}`.trimEnd();
  });
}

const withLines = (...lines: string[]) =>
  `train:\n  dataset: a.csv\n  base: b\n  tuned: ./t\n  out: o\n${lines.map((line) => `  ${line}\n`).join('')}`;

describe('a faultless recipe that makes a map', () => {
  it('gives the request with every setting', () => {
    const recipe = parseRecipe(whole);
    expect(recipe.mistakes).toEqual([]);
    expect(recipe).toMatchObject({
      kind: 'train',
      request: {
        dataset: 'hf:owner/tickets',
        config: 'en',
        split: 'train',
        textColumns: ['title', 'body'],
        labelColumn: 'kind',
        base: 'bert-base-uncased',
        tuned: './fine-tuned',
        out: 'maps/ESM_tickets',
        also: [
          { dataset: 'general.csv', weight: 1 },
          { dataset: 'hf:owner/quotes', column: 'quote', weight: 0.5 },
        ],
        weight: 2,
        examples: 2000,
        seed: '7',
        taskId: 'owner/tickets',
        subset: 'en',
        language: ['en'],
        developers: 'Ada',
        license: 'mit',
        dtype: 'bfloat16',
        pooling: 'mean',
        tuning: { epochs: 3, batchSize: 32, learningRate: 2e-5, weightDecay: 0, optimizer: 'AdamW' },
        saveEmbeddings: 'pairs.npz',
      },
    });
  });

  it('needs no tuned model where embeddings are given, unless other texts are to be embedded', () => {
    const start = 'train:\n  dataset: a\n  base: b\n  out: o\n  embeddings: x.npz\n';
    expect(mistakesOf(start)).toEqual([]);
    expect(mistakesOf(`${start}  also: c.csv\n`)).toEqual(['1:1 recipe-missing-key train']);
  });
});

describe('every mistake is marked where it is', () => {
  const cases: [string, string, string[]][] = [
    ['train without settings', 'train:\n', Array(4).fill('1:1 recipe-missing-key train')],
    ['train with a text', 'train: a.csv\n', ['1:8 recipe-wrong-type a.csv']],
    ['a key of the other kind', withLines('model: m'), ['6:3 recipe-unknown-key model']],
    ['a second thing at the top', `${withLines()}rank:\n  a: 1\n`, ['6:1 recipe-rank-and-train rank']],
    ['its line left out', 'base: b\ntuned: t\n', ['1:1 recipe-no-rank']],
    ['a misspelt train', 'trian:\n  dataset: a\n', ['1:1 recipe-unknown-key trian']],
    ['an unknown type', withLines('dtype: float16'), ['6:10 recipe-not-one-of float16']],
    ['a text for a number', withLines('learning-rate: small'), ['6:18 recipe-wrong-type small']],
    ['too few weights', withLines('also: c.csv', 'weights: 2'), ['7:12 recipe-weights-count 2']],
    ['a weight of 0', withLines('also: c.csv', 'weights: [1, 0]'), ['7:16 recipe-not-positive 0']],
    ['an empty list of weights', withLines('weights: []'), ['6:12 recipe-wrong-type []']],
    ['a list in a list of weights', withLines('weights: [[1]]'), ['6:13 recipe-wrong-type [1]']],
    ['one weight for the only source', withLines('weights: 3'), []],
    ['a rate of 0', withLines('learning-rate: 0'), ['6:18 recipe-not-positive 0']],
    ['a negative decay', withLines('weight-decay: -1'), ['6:17 recipe-not-positive -1']],
    ['an infinite number', withLines('epochs: .inf'), ['6:11 recipe-not-positive .inf']],
    ['a number beyond all', withLines('epochs: 1e999'), ['6:11 recipe-not-positive 1e999']],
    ['a language by its name', withLines('language: [de, English]'), ['6:18 recipe-no-language English']],
    ['languages by their codes', withLines('language: [en, no, deu, code, multilingual]'), []],
    ['a licence that the Hub has not', withLines('license: apache'), ['6:12 recipe-not-one-of apache']],
    ['another licence', withLines('license: other'), []],
    ['an empty name', withLines('task-id: ""'), []],
  ];
  it.each(cases)('%s', (_, text, expected) => {
    expect(mistakesOf(text)).toEqual(expected);
    expect(parseRecipe(text).request === null).toBe(expected.length > 0);
  });

  it('and folders of models that are not there', () => {
    const recipe = parseRecipe(whole);
    const found = checkRecipe(recipe, { exists: null, columns: null }, ['./fine-tuned']);
    expect(found.map(({ problem, range }) => [problem.code, whole.slice(range.start, range.end)])).toEqual([
      ['run-no-such-folder', './fine-tuned'],
    ]);
  });
});

describe('the place of a problem of the run', () => {
  const place = (problem: Parameters<typeof placeProblem>[0]) => {
    const range = placeProblem(problem, parseRecipe(whole));
    return range && whole.slice(range.start, range.end);
  };

  it('is the model that it names', () => {
    expect(place({ area: 'language-model', code: 'model-no-config', model: './fine-tuned' })).toBe('./fine-tuned');
    expect(place({ area: 'language-model', code: 'model-no-config', model: 'bert-base-uncased' })).toBe(
      'bert-base-uncased',
    );
    expect(place({ area: 'run', code: 'run-no-such-folder', folder: './fine-tuned' })).toBe('./fine-tuned');
  });

  it('is what keeps a map from being made', () => {
    const differ = { what: 'dimension', ofBase: '768', ofTuned: '128' } as const;
    const models = { base: 'bert-base-uncased', tuned: './fine-tuned' };
    expect(place({ area: 'training', code: 'training-models-differ', ...models, ...differ })).toBe('./fine-tuned');
    const few = { area: 'training', code: 'training-too-few-rows', rows: 1, repeated: 0 } as const;
    expect(place({ ...few, source: 'hf:owner/tickets' })).toBe('hf:owner/tickets');
    expect(place({ ...few, source: 'general.csv' })).toBe('general.csv');
    const folder = 'maps/ESM_tickets';
    expect(place({ area: 'training', code: 'training-out-in-use', folder, file: 'x' })).toBe(folder);
  });

  it('is the dataset that it names', () => {
    expect(place({ area: 'dataset', code: 'dataset-missing-file', file: 'general.csv' })).toBe('general.csv');
    expect(place({ area: 'hub', code: 'hub-disabled', repo: 'owner/quotes' })).toBe('hf:owner/quotes:quote');
    expect(place({ area: 'hub', code: 'hub-disabled', repo: 'owner/tickets' })).toBe('hf:owner/tickets');
  });
});

it.each([
  ['a.csv', 'a.csv', undefined],
  ['a.csv:text', 'a.csv', 'text'],
  ['hf:owner/name', 'hf:owner/name', undefined],
  ['hf:owner/name:my text', 'hf:owner/name', 'my text'],
  ['C:\\data\\a.csv', 'C:\\data\\a.csv', undefined],
  ['C:/data/a.csv:text', 'C:/data/a.csv', 'text'],
  ['https://huggingface.co/datasets/owner/name', 'https://huggingface.co/datasets/owner/name', undefined],
  ['https://huggingface.co/datasets/owner/name:text', 'https://huggingface.co/datasets/owner/name', 'text'],
  ['a.csv:', 'a.csv:', undefined],
])('the source %s is the dataset %s with the column %s', (written, dataset, column) => {
  expect(alsoSource(written)).toEqual(column === undefined ? { dataset } : { dataset, column });
});
