import { type Document, isMap, isNode, isScalar, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { type RecipeKey, type RecipeKind, recipeKey, recipeKind } from '../protocol/recipe-key.ts';
import { mistake, unknownKey } from './mistake.ts';
import { kindOf, rangeOf, readValue } from './read-value.ts';
import { type KeyPlace, type Mistake, type Recipe, type RecipeText, rankValues, trainValues } from './recipe.ts';
import { keysOf, ruleOf } from './recipe-keys.ts';
import { rankRequestOf, trainRequestOf } from './recipe-request.ts';
import { syntaxMistakes } from './syntax-mistakes.ts';
import type { TextRange } from './text-range.ts';

const startOfText: TextRange = { start: 0, end: 0 };

/** A thousand maps named one by one have room. */
const longest = 1 << 16;

/**
 * Reads a recipe: YAML with the settings of one ranking under `rank:`, or of one map to make under `train:`. Never throws; whatever is
 * wrong becomes a mistake at its place, and the rest is read nevertheless, so that an editor can help with a half-written text.
 */
export function parseRecipe(text: string): Recipe {
  if (text.length > longest) return tooLong(text.length);
  const document = parseDocument(text, { prettyErrors: false });
  const { broken, mistakes } = syntaxMistakes(document.errors, text);
  const root: unknown = document.contents;
  const topLevel = isMap(root) ? readTopLevel(root, document) : null;
  if (topLevel === null && mistakes.length === 0) mistakes.push(mistake({ code: 'recipe-no-rank' }, wholeOf(root)));
  const { kind, entries, head, ...read } = topLevel ?? { ...nothing, mistakes: [] };
  // Where the structure is broken, every other mistake may only follow from that.
  const all = broken ? mistakes : [...mistakes, ...read.mistakes].sort((a, b) => a.range.start - b.range.start);
  return recipeOf(kind, entries.values, { places: entries.places, head, mistakes: all });
}

function recipeOf(kind: RecipeKind, read: Record<string, unknown>, text: RecipeText): Recipe {
  const isFaultless = text.mistakes.length === 0;
  if (kind === 'train') {
    const values = trainValues.parse(read);
    return { kind, values, ...text, request: isFaultless ? trainRequestOf(values) : null };
  }
  const values = rankValues.parse(read);
  return { kind, values, ...text, request: isFaultless ? rankRequestOf(values) : null };
}

function tooLong(length: number): Recipe {
  const mistakes = [mistake({ code: 'recipe-too-long', length, limit: longest }, startOfText)];
  return recipeOf('rank', {}, { places: {}, head: startOfText, mistakes });
}

interface Entries {
  values: Record<string, unknown>;
  places: Partial<Record<RecipeKey, KeyPlace>>;
}

/** What stands at the top, and below it. */
interface TopLevel {
  kind: RecipeKind;
  entries: Entries;
  head: TextRange;
  mistakes: Mistake[];
}

const nothing: Omit<TopLevel, 'mistakes'> = { kind: 'rank', entries: { values: {}, places: {} }, head: startOfText };

/** The pairs at the top: the first `rank` or `train` is read, everything else is a mistake. */
function readTopLevel(root: YAMLMap, document: Document): TopLevel {
  const mistakes: Mistake[] = [];
  let found: { kind: RecipeKind; pair: Pair } | null = null;
  for (const pair of root.items) {
    const key = keyOf(pair);
    const { data: kind } = recipeKind.safeParse(key.text);
    if (kind === undefined) mistakes.push(unknownKey(key, null, recipeKind.options));
    else if (found === null) found = { kind, pair };
    else if (found.kind !== kind) mistakes.push(mistake({ code: 'recipe-rank-and-train', key: kind }, key.range));
  }
  if (found === null) return { ...nothing, mistakes: withoutHead(root, mistakes) };
  const read = readSettings(found.kind, found.pair, document);
  return { ...read, mistakes: [...mistakes, ...read.mistakes] };
}

/** Of keys of a recipe without the line above them: say that one line is missing, not that each key is unknown. */
function withoutHead(root: YAMLMap, mistakes: Mistake[]): Mistake[] {
  const looksLikeRecipe = root.items.some((pair) => recipeKey.safeParse(keyOf(pair).text).success);
  const named = mistakes.some(({ problem }) => problem.code === 'recipe-unknown-key' && problem.nearest !== null);
  return looksLikeRecipe || !named ? [mistake({ code: 'recipe-no-rank' }, wholeOf(root))] : mistakes;
}

function readSettings(kind: RecipeKind, pair: Pair, document: Document): TopLevel {
  const { range: head } = keyOf(pair);
  const node = valueNode(pair);
  if (!isMap(node)) {
    const found = kindOf(node);
    if (found === 'nothing') return { ...nothing, kind, head, mistakes: missingKeys(kind, {}, head) };
    const problem = { code: 'recipe-wrong-type', key: kind, expected: 'mapping', found } as const;
    return { ...nothing, kind, head, mistakes: [mistake(problem, rangeOf(node, head))] };
  }
  const { entries, mistakes } = readEntries(kind, node, document);
  const missing = missingKeys(kind, entries.places, head);
  return { kind, entries, head, mistakes: [...mistakes, ...missing, ...weightsMistakes(entries)] };
}

function readEntries(kind: RecipeKind, map: YAMLMap, document: Document): { entries: Entries; mistakes: Mistake[] } {
  const entries: Entries = { values: {}, places: {} };
  const mistakes: Mistake[] = [];
  for (const pair of map.items) {
    const written = keyOf(pair);
    const { data: key } = recipeKey.safeParse(written.text);
    const rule = key === undefined ? null : ruleOf(kind, key);
    if (key === undefined || rule === null) {
      mistakes.push(unknownKey(written, kind, keysOf[kind]));
      continue;
    }
    if (entries.places[key] !== undefined) continue;
    const node = valueNode(pair);
    const read = readValue(node, rule.value, { key, document, keyRange: written.range });
    entries.places[key] = { key: written.range, value: rangeOf(node, written.range), items: read.items };
    if (read.value !== undefined) entries.values[key] = read.value;
    mistakes.push(...read.mistakes);
  }
  return { entries, mistakes };
}

/** As many weights as sources of texts: the dataset, and each of `also`. */
function weightsMistakes({ values, places }: Entries): Mistake[] {
  const { weights: place, also } = places;
  const sources = 1 + (also?.items.length ?? 0);
  const isReadable = values.weights !== undefined && (also === undefined || values.also !== undefined);
  if (place === undefined || !isReadable || place.items.length === sources) return [];
  return [mistake({ code: 'recipe-weights-count', weights: place.items.length, sources }, place.value)];
}

function missingKeys(kind: RecipeKind, places: RecipeText['places'], range: TextRange): Mistake[] {
  return keysOf[kind]
    .filter((key) => ruleOf(kind, key)?.required && places[key] === undefined && !isInEmbeddings(key, places))
    .map((key) => mistake({ code: 'recipe-missing-key', key }, range));
}

/** A file of embeddings holds what the tuned model gives, but not for the texts of other sources. */
function isInEmbeddings(key: RecipeKey, places: RecipeText['places']): boolean {
  return key === 'tuned' && places.embeddings !== undefined && places.also === undefined;
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
