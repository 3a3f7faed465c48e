/** So many texts, and so many characters of each, are enough to tell the language of a dataset. */
const textsLooked = 100;
const charactersLooked = 300;

/**
 * ISO 639-1 code of the language that most of the texts are in, by the detector's own measure of reliability; null where it
 * is not sure. Only for the order in which maps are fetched: no score depends on it.
 */
export async function targetLanguage(texts: readonly string[]): Promise<string | null> {
  const { eld } = await import('eld/extrasmall');
  const looked = texts.slice(0, textsLooked).map((text) => text.slice(0, charactersLooked));
  const result = eld.detect(looked.join('\n'));
  return result.isReliable() && result.language !== '' ? result.language : null;
}
