import { type Alias, type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { parseFilter } from '../esm-filter/parse-filter.ts';
import { isCardLanguage } from '../protocol/card-terms.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { ExpectedValue, RecipeProblem, YamlKind } from '../protocol/problems/recipe.ts';
import type { RecipeKey } from '../protocol/recipe-key.ts';
import { namesOf, type TextEncoding, textEncoding, textEncodingNamed } from '../protocol/text-encoding.ts';
import { nearestLanguage } from './nearest-language.ts';
import { nearestName } from './nearest-name.ts';
import { placeInFilter } from './place-in-filter.ts';
import type { Mistake } from './recipe.ts';
import type { ValueRule } from './recipe-keys.ts';
import type { TextRange } from './text-range.ts';

/** A value as read: `value` is undefined where a mistake keeps it from being used. */
export interface ReadValue {
  value: unknown;
  items: { text: string; range: TextRange }[];
  mistakes: Mistake[];
}

/** Where and in what a value stands. */
export interface ValueContext {
  key: RecipeKey;
  document: Document;
  /** What to mark where the value is empty: the key. */
  keyRange: TextRange;
}

/** Reads the value of a key by the rule of that key. */
export function readValue(node: Node | null, rule: ValueRule, context: ValueContext): ReadValue {
  switch (rule.kind) {
    case 'texts':
      return readTexts(node, context);
    case 'languages':
      return readLanguages(node, context);
    case 'numbers':
      return readNumbers(node, context);
    case 'some-of':
      return readSomeOf(node, rule.allowed, context);
    default:
      return readScalar(node, rule, context);
  }
}

/** The kind of a YAML node, as a person would call it. */
export function kindOf(node: Node | null): YamlKind {
  if (isMap(node)) return 'mapping';
  if (isSeq(node)) return 'list';
  if (!isScalar(node) || node.value === null || node.value === undefined) return 'nothing';
  if (typeof node.value === 'number' || typeof node.value === 'bigint') return 'number';
  return typeof node.value === 'boolean' ? 'boolean' : 'text';
}

/** The place of a node; that of `fallback` where it is absent or empty. */
export function rangeOf(node: Node | null, fallback: TextRange): TextRange {
  const [start, end] = node?.range ?? [];
  return start === undefined || end === undefined || start === end ? fallback : { start, end };
}

function resolveAlias(node: Node | null, document: Document): Node | null {
  if (!isAlias(node)) return node;
  const alias: Alias = node;
  return alias.resolve(document) ?? null;
}

function readScalar(written: Node | null, rule: ValueRule, context: ValueContext): ReadValue {
  const node = resolveAlias(written, context.document);
  // An alias is marked itself, and not the value elsewhere that it stands for.
  const range = rangeOf(written, context.keyRange);
  const text = textOf(node);
  const expected = expectedOf(rule);
  const fail = (problem: RecipeProblem): ReadValue => ({ value: undefined, items: [], mistakes: [{ problem, range }] });
  const accept = (value: unknown): ReadValue => ({
    value,
    items: text === null ? [] : [{ text, range }],
    mistakes: [],
  });
  const { key } = context;
  if (isAlias(written) && node === null)
    return fail({ area: 'recipe', code: 'recipe-no-anchor', alias: written.source });
  if (rule.kind === 'seed' && isExplicitNull(node)) return accept(null);
  if (text === null || !isScalar(node)) return fail(wrongType(key, expected, kindOf(node)));
  switch (rule.kind) {
    case 'whole-number':
      if (kindOf(node) !== 'number') return fail(wrongType(key, expected, kindOf(node)));
      return isWholeNumber(text, rule.minimum) ? accept(Number(text)) : fail(badNumber(key, text, rule.minimum));
    case 'number':
      if (kindOf(node) !== 'number') return fail(wrongType(key, expected, kindOf(node)));
      return isNumber(Number(text), rule.mayBeZero)
        ? accept(Number(text))
        : fail(notPositive(key, text, rule.mayBeZero));
    case 'seed':
      if (kindOf(node) !== 'number') return fail(wrongType(key, expected, kindOf(node)));
      return /^\d+$/.test(text) ? accept(text.replace(/^0+(?=\d)/, '')) : fail(badNumber(key, text, 0));
    case 'boolean':
      return typeof node.value === 'boolean' ? accept(node.value) : fail(wrongType(key, expected, kindOf(node)));
    case 'encoding':
      return readEncoding(text, accept, fail);
    case 'filter':
      return { ...accept(text), mistakes: filterMistakes(text, range) };
    case 'one-of':
      return rule.allowed.includes(text) ? accept(text) : fail(notOneOf(key, text, rule.allowed));
    default:
      return accept(text);
  }
}

/** Any name of an encoding stands for it; of an unknown one, its own names are told. */
function readEncoding(
  written: string,
  accept: (value: TextEncoding) => ReadValue,
  fail: (problem: RecipeProblem) => ReadValue,
): ReadValue {
  const encoding = textEncodingNamed(written);
  if (encoding !== null) return accept(encoding);
  const nearest = nearestName(written, textEncoding.options.flatMap(namesOf));
  return fail({ ...notOneOf('encoding', written, textEncoding.options), nearest });
}

/** Each of them once. */
function readSomeOf(node: Node | null, allowed: readonly string[], context: ValueContext): ReadValue {
  const read = readTexts(node, context);
  const mistakes = read.items.flatMap(({ text, range }, index): Mistake[] => {
    const before = read.items.slice(0, index).map((item) => item.text);
    const left = allowed.filter((name) => !before.includes(name));
    return left.includes(text) ? [] : [{ problem: notOneOf(context.key, text, left), range }];
  });
  return mistakes.length === 0 ? read : { ...read, value: undefined, mistakes: [...read.mistakes, ...mistakes] };
}

function readTexts(written: Node | null, context: ValueContext): ReadValue {
  const resolved = resolveAlias(written, context.document);
  const node = isSeq(resolved) ? resolved : written;
  const nodes = isSeq(node) ? node.items.filter(isNode) : [node];
  const read = nodes.map((item) => readScalar(item, { kind: 'text' }, context));
  const items = read.flatMap((entry) => entry.items);
  const mistakes = read.flatMap((entry) => entry.mistakes).map((mistake) => asTexts(mistake, node));
  if (isSeq(node) && nodes.length === 0) {
    const problem = wrongType(context.key, 'texts', 'nothing');
    return { value: undefined, items, mistakes: [{ problem, range: rangeOf(node, context.keyRange) }] };
  }
  return { value: mistakes.length > 0 ? undefined : items.map(({ text }) => text), items, mistakes };
}

function readLanguages(written: Node | null, context: ValueContext): ReadValue {
  const read = readTexts(written, context);
  const unknown = read.items.filter(({ text }) => !isCardLanguage(text));
  const mistakes = unknown.map(({ text, range }): Mistake => {
    const nearest = nearestLanguage(text);
    return { problem: { area: 'recipe', code: 'recipe-no-language', key: context.key, value: text, nearest }, range };
  });
  return mistakes.length === 0 ? read : { ...read, value: undefined, mistakes: [...read.mistakes, ...mistakes] };
}

/** One number above 0, or a list of them. */
function readNumbers(written: Node | null, context: ValueContext): ReadValue {
  const resolved = resolveAlias(written, context.document);
  const nodes = isSeq(resolved) ? resolved.items.filter(isNode) : [written];
  const read = nodes.map((item) => readScalar(item, { kind: 'number', mayBeZero: false }, context));
  const mistakes = read.flatMap((entry) => entry.mistakes);
  if (nodes.length === 0) {
    const problem = wrongType(context.key, 'numbers', 'nothing');
    return { value: undefined, items: [], mistakes: [{ problem, range: rangeOf(written, context.keyRange) }] };
  }
  const items = read.flatMap((entry) => entry.items);
  return { value: mistakes.length > 0 ? undefined : read.map(({ value }) => value), items, mistakes };
}

function filterMistakes(text: string, range: TextRange): Mistake[] {
  try {
    parseFilter(text);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.area !== 'filter') throw error;
    return [{ problem: error.problem, range: placeInFilter(error.problem, range) }];
  }
}

