import { type RecipeKey, recipeKey } from '../protocol/recipe-key.ts';
import { textEncoding } from '../protocol/text-encoding.ts';
import type { Cursor } from './cursor.ts';
import type { Recipe } from './recipe.ts';
import { recipeKeys } from './recipe-keys.ts';
import type { TextRange } from './text-range.ts';
import { writeScalar } from './write-scalar.ts';

/** What may be proposed as values, as far as it is known. */
export interface KnownValues {
  /** The columns of the dataset, and what each can be. */
  columns: readonly { name: string; canBe: readonly ('text' | 'label')[] }[];
  /** Configs and splits of the dataset, where it is on the Hub. */
  parts: readonly { config: string; split: string }[];
  /** Base models, the most likely first. */
  models: readonly string[];
  /** Dataset files near the recipe, as relative paths. */
  files: readonly string[];
  /** Maps of the recipe's base model. */
  esms: readonly string[];
  /** Proposals for the filter at the cursor, with what they replace. */
  filter: readonly { text: string; range: TextRange }[];
}

/** One proposal. */
export interface Completion {
  kind: 'rank' | 'key' | 'column' | 'model' | 'file' | 'esm' | 'value';
  /** What is proposed, as a person names it. */
  label: string;
  /** The text to put in place of `range`. */
  insert: string;
  range: TextRange;
  /** Less likely ones come after all others. */
  likely: boolean;
}

/** Proposals for what is being written, the best first. */
export function completeRecipe(cursor: Cursor, recipe: Recipe, known: KnownValues): Completion[] {
  switch (cursor.at) {
    case 'elsewhere':
      return [];
    case 'top':
      return recipe.rank.end > recipe.rank.start ? [] : [startOfRecipe(cursor.typed)];
    case 'key':
      return keysFor(recipe, cursor.typed);
    case 'value':
      return valuesFor(cursor, recipe, known);
  }
}

function startOfRecipe(range: TextRange): Completion {
  return { kind: 'rank', label: 'rank', insert: 'rank:\n  dataset: ', range, likely: true };
}

/** Keys that are not there yet; the one under the cursor counts as not there. */
function keysFor({ places }: Recipe, range: TextRange): Completion[] {
  const isFree = (key: RecipeKey) => places[key] === undefined || places[key].key.start === range.start;
  return recipeKey.options
    .filter(isFree)
    .map((key) => ({ kind: 'key', label: key, insert: `${key}: `, range, likely: recipeKeys[key].required }));
}

function valuesFor(cursor: Extract<Cursor, { at: 'value' }>, recipe: Recipe, known: KnownValues): Completion[] {
  const { key, typed: range, inList } = cursor;
  const all = (kind: Completion['kind'], texts: readonly string[]): Completion[] =>
    texts.map((text) => ({ kind, label: text, insert: writeScalar(text, inList), range, likely: true }));
  switch (key) {
    case 'text':
    case 'label':
      return columnsFor(key, cursor, recipe, known);
    case 'encoding':
      return all('value', textEncoding.options);
    case 'config':
      return all('value', [...new Set(known.parts.map(({ config }) => config))]);
    case 'split':
      return all('value', splitsOf(recipe, known));
    case 'model':
      return all('model', known.models);
    case 'dataset':
      return all('file', known.files);
    case 'esms':
      return all('esm', unused(known.esms, recipe.places.esms?.items, range));
    case 'filter':
      return known.filter.map(({ text, range: place }) => {
        return { kind: 'value', label: text, insert: text, range: place, likely: true };
      });
    default:
      return plainValues(key, range);
  }
}

/** The splits of the recipe's config; of all configs where it names none. */
function splitsOf({ values }: Recipe, { parts }: KnownValues): string[] {
  const ofConfig = parts.filter(({ config }) => values.config === undefined || config === values.config);
  return [...new Set(ofConfig.map(({ split }) => split))];
}

function columnsFor(
  key: 'text' | 'label',
  { typed: range, inList }: { typed: TextRange; inList: boolean },
  { places }: Recipe,
  { columns }: KnownValues,
): Completion[] {
  const taken = [...(places.text?.items ?? []), ...(places.label?.items ?? [])];
  const free = new Set(
    unused(
      columns.map(({ name }) => name),
      taken,
      range,
    ),
  );
  return columns
    .filter(({ name }) => free.has(name))
    .map(({ name, canBe }) => {
      const insert = writeScalar(name, inList);
      return { kind: 'column' as const, label: name, insert, range, likely: canBe.includes(key) };
    })
    .sort((a, b) => Number(b.likely) - Number(a.likely));
}

/** The texts that the recipe does not name yet; the one under the cursor counts as not named. */
function unused(
  texts: readonly string[],
  taken: readonly { text: string; range: TextRange }[] = [],
  under: TextRange,
): string[] {
  const elsewhere = taken.filter(({ range }) => range.start !== under.start).map(({ text }) => text);
  return texts.filter((text) => !elsewhere.includes(text));
}

function plainValues(key: RecipeKey, range: TextRange): Completion[] {
  const { value: rule } = recipeKeys[key];
  const texts = rule.kind === 'one-of' ? rule.allowed : rule.kind === 'boolean' ? ['true', 'false'] : [];
  return texts.map((text) => ({ kind: 'value', label: text, insert: text, range, likely: true }));
}
