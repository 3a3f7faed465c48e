import * as z from 'zod';
import type { Problem } from '../protocol/problem.ts';
import { pooling, type RankRequest, task, variant } from '../protocol/rank-request.ts';
import type { RecipeKey } from '../protocol/recipe-key.ts';
import { textEncoding } from '../protocol/text-encoding.ts';
import type { TextRange } from './text-range.ts';

/** The values of a recipe under their keys, as typed values. Absent: left out, or wrongly written. */
export const recipeValues = z
  .object({
    dataset: z.string(),
    config: z.string(),
    split: z.string(),
    encoding: textEncoding,
    text: z.array(z.string()),
    label: z.string(),
    task,
    model: z.string(),
    examples: z.number(),
    /** Decimal digits, because seeds may exceed 2^53; null: the first rows. */
    seed: z.string().nullable(),
    esms: z.array(z.string()),
    'max-esms': z.number(),
    filter: z.string(),
    'cached-only': z.boolean(),
    variant,
    pooling,
    /** Rows in the table that people without the renderer see. */
    top: z.number(),
  })
  .partial();

/** The values of a recipe. */
export type RecipeValues = z.infer<typeof recipeValues>;

/** Where one key stands, and its value. `items`: the texts of a value that may be a list, each with its own place. */
export interface KeyPlace {
  key: TextRange;
  value: TextRange;
  items: { text: string; range: TextRange }[];
}

/** Something wrong in a recipe, at the place to mark. */
export interface Mistake {
  problem: Problem;
  range: TextRange;
}

/** A recipe that was read as far as it can be. */
export interface Recipe {
  values: RecipeValues;
  places: Partial<Record<RecipeKey, KeyPlace>>;
  /** The place of `rank`; the start of the text where there is none. */
  rank: TextRange;
  /** In the order of the text. Empty: {@link Recipe.request} is not null. */
  mistakes: Mistake[];
  /** What the recipe asks for; null where there are mistakes. `dataset` is the path as written. */
  request: RankRequest | null;
}