/** Of a value that is no list at all, say that a list would do as well. */
function asTexts(mistake: Mistake, node: Node | null): Mistake {
  if (isSeq(node) || mistake.problem.code !== 'recipe-wrong-type') return mistake;
  return { ...mistake, problem: { ...mistake.problem, expected: 'texts' } };
}

/** The text of a scalar as it is written; null for anything else, and for nothing. */
function textOf(node: Node | null): string | null {
  if (!isScalar(node) || node.value === null || node.value === undefined) return null;
  const scalar: Scalar = node;
  return typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value));
}

function isExplicitNull(node: Node | null): boolean {
  return isScalar(node) && node.value === null && (node.source ?? '') !== '';
}

function isWholeNumber(text: string, minimum: number): boolean {
  const value = Number(text);
  return /^\+?\d+$/.test(text) && Number.isSafeInteger(value) && value >= minimum;
}

function isNumber(value: number, mayBeZero: boolean): boolean {
  return Number.isFinite(value) && (value > 0 || (mayBeZero && value === 0));
}

function expectedOf(rule: ValueRule): ExpectedValue {
  if (rule.kind === 'one-of' || rule.kind === 'filter' || rule.kind === 'encoding') return 'text';
  if (rule.kind === 'languages' || rule.kind === 'some-of') return 'texts';
  return rule.kind === 'seed' ? 'whole-number-or-nothing' : rule.kind;
}

function wrongType(key: RecipeKey, expected: ExpectedValue, found: YamlKind): RecipeProblem {
  return { area: 'recipe', code: 'recipe-wrong-type', key, expected, found };
}

function badNumber(key: RecipeKey, value: string, minimum: number): RecipeProblem {
  return { area: 'recipe', code: 'recipe-bad-number', key, value, minimum };
}

function notPositive(key: RecipeKey, value: string, mayBeZero: boolean): RecipeProblem {
  return { area: 'recipe', code: 'recipe-not-positive', key, value, mayBeZero };
}

function notOneOf(
  key: RecipeKey,
  value: string,
  allowed: readonly string[],
): Extract<RecipeProblem, { code: 'recipe-not-one-of' }> {
  const nearest = nearestName(value, allowed);
  return { area: 'recipe', code: 'recipe-not-one-of', key, value, allowed: [...allowed], nearest };
}
