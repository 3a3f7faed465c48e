import * as z from 'zod';
import type { Problem } from '../protocol/problem.ts';
import { estimator, look, pooling, type RankRequest, task, variant } from '../protocol/rank-request.ts';
import type { RecipeKey } from '../protocol/recipe-key.ts';
import { textEncoding } from '../protocol/text-encoding.ts';
import { mapDtype, type TrainRequest } from '../protocol/train-request.ts';
import type { TextRange } from './text-range.ts';

/** What both kinds of recipe say of their texts. */
const datasetValues = {
  dataset: z.string(),
  config: z.string(),
  split: z.string(),
  encoding: textEncoding,
  sheet: z.string(),
  text: z.array(z.string()),
  label: z.string(),
  examples: z.number(),
  /** Decimal digits, because seeds may exceed 2^53; null: the first rows. */
  seed: z.string().nullable(),
};

/** The values under `rank:` by their keys, as typed values. Absent: left out, or wrongly written. */
export const rankValues = z
  .object({
    ...datasetValues,
    task,
    model: z.string(),
    esms: z.array(z.string()),
    'max-esms': z.number(),
    filter: z.string(),
    'cached-only': z.boolean(),
    look,
    variant,
    estimator: z.array(estimator),
    pooling,
    /** Rows in the table that people without the renderer see. */
    top: z.number(),
  })
  .partial();

/** The values under `rank:`. */
export type RankValues = z.infer<typeof rankValues>;

/** The values under `train:` by their keys, as typed values. Absent: left out, or wrongly written. */
export const trainValues = z
  .object({
    ...datasetValues,
    base: z.string(),
    'base-id': z.string(),
    tuned: z.string(),
    out: z.string(),
    /** More datasets whose texts the map is fitted on, see {@link alsoSource}. */
    also: z.array(z.string()),
    /** Of the dataset and of each of `also`. */
    weights: z.array(z.number()),
    'task-id': z.string(),
    subset: z.string(),
    language: z.array(z.string()),
    developers: z.string(),
    license: z.string(),
    dtype: mapDtype,
    pooling,
    epochs: z.number(),
    'batch-size': z.number(),
    'learning-rate': z.number(),
    'weight-decay': z.number(),
    optimizer: z.string(),
    embeddings: z.string(),
    'save-embeddings': z.string(),
  })
  .partial();

/** The values under `train:`. */
export type TrainValues = z.infer<typeof trainValues>;

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

/** What was read of the text of a recipe, as far as it can be. */
export interface RecipeText {
  places: Partial<Record<RecipeKey, KeyPlace>>;
  /** The place of `rank` or `train`; the start of the text where there is neither. */
  head: TextRange;
  /** In the order of the text. Empty: the request is not null. */
  mistakes: Mistake[];
}

/** A recipe that ranks; also a text that does not say yet what it is for. */
export interface RankRecipe extends RecipeText {
  kind: 'rank';
  values: RankValues;
  /** What the recipe asks for; null where there are mistakes. `dataset` is the path as written. */
  request: RankRequest | null;
}

/** A recipe that makes a map. */
export interface TrainRecipe extends RecipeText {
  kind: 'train';
  values: TrainValues;
  /** What the recipe asks for; null where there are mistakes. Paths are as written. */
  request: TrainRequest | null;
}

/** A recipe of either kind. */
export type Recipe = RankRecipe | TrainRecipe;
