import * as z from 'zod';

/** The settings under `rank:` of a recipe, in the order in which a written recipe has them. */
export const recipeKey = z.enum([
  'dataset',
  'config',
  'split',
  'encoding',
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
  'variant',
  'pooling',
  'top',
]);

/** A setting of a recipe. */
export type RecipeKey = z.infer<typeof recipeKey>;
