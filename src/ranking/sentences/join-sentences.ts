import type { Translate } from './translate.ts';

/** Sentences one after the other, as the language puts them: Chinese without a blank between. Empty ones are left out. */
export function joinSentences(sentences: readonly string[], say: Translate): string {
  const [first = '', ...others] = sentences.filter((sentence) => sentence !== '');
  return others.reduce((before, next) => say('{0} {1}', before, next), first);
}
