import type { RecipeProblem } from '../protocol/problems/recipe.ts';
import { nearestName } from './nearest-name.ts';
import type { Mistake } from './recipe.ts';
import type { TextRange } from './text-range.ts';

type WithoutArea<Kind> = Kind extends unknown ? Omit<Kind, 'area'> : never;

/** A problem of the writing of a recipe at its place. */
export function mistake(facts: WithoutArea<RecipeProblem>, range: TextRange): Mistake {
  return { problem: { area: 'recipe', ...facts }, range };
}

/** A key that stands where it is none; `within`: the key above it, null at the top. */
export function unknownKey(
  { text, range }: { text: string; range: TextRange },
  within: string | null,
  known: readonly string[],
): Mistake {
  return mistake({ code: 'recipe-unknown-key', key: text, within, nearest: nearestName(text, known) }, range);
}
