import * as z from 'zod';

/** What a recipe is for, which is the one word at its top: to rank maps, or to make one. */
export const recipeKind = z.enum(['rank', 'train']);

/** What a recipe is for. */
export type RecipeKind = z.infer<typeof recipeKind>;

/** The settings under `rank:`, in the order in which a written recipe has them. */
export const rankKey = z.enum([
  'dataset',
  'config',
  'split',
  'encoding',
  'sheet',
  'text',
  'label',
  'task',
  'model',
  'examples',
  'seed',
  'esms',
  'max-esms',
  'filter',
  'cached-only',
  'look',
  'variant',
  'estimator',
  'pooling',
  'top',
]);

/** A setting under `rank:`. */
export type RankKey = z.infer<typeof rankKey>;

/** The settings under `train:`, in the order in which a written recipe has them. */
export const trainKey = z.enum([
  'dataset',
  'config',
  'split',
  'encoding',
  'sheet',
  'text',
  'label',
  'base',
  'base-id',
  'tuned',
  'out',
  'also',
  'weights',
  'examples',
  'seed',
  'task-id',
  'subset',
  'language',
  'developers',
  'license',
  'dtype',
  'pooling',
  'epochs',
  'batch-size',
  'learning-rate',
  'weight-decay',
  'optimizer',
  'embeddings',
  'save-embeddings',
]);

/** A setting under `train:`. */
export type TrainKey = z.infer<typeof trainKey>;

/** A setting of a recipe of either kind. */
export const recipeKey = z.enum([...rankKey.options, ...trainKey.options]);

/** A setting of a recipe of either kind. */
export type RecipeKey = z.infer<typeof recipeKey>;
