/** Which texts have the same tokens. */
export interface EqualTexts {
  /** The different ones, in the order in which they first come. */
  distinct: Int32Array[];
  /** For each text, its place among them. */
  places: number[];
}

/**
 * Finds texts with the same tokens, so that each is embedded once: equal ones, those that the tokenizer makes equal (upper and lower
 * case, blanks), and long ones that differ only behind the cut.
 */
export function findEqualTexts(texts: readonly Int32Array[]): EqualTexts {
  const places = new Map<string, number>();
  const distinct: Int32Array[] = [];
  const placeOf = (tokens: Int32Array): number => {
    const key = tokens.join(' ');
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, distinct.length);
    return distinct.push(tokens) - 1;
  };
  return { places: texts.map(placeOf), distinct };
}
