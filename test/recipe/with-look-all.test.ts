import { expect, it } from 'vitest';
import { parseRecipe } from '../../src/recipe/parse-recipe.ts';
import { withLookAll } from '../../src/recipe/with-look-all.ts';

it.each([
  'rank:\n  dataset: a.csv\n  model: m',
  'rank:\n  dataset: a.csv\n  model: m\n',
  'rank:\n  dataset: a.csv\n  look: first\n  model: m # mine\n',
  '# mine\nrank:\n    dataset: a.csv\n    model: m\n    text:\n      - one\n      - two\n',
  'rank:\n  dataset: a.csv\n  model: m\n  filter: >\n    language=en\n    examples>=10\n\n# the end\n',
  'rank:\n  dataset: a.csv\n  text:\n  - one\n  - two\n  model: m\n  # last\n',
  'rank: {dataset: a.csv, model: m}',
  'rank: {dataset: a.csv, look: first, model: m}',
  '{"rank": {"dataset": "a.csv", "model": "m"}}',
  'rank:\n  dataset: a.csv\n  model: m\n  "look": first\n',
  'rank:\n  look : first\n  dataset: a.csv # look: me\n  model: m\n',
  'rank:\n  dataset: a.csv\n  model: m\n  look:\n    first\n',
  'rank:\n  dataset: >-\n    look: x.csv\n  model: m\n',
  'rank:\n  dataset: a.csv\n  model: m\n  filter: >\n\n    language=en\n\n    examples>=10\n',
  'rank:\n  dataset: a.csv\n  model: m\n  filter: |\n    language=en',
  'rank:\n  dataset: a.csv\n  model: m\n  esms: [\n    a/b,\n    c/d\n    ] # mine\n# end',
  'rank:\n  dataset: a.csv\n  model: m\n  text: [a,\n    b]\n',
  'rank:\r\n  dataset: a.csv\r\n  model: m\r\n',
  'rank:\n dataset: a.csv\n model: "m"\n',
])('a recipe looks at all maps whole, and else says what it said: %j', (text) => {
  const before = parseRecipe(text);
  const after = parseRecipe(withLookAll(text));
  expect(after.mistakes).toEqual([]);
  expect(after.values).toEqual({ ...before.values, look: 'all' });
  expect(withLookAll(withLookAll(text))).toBe(withLookAll(text));
});

it.each(['rank:\n  dataset: a.csv\n  model: m\n  look:\n', 'rank:\n  look:\n  model: m\n  dataset: a.csv\n'])(
  'a recipe that says nothing of it yet says it there: %j',
  (text) => {
    expect(parseRecipe(withLookAll(text))).toMatchObject({ mistakes: [], values: { look: 'all', model: 'm' } });
  },
);

it.each(['', 'train:\n  tuned: a\n', 'rank:', 'rank: [', '- a'])('what ranks nothing stays as it is: %j', (text) => {
  expect(withLookAll(text)).toBe(text);
});
