import { type RecipeKey, type RecipeKind, recipeKind } from '../protocol/recipe-key.ts';
import { textEncoding } from '../protocol/text-encoding.ts';
import type { Cursor } from './cursor.ts';
import type { Recipe } from './recipe.ts';
import { keysOf, ruleOf } from './recipe-keys.ts';
import type { TextRange } from './text-range.ts';
import { writeScalar } from './write-scalar.ts';

/** What may be proposed as values, as far as it is known. */
export interface KnownValues {
  /** The columns of the dataset, and what each can be. */
  columns: readonly { name: string; canBe: readonly ('text' | 'label')[] }[];
  /** Configs and splits of the dataset, where it is on the Hub. */
  parts: readonly { config: string; split: string }[];
  /** Sheets of the dataset, where it is a spreadsheet. */
  sheets: readonly string[];
  /** Base models, the most likely first. */
  models: readonly string[];
  /** Folders near the recipe that hold a model, as local paths. */
  modelFolders: readonly string[];
  /** Dataset files near the recipe, as relative paths. */
  files: readonly string[];
  /** Maps of the recipe's base model. */
  esms: readonly string[];
  /** Proposals for the filter at the cursor, with what they replace. */
  filter: readonly { text: string; range: TextRange }[];
}

/** One proposal. */
export interface Completion {
  kind: 'start' | 'key' | 'column' | 'model' | 'folder' | 'file' | 'esm' | 'value';
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
      return recipe.head.end > recipe.head.start ? [] : recipeKind.options.map((kind) => startOf(kind, cursor.typed));
    case 'key':
      return keysFor(recipe, cursor.typed);
    case 'value':
      return valuesFor(cursor, recipe, known).map((completion) => apart(completion, cursor));
  }
}

/** With a blank in front where there is none yet: `model:bert` is no setting. */
function apart(completion: Completion, { glued, typed }: Extract<Cursor, { at: 'value' }>): Completion {
  const isFirst = completion.range.start === typed.start;
  return glued && isFirst ? { ...completion, insert: ` ${completion.insert}` } : completion;
}

function startOf(kind: RecipeKind, range: TextRange): Completion {
  return { kind: 'start', label: kind, insert: `${kind}:\n  dataset: `, range, likely: true };
}

/** Keys that are not there yet; the one under the cursor counts as not there. */
function keysFor({ kind, places }: Recipe, range: TextRange): Completion[] {
  const isFree = (key: RecipeKey) => places[key] === undefined || places[key].key.start === range.start;
  return keysOf[kind].filter(isFree).map((key) => {
    return { kind: 'key', label: key, insert: `${key}: `, range, likely: ruleOf(kind, key)?.required === true };
  });
}

function valuesFor(cursor: Extract<Cursor, { at: 'value' }>, recipe: Recipe, known: KnownValues): Completion[] {
  const { key, typed: range, inList } = cursor;
  if (ruleOf(recipe.kind, key) === null) return [];
  const all = (kind: Completion['kind'], texts: readonly string[]): Completion[] =>
    texts.map((text) => ({ kind, label: text, insert: writeScalar(text, inList), range, likely: true }));
  switch (key) {
    case 'text':
    case 'label':
      return columnsFor(key, cursor, recipe, known);
    case 'encoding':
      return all('value', textEncoding.options);
    case 'sheet':
      return all('value', known.sheets);
    case 'config':
      return all('value', [...new Set(known.parts.map(({ config }) => config))]);
    case 'split':
      return all('value', splitsOf(recipe, known));
    case 'model':
      return all('model', known.models);
    case 'base':
      return [...all('model', known.models), ...all('folder', known.modelFolders)];
    case 'tuned':
      return all('folder', known.modelFolders);
    case 'dataset':
      return all('file', known.files);
    case 'also':
      return all('file', unused(known.files, recipe.places.also?.items, range));
    case 'esms':
      return all('esm', unused(known.esms, recipe.places.esms?.items, range));
    case 'filter':
      return known.filter.map(({ text, range: place }) => {
        return { kind: 'value', label: text, insert: text, range: place, likely: true };
      });
    default:
      return unused(plainValues(recipe.kind, key), namedElsewhere(cursor, recipe), range).map((text) => {
        return { kind: 'value', label: text, insert: text, range, likely: true };
      });
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

/** Of a list, the texts that it has; each stands in it once. */
function namedElsewhere({ key }: Extract<Cursor, { at: 'value' }>, { kind, places }: Recipe) {
  return ruleOf(kind, key)?.value.kind === 'some-of' ? places[key]?.items : [];
}

function plainValues(kind: RecipeKind, key: RecipeKey): readonly string[] {
  const rule = ruleOf(kind, key)?.value;
  if (rule?.kind === 'one-of' || rule?.kind === 'some-of') return rule.allowed;
  return rule?.kind === 'boolean' ? ['true', 'false'] : [];
}
