import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints } from '../../../src/dataset/table/compare-code-points.ts';

/** Compares the lists of code points. */
function slowly(a: string, b: string): number {
  const pointsA = Array.from(a, (character) => character.codePointAt(0) ?? 0);
  const pointsB = Array.from(b, (character) => character.codePointAt(0) ?? 0);
  const different = pointsA.findIndex((point, i) => point !== pointsB[i]);
  if (different < 0) return pointsA.length - pointsB.length;
  return (pointsA[different] ?? 0) - (pointsB[different] ?? -1);
}

describe('compareCodePoints', () => {
  it('puts characters beyond U+FFFF last, as Python does and JavaScript does not', () => {
    const sorted = ['a', 'ä', '～', '🐛'];
    expect([...sorted].reverse().sort(compareCodePoints)).toEqual(sorted);
    expect([...sorted].sort()).not.toEqual(sorted);
  });

  it('orders as the lists of code points do', () => {
    const character = fc.constantFrom('a', 'b', '\ud7ff', '\ue000', '～', '\uffff', '🐛', '\u{10ffff}');
    const text = fc.array(character, { maxLength: 4 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(slowly(a, b)));
      }),
    );
  });
});
