import { describe, expect, it } from 'vitest';
import { decodeRecipe } from '../../src/recipe/decode-recipe.ts';

const recipe = 'rank:\r\n  dataset: übung.csv\r\n';
const big = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('a recipe file', () => {
  // YAML 1.2.2, section 5.2: a byte order mark, or the zero byte of an ASCII letter.
  it.each([
    ['UTF-8', Buffer.from(recipe)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${recipe}`)],
    ['UTF-16, as Windows calls Unicode', Buffer.from(`\ufeff${recipe}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(recipe, 'utf16le')],
    ['UTF-16 the other way round', big(`\ufeff${recipe}`)],
    ['UTF-16 the other way round, without a mark', big(recipe)],
  ])('is read from %s', (_, bytes) => {
    expect(decodeRecipe(bytes)).toMatchObject({ text: recipe, damagedAt: null });
  });

  it('says where it is no text', () => {
    expect(decodeRecipe(Buffer.from(recipe, 'latin1'))).toMatchObject({ encoding: 'utf-8', damagedAt: 18 });
    expect(decodeRecipe(Buffer.from('rank: \ufffd'))).toMatchObject({ damagedAt: null });
    expect(decodeRecipe(Buffer.alloc(0))).toMatchObject({ text: '', damagedAt: null });
  });
});
