import { expect, test } from 'vitest';
import { countByCode, factInWords } from '../../src/ranking/facts-in-words.ts';
import { withSkipped } from '../renderer/documents/recorded.ts';

test('a code that nobody knows yet still reads', () => {
  expect(factInWords({ code: 'esm-damaged-weights', detail: { reason: 'truncated', firstRows: [1, 2] } })).toBe(
    'damaged weights (reason truncated, first rows [1,2])',
  );
  expect(factInWords({ code: 'esm-no-weights', detail: { area: 'esm', repo: 'a/b' } })).toBe('no weights');
});

test('codes are counted, the most frequent first', () => {
  expect(countByCode(withSkipped().skipped)).toEqual([
    { code: 'esm-dimension-mismatch', count: 8 },
    { code: 'esm-no-weights', count: 5 },
  ]);
});
