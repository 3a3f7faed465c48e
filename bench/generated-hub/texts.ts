import { normal, uniform } from '../../test/logme/random-problem.ts';

/** Words that are one token each in the vocabulary of the generated base model. */
export const words: readonly string[] = Array.from({ length: 5000 }, (_, index) => spell(index));

/** A labelled text. */
export interface LabelledText {
  text: string;
  label: string;
}

/** With `[CLS]` and `[SEP]`: the reference cuts at 128 tokens. */
const longest = 126;

/**
 * Texts whose lengths are as in real datasets: log-normal with a median of 36 tokens and a mean of about 45, cut at 128
 *. Two labels, by which half of the vocabulary a text leans to, with noise.
 */
export function makeTexts(count: number, seed: number): LabelledText[] {
  const next = uniform(seed);
  const gauss = normal(seed + 1);
  return Array.from({ length: count }, () => {
    const length = Math.max(1, Math.min(longest, Math.round(36 * Math.exp(0.67 * gauss())) - 2));
    const lean = next() < 0.5 ? 0 : 1;
    const indices = Array.from({ length }, () => {
      const index = Math.floor(next() * words.length);
      return next() < 0.6 ? (index >> 1) + (lean * words.length) / 2 : index;
    });
    const label = next() < 0.9 ? lean : 1 - lean;
    return { text: indices.map((index) => words[index] ?? '').join(' '), label: label === 0 ? 'no' : 'yes' };
  });
}

/** A made-up word for a number: syllables, so that no two are alike. */
function spell(index: number): string {
  const consonants = 'bdfgklmnprst';
  const vowels = 'aeiou';
  let rest = index;
  let word = '';
  for (let syllable = 0; syllable < 3; syllable++) {
    word += (consonants[rest % 12] ?? '') + (vowels[Math.floor(rest / 12) % 5] ?? '');
    rest = Math.floor(rest / 60);
  }
  return word;
}
