import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findEqualTexts } from '../../../src/language-model/encoder/equal-texts.ts';

const tokens = fc
  .array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 3 })
  .map((ids) => Int32Array.from(ids));

it('gives each text back from the different ones, none of which stands twice', () => {
  fc.assert(
    fc.property(fc.array(tokens, { maxLength: 40 }), (texts) => {
      const { distinct, places } = findEqualTexts(texts);
      expect(places.map((place) => distinct[place])).toEqual(texts);
      expect(new Set(distinct.map((ids) => ids.join(' '))).size).toBe(distinct.length);
    }),
  );
});

it('tells 1, 12 from 11, 2', () => {
  expect(findEqualTexts([Int32Array.of(1, 12), Int32Array.of(11, 2)]).distinct).toHaveLength(2);
});
