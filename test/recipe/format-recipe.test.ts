import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatRankRecipe, formatTrainRecipe } from '../../src/recipe/format-recipe.ts';
import { parseRecipe } from '../../src/recipe/parse-recipe.ts';
import { writeScalar } from '../../src/recipe/write-scalar.ts';

it('writes the keys in their order, with comments above them', () => {
  const text = formatRankRecipe(
    { model: 'bert-base-uncased', text: ['title', 'body, long'], dataset: 'my data/tickets.csv', 'max-esms': 100 },
    { rank: 'Which task first?', 'max-esms': 'All would be\n3.6 GB.' },
  );
  expect(text).toBe(`# Which task first?
rank:
  dataset: my data/tickets.csv
  text: [title, "body, long"]
  model: bert-base-uncased
  # All would be 3.6 GB.
  max-esms: 100`);
});

const name = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom(
    'true',
    'null',
    '~',
    '1e3',
    '...',
    '... x',
    '---',
    '- a',
    'a: b',
    'a #b',
    '# a',
    '[x]',
    '{',
    '&a',
    '*a',
    '!t',
    '%',
    '@',
    '`',
    "'",
    '"',
    ' x ',
    'a\nb',
    'é',
    '🎉',
  ),
);

it('writes what the parser reads back, whatever the names', () => {
  const values = fc.record(
    {
      dataset: name,
      text: fc.array(name, { minLength: 1, maxLength: 3 }),
      label: name,
      model: name,
      examples: fc.integer({ min: 1 }),
      seed: fc.option(fc.bigInt({ min: 0n }).map(String)),
      esms: fc.array(name, { minLength: 1, maxLength: 3 }),
      'max-esms': fc.integer({ min: 1 }),
      'cached-only': fc.boolean(),
      variant: fc.constantFrom('evidence' as const, 'hfselect' as const),
      top: fc.integer({ min: 1 }),
    },
    { requiredKeys: ['dataset', 'model'] },
  );
  fc.assert(
    fc.property(values, (written) => {
      const { values: read, mistakes } = parseRecipe(formatRankRecipe(written));
      expect(mistakes).toEqual([]);
      expect(read).toEqual(written);
    }),
  );
});

it('keeps a scalar on one line, plain where it can be', () => {
  expect(writeScalar('description')).toBe('description');
  expect(writeScalar('hf:owner/name')).toBe('hf:owner/name');
  expect(writeScalar('a: b')).toBe('"a: b"');
  expect(writeScalar('a, b')).toBe('a, b');
  expect(writeScalar('a, b', true)).toBe('"a, b"');
  fc.assert(fc.property(name, fc.boolean(), (text, inList) => !/[\r\n]/.test(writeScalar(text, inList))));
});

it('writes a recipe that makes a map, which the parser reads back', () => {
  const values = {
    dataset: 'tickets.csv',
    text: ['title', 'body'],
    base: 'bert-base-uncased',
    tuned: './fine-tuned',
    out: 'maps/ESM_tickets',
    also: ['general.csv:text', 'hf:owner/name'],
    weights: [1, 0.5, 2],
    language: ['de', 'en'],
    dtype: 'bfloat16' as const,
    'learning-rate': 2e-5,
    'weight-decay': 0,
  };
  const text = formatTrainRecipe(values, { out: 'Where it goes.' });
  expect(text).toBe(`train:
  dataset: tickets.csv
  text: [title, body]
  base: bert-base-uncased
  tuned: ./fine-tuned
  # Where it goes.
  out: maps/ESM_tickets
  also: ["general.csv:text", "hf:owner/name"]
  weights: [1, 0.5, 2]
  language: [de, en]
  dtype: bfloat16
  learning-rate: 0.00002
  weight-decay: 0`);
  const read = parseRecipe(text);
  expect(read).toMatchObject({ kind: 'train', mistakes: [], values });
});
