import { displayWidth } from '../../ranking/display-width.ts';

// A quick pick cuts each line at its end: at 550 px, in a window of 900, after about 80 letters; the first line of an entry that a separator names after 58.

/** Letters of a first line beside the name of its group. */
const besideGroup = 58;

/** A name of at most `width` letters, without its middle where it is longer: names differ at both ends. */
export function withoutMiddle(name: string, width: number): string {
  const letters = [...name];
  if (letters.length <= width) return name;
  const end = Math.floor((width - 1) / 2);
  return `${letters.slice(0, width - 1 - end).join('')}…${letters.slice(letters.length - end).join('')}`;
}

/** Names of at most `width` letters together: each gives up its middle above the same length. */
export function namesWithin(names: readonly string[], width: number): string[] {
  let most = Math.max(...names.map(({ length }) => length));
  const total = () => names.reduce((sum, { length }) => sum + Math.min(length, most), 0);
  while (most > 8 && total() > width) most -= 1;
  return names.map((name) => withoutMiddle(name, most));
}

/** A sentence as the two lines of an entry, broken where a word ends. */
export function onTwoLines(sentence: string): { label: string; detail?: string } {
  if (displayWidth(sentence) <= besideGroup) return { label: sentence };
  const breaks = [...sentence.matchAll(/[\s，；。、]/gu)].map(
    ({ index, 0: sign }) => index + (sign.trim() === '' ? 0 : 1),
  );
  const at = breaks.findLast((place) => displayWidth(sentence.slice(0, place)) <= besideGroup);
  return at === undefined ? { label: sentence } : { label: sentence.slice(0, at), detail: sentence.slice(at).trim() };
}
