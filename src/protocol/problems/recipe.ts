import * as z from 'zod';
import { fileFault } from '../file-fault.ts';
import { recipeKey, recipeKind } from '../recipe-key.ts';
import { textEncoding } from '../text-encoding.ts';

const area = z.literal('recipe');

/** What a value is, and what it should be: the kinds of YAML that a recipe is made of. */
export const yamlKind = z.enum(['text', 'number', 'boolean', 'list', 'mapping', 'nothing']);

/** A kind of YAML value. */
export type YamlKind = z.infer<typeof yamlKind>;

/** What is wrong with the YAML itself, in terms of a recipe. */
export const yamlFault = z.enum([
  'second-colon',
  'no-colon',
  'indentation',
  'tab',
  'open-quote',
  'open-bracket',
  'needs-quotes',
  'backslash',
]);

/** What is wrong with the YAML itself. */
export type YamlFault = z.infer<typeof yamlFault>;

/** What the value of a key may be. `texts`: one text or a list of them; `whole-number-or-nothing`: a seed. */
export const expectedValue = z.enum([
  'text',
  'texts',
  'whole-number',
  'whole-number-or-nothing',
  'number',
  'numbers',
  'boolean',
  'mapping',
]);

/** What the value of a key may be. */
export type ExpectedValue = z.infer<typeof expectedValue>;

/** What can be wrong with the writing of a recipe. What is wrong with its dataset or model is a problem of those areas. */
export const recipeProblem = z.discriminatedUnion('code', [
  /** `reason`: the parser's own sentence; `fault`: what that means in a recipe, where it is known. */
  z.object({ area, code: z.literal('recipe-not-yaml'), reason: z.string(), fault: yamlFault.optional() }),
  /** Longer than `limit`, in characters. Not read: with some texts the parser takes time that grows with the square of their length. */
  z.object({ area, code: z.literal('recipe-too-long'), length: z.number(), limit: z.number() }),
  /** A second YAML document, behind a line `---`. */
  z.object({ area, code: z.literal('recipe-several-documents') }),
  /** `*alias` without an `&alias` above it. */
  z.object({ area, code: z.literal('recipe-no-anchor'), alias: z.string() }),
  /** `detail`: the system's code where no fault says it. */
  z.object({
    area,
    code: z.literal('recipe-unreadable'),
    file: z.string(),
    fault: fileFault,
    detail: z.string(),
  }),
  /** The file holds bytes that are no text in its encoding. */
  z.object({ area, code: z.literal('recipe-undecodable'), encoding: textEncoding }),
  /** Neither `rank:` nor `train:` at the top. */
  z.object({ area, code: z.literal('recipe-no-rank') }),
  /** Both `rank:` and `train:` at the top; `key`: the second of them. */
  z.object({ area, code: z.literal('recipe-rank-and-train'), key: recipeKind }),
  /** A recipe of the one kind where one of the other was asked for. */
  z.object({ area, code: z.literal('recipe-other-kind'), found: recipeKind }),
  /** `within`: the key above it; null at the top. */
  z.object({
    area,
    code: z.literal('recipe-unknown-key'),
    key: z.string(),
    within: z.string().nullable(),
    nearest: z.string().nullable(),
  }),
  z.object({ area, code: z.literal('recipe-repeated-key'), key: z.string() }),
  z.object({ area, code: z.literal('recipe-missing-key'), key: recipeKey }),
  /** `key` is `rank` or `train` for the recipe as a whole. */
  z.object({
    area,
    code: z.literal('recipe-wrong-type'),
    key: z.union([recipeKey, recipeKind]),
    expected: expectedValue,
    found: yamlKind,
  }),
  z.object({
    area,
    code: z.literal('recipe-not-one-of'),
    key: recipeKey,
    value: z.string(),
    allowed: z.array(z.string()),
    nearest: z.string().nullable(),
  }),
  /** What no card takes for a language. */
  z.object({
    area,
    code: z.literal('recipe-no-language'),
    key: recipeKey,
    value: z.string(),
    nearest: z.string().nullable(),
  }),
  /** A whole number outside its range, or one that is not whole. `minimum`: the smallest that is allowed. */
  z.object({
    area,
    code: z.literal('recipe-bad-number'),
    key: recipeKey,
    value: z.string(),
    minimum: z.number().int(),
  }),
  /** `sources`: how many there are, the dataset and each of `also`; `weights`: how many weights. */
  z.object({ area, code: z.literal('recipe-weights-count'), weights: z.number().int(), sources: z.number().int() }),
  /** A number below 0, or 0 where that makes no sense. */
  z.object({ area, code: z.literal('recipe-not-positive'), key: recipeKey, value: z.string(), mayBeZero: z.boolean() }),
]);

/** A problem of the recipe. */
export type RecipeProblem = z.infer<typeof recipeProblem>;
