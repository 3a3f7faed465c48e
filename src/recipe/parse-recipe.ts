import {
  type Document,
  isMap,
  isNode,
  isScalar,
  type Node,
  type Pair,
  parseDocument,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import type { RecipeProblem } from '../protocol/problems/recipe.ts';
import { type RankRequest, rankRequest } from '../protocol/rank-request.ts';
import { type RecipeKey, recipeKey } from '../protocol/recipe-key.ts';
import { nearestName } from './nearest-name.ts';
import { kindOf, rangeOf, readValue } from './read-value.ts';
import { type KeyPlace, type Mistake, type Recipe, type RecipeValues, recipeValues } from './recipe.ts';
import { recipeKeys } from './recipe-keys.ts';
import type { TextRange } from './text-range.ts';

const startOfText: TextRange = { start: 0, end: 0 };

/** A thousand maps named one by one have room. */
const longest = 1 << 16;

/**
 * Reads a recipe: YAML with the settings of one ranking under `rank:`. Never throws; whatever is wrong becomes a mistake at its
 * place, and the rest is read nevertheless, so that an editor can help with a half-written text.
 */
export function parseRecipe(text: string): Recipe {
  if (text.length > longest) return tooLong(text.length);
  const document = parseDocument(text, { prettyErrors: false });
  const { broken, mistakes } = syntaxMistakes(document.errors, text);
  const root: unknown = document.contents;
  const topLevel = isMap(root) ? readTopLevel(root, document) : null;
  if (topLevel === null && mistakes.length === 0) mistakes.push(mistake({ code: 'recipe-no-rank' }, wholeOf(root)));
  const rank = topLevel ?? { entries: emptyEntries, range: startOfText, mistakes: [] };
  // Where the structure is broken, every other mistake may only follow from that.
  const all = broken ? mistakes : [...mistakes, ...rank.mistakes].sort((a, b) => a.range.start - b.range.start);
  const values = recipeValues.parse(rank.entries.values);
  return {
    values,
    places: rank.entries.places,
    rank: rank.range,
    mistakes: all,
    request: all.length === 0 ? requestOf(values) : null,
  };
}

function tooLong(length: number): Recipe {
  const mistakes = [mistake({ code: 'recipe-too-long', length, limit: longest }, startOfText)];
  return { values: recipeValues.parse({}), places: {}, rank: startOfText, mistakes, request: null };
}

interface Entries {
  values: Record<string, unknown>;
  places: Partial<Record<RecipeKey, KeyPlace>>;
}

const emptyEntries: Entries = { values: {}, places: {} };

/** The pairs at the top: `rank` is read, everything else is a mistake. */
function readTopLevel(root: YAMLMap, document: Document) {
  const mistakes: Mistake[] = [];
  let rank: Pair | null = null;
  for (const pair of root.items) {
    const key = keyOf(pair);
    if (key.text === 'rank') rank ??= pair;
    else mistakes.push(unknownKey(key, null, ['rank']));
  }
  if (rank === null) {
    // Keys of a recipe without the line above them: say that one line is missing, not that each key is unknown.
    const looksLikeRecipe = root.items.some((pair) => recipeKey.safeParse(keyOf(pair).text).success);
    const missing = mistake({ code: 'recipe-no-rank' }, wholeOf(root));
    const named = mistakes.some(({ problem }) => problem.code === 'recipe-unknown-key' && problem.nearest !== null);
    return { entries: emptyEntries, range: startOfText, mistakes: looksLikeRecipe || !named ? [missing] : mistakes };
  }
  const read = readRank(rank, document);
  return { ...read, mistakes: [...mistakes, ...read.mistakes] };
}

function readRank(rank: Pair, document: Document) {
  const { range } = keyOf(rank);
  const node = valueNode(rank);
  if (!isMap(node)) {
    const found = kindOf(node);
    if (found === 'nothing') return { entries: emptyEntries, range, mistakes: missingKeys({}, range) };
    const problem = { code: 'recipe-wrong-type', key: 'rank', expected: 'mapping', found } as const;
    return { entries: emptyEntries, range, mistakes: [mistake(problem, rangeOf(node, range))] };
  }
  const { entries, mistakes } = readEntries(node, document);
  return { entries, range, mistakes: [...mistakes, ...missingKeys(entries.places, range)] };
}

function readEntries(map: YAMLMap, document: Document): { entries: Entries; mistakes: Mistake[] } {
  const entries: Entries = { values: {}, places: {} };
  const mistakes: Mistake[] = [];
  for (const pair of map.items) {
    const written = keyOf(pair);
    const { data: key } = recipeKey.safeParse(written.text);
    if (key === undefined) {
      mistakes.push(unknownKey(written, 'rank', recipeKey.options));
      continue;
    }
    if (entries.places[key] !== undefined) continue;
    const node = valueNode(pair);
    const read = readValue(node, { key, document, keyRange: written.range });
    entries.places[key] = { key: written.range, value: rangeOf(node, written.range), items: read.items };
    if (read.value !== undefined) entries.values[key] = read.value;
    mistakes.push(...read.mistakes);
  }
  return { entries, mistakes };
}

function missingKeys(places: Recipe['places'], range: TextRange): Mistake[] {
  return recipeKey.options
    .filter((key) => recipeKeys[key].required && places[key] === undefined)
    .map((key) => mistake({ code: 'recipe-missing-key', key }, range));
}

/** The request that the values of a faultless recipe make. */
function requestOf(values: RecipeValues): RankRequest {
  return rankRequest.parse({
    dataset: values.dataset,
    config: values.config,
    split: values.split,
    encoding: values.encoding,
    textColumns: values.text,
    labelColumn: values.label,
    task: values.task,
    model: values.model,
    examples: values.examples,
    seed: values.seed,
    esms: values.esms,
    maxEsms: values['max-esms'],
    filter: values.filter,
    cachedOnly: values['cached-only'],
    variant: values.variant,
    pooling: values.pooling,
  });
}

function keyOf(pair: Pair): { text: string; range: TextRange } {
  const node = isNode(pair.key) ? pair.key : null;
  const text = isScalar(node) ? (typeof node.value === 'string' ? node.value : (node.source ?? '')) : '';
  return { text, range: rangeOf(node, startOfText) };
}

function valueNode(pair: Pair): Node | null {
  return isNode(pair.value) ? pair.value : null;
}

function wholeOf(root: unknown): TextRange {
  const { start } = rangeOf(isNode(root) ? root : null, startOfText);
  return { start, end: start };
}

/** Mistakes of the YAML itself: the first one where its structure is broken, else every repeated key. */
function syntaxMistakes(errors: readonly YAMLError[], text: string): { broken: boolean; mistakes: Mistake[] } {
  const found = [...errors].sort((a, b) => a.pos[0] - b.pos[0]).map((error) => syntaxMistake(error, text));
  const first = found.find(
    ({ problem }) => problem.code === 'recipe-not-yaml' || problem.code === 'recipe-several-documents',
  );
  return first === undefined ? { broken: false, mistakes: found } : { broken: true, mistakes: [first] };
}

function syntaxMistake(error: YAMLError, text: string): Mistake {
  const start = Math.min(error.pos[0], text.length);
  // The parser marks one letter, or the whole rest of the text: mark the word, or the rest of its line.
  const word = /^\S*/.exec(text.slice(start))?.[0].length ?? 0;
  const line = /^[^\r\n]*/.exec(text.slice(start))?.[0].length ?? 0;
  const range = { start, end: start + Math.max(word, Math.min(error.pos[1] - start, line)) };
  if (error.code === 'MULTIPLE_DOCS')
    return mistake({ code: 'recipe-several-documents' }, { start, end: start + line });
  if (error.code !== 'DUPLICATE_KEY') return mistake({ code: 'recipe-not-yaml', reason: error.message }, range);
  const key = /^[\w-]+/.exec(text.slice(start))?.[0] ?? '';
  return mistake({ code: 'recipe-repeated-key', key }, { start, end: start + key.length });
}

function unknownKey(
  { text, range }: { text: string; range: TextRange },
  within: string | null,
  known: readonly string[],
): Mistake {
  return mistake({ code: 'recipe-unknown-key', key: text, within, nearest: nearestName(text, known) }, range);
}

type WithoutArea<Kind> = Kind extends unknown ? Omit<Kind, 'area'> : never;

function mistake(facts: WithoutArea<RecipeProblem>, range: TextRange): Mistake {
  return { problem: { area: 'recipe', ...facts }, range };
}
