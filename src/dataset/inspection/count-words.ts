/** Longer texts are not counted to their end. */
const COUNTED_LENGTH = 2000;

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu;

/** Words of a text, of its first 2,000 characters; two letters of a script without spaces count as one. */
export function countWords(text: string): number {
  const start = text.slice(0, COUNTED_LENGTH);
  const words = start.match(/\S+/g)?.length ?? 0;
  const letters = start.match(unspaced)?.length ?? 0;
  return Math.max(words, letters / 2);
}
