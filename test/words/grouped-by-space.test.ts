import { expect, it } from 'vitest';
import { formatCount } from '../../src/ranking/number-format.ts';
import { commaBeginsDecimals, groupedBySpace } from '../../src/words/grouped-by-space.ts';

it.each([999, 1500, 12_345_678])('groups %d by spaces, and keeps its digits', (count) => {
  const shown = String(groupedBySpace(formatCount(count)));
  expect(shown).not.toContain(',');
  expect(shown.replaceAll('\u202f', '')).toBe(String(count));
});

it.each([1500, '3.6 GB', 'a,b', '1,5', '1,500 and more', '1500,123', ''])('leaves %j as it is', (value) => {
  expect(groupedBySpace(value)).toBe(value);
});

// By the decimal separators of the Unicode CLDR.
it.each([
  ['de', true],
  ['pt-br', true],
  ['zh-cn', false],
  ['ja', false],
  ['en', false],
])('whether decimals begin with a comma in %s: %s', (language, expected) => {
  expect(commaBeginsDecimals(language)).toBe(expected);
});
