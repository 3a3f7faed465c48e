import { stringEnd } from './string-end.ts';

const words = ['NaN', 'Infinity'];

/** Replaces the numbers that Python writes and JSON does not know: `NaN` by null, infinities by a number beyond all. Linear. */
export function withoutPythonNumbers(text: string): string {
  if (!words.some((word) => text.includes(word))) return text;
  const pieces: string[] = [];
  let kept = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"') i = stringEnd(text, i) - 1;
    if (character !== 'N' && character !== 'I') continue;
    const word = words.find((candidate) => isWordAt(text, candidate, i));
    if (word === undefined) continue;
    pieces.push(text.slice(kept, i), word === 'NaN' ? 'null' : '1e999');
    i += word.length - 1;
    kept = i + 1;
  }
  return pieces.join('') + text.slice(kept);
}

function isWordAt(text: string, word: string, i: number): boolean {
  return text.startsWith(word, i) && !isWordPart(text[i - 1]) && !isWordPart(text[i + word.length]);
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character);
}
