import { type RecipeKey, recipeKey } from '../protocol/recipe-key.ts';
import type { RecipeValues } from './recipe.ts';
import { writeScalar } from './write-scalar.ts';

/**
 * Writes a recipe: the given values in the order of the keys, each with its comment line above where there is one.
 * {@link parseRecipe} reads the same values back. A single text column stands alone, several as a list.
 *
 * @param comments one line each, without the `#`
 * @returns the YAML, without a line break at its end
 */
export function formatRecipe(values: RecipeValues, comments: Partial<Record<RecipeKey | 'rank', string>> = {}): string {
  const lines = comments.rank === undefined ? [] : [`# ${oneLine(comments.rank)}`];
  lines.push('rank:');
  for (const key of recipeKey.options) {
    const value = values[key];
    if (value === undefined) continue;
    const comment = comments[key];
    if (comment !== undefined) lines.push(`  # ${oneLine(comment)}`);
    lines.push(`  ${key}: ${writeValue(key, value)}`);
  }
  return lines.join('\n');
}

function writeValue(key: RecipeKey, value: string | number | boolean | readonly string[] | null): string {
  // A seed is digits, kept as text because it may be larger than any exact number.
  if (key === 'seed' || value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeScalar(value);
  const [only] = value;
  if (value.length === 1 && only !== undefined) return writeScalar(only);
  return `[${value.map((text) => writeScalar(text, true)).join(', ')}]`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
