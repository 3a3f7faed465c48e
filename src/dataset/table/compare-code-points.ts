/**
 * Compares strings by code point, as Python and UTF-8 order them. JavaScript compares UTF-16 units, where the surrogates of
 * characters beyond U+FFFF come before U+E000 to U+FFFF.
 * @returns Negative, zero or positive.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const unitA = a.charCodeAt(i);
    const unitB = b.charCodeAt(i);
    if (unitA !== unitB) return codePointOrder(unitA) - codePointOrder(unitB);
  }
  return a.length - b.length;
}

/** Moves surrogates (U+D800 to U+DFFF) behind all other units. */
function codePointOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
