import type { FilterProblem } from '../protocol/problems/filter.ts';
import type { TextRange } from './text-range.ts';

/**
 * The place of a mistake of a filter in the text of a recipe. `range` is that of the filter, with its quotes where it has some; where
 * it is written with escapes or over several lines, so that letters are not where they seem, all of it.
 */
export function placeInFilter({ filter, at, length }: FilterProblem, range: TextRange): TextRange {
  const around = range.end - range.start - filter.length;
  if (around !== 0 && around !== 2) return range;
  const start = range.start + around / 2 + at;
  // A mistake at the end marks the last letter: there is nothing behind it.
  const first = Math.min(start, range.end - around / 2 - 1);
  return { start: first, end: Math.max(first + 1, Math.min(start + length, range.end - around / 2)) };
}
