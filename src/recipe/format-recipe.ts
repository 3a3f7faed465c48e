import type { RankKey, RecipeKey, RecipeKind, TrainKey } from '../protocol/recipe-key.ts';
import type { RankValues, TrainValues } from './recipe.ts';
import { keysOf } from './recipe-keys.ts';
import { writeScalar } from './write-scalar.ts';

/** A comment line for each key that has one, without the `#`; that of `rank` or `train` stands above everything. */
export type RecipeComments<Key extends RecipeKey> = Partial<Record<Key | RecipeKind, string>>;

/**
 * Writes a recipe that ranks: the given values in the order of the keys, each with its comment line above where there is one.
 * {@link parseRecipe} reads the same values back. A single text column stands alone, several as a list.
 *
 * @returns the YAML, without a line break at its end
 */
export function formatRankRecipe(values: RankValues, comments: RecipeComments<RankKey> = {}): string {
  return formatRecipe('rank', values, comments);
}

/** Writes a recipe that makes a map, as {@link formatRankRecipe} one that ranks. */
export function formatTrainRecipe(values: TrainValues, comments: RecipeComments<TrainKey> = {}): string {
  return formatRecipe('train', values, comments);
}

type Value = string | number | boolean | readonly (string | number)[] | null | undefined;

function formatRecipe(
  kind: RecipeKind,
  values: Partial<Record<RecipeKey, Value>>,
  comments: RecipeComments<RecipeKey>,
): string {
  const head = comments[kind];
  const lines = head === undefined ? [] : [`# ${oneLine(head)}`];
  lines.push(`${kind}:`);
  for (const key of keysOf[kind]) {
    const value = values[key];
    if (value === undefined) continue;
    const comment = comments[key];
    if (comment !== undefined) lines.push(`  # ${oneLine(comment)}`);
    lines.push(`  ${key}: ${writeValue(key, value)}`);
  }
  return lines.join('\n');
}

function writeValue(key: RecipeKey, value: Exclude<Value, undefined>): string {
  // A seed is digits, kept as text because it may be larger than any exact number.
  if (key === 'seed' || value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeScalar(value);
  const written = value.map((each) => (typeof each === 'number' ? String(each) : writeScalar(each, value.length > 1)));
  return written.length === 1 ? written.join() : `[${written.join(', ')}]`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
