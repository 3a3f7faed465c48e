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
])('a recipe looks at all maps whole, and else says what it said: %j', (text) => {
  const before = parseRecipe(text);
  const after = parseRecipe(withLookAll(text));
  expect(after.mistakes).toEqual([]);
  expect(after.values).toEqual({ ...before.values, look: 'all' });
  expect(withLookAll(withLookAll(text))).toBe(withLookAll(text));
});
