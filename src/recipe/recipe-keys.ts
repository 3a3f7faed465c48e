import { pooling, task, variant } from '../protocol/rank-request.ts';
import type { RecipeKey } from '../protocol/recipe-key.ts';

/**
 * What the value of a key may be.
 * `text`: any scalar, taken as it is written, because a column or a file may be named `2024` or `true`.
 * `texts`: one such, or a list of them. `seed`: a whole number of any size, or `null`. `encoding`: any name of one.
 */
export type ValueRule =
  | { kind: 'text' }
  | { kind: 'texts' }
  | { kind: 'whole-number'; minimum: number }
  | { kind: 'seed' }
  | { kind: 'boolean' }
  | { kind: 'encoding' }
  | { kind: 'filter' }
  | { kind: 'one-of'; allowed: readonly string[] };

/** A key under `rank:`. */
export interface KeyRule {
  value: ValueRule;
  required: boolean;
}

const optional = (value: ValueRule): KeyRule => ({ value, required: false });
const required = (value: ValueRule): KeyRule => ({ value, required: true });

/** The grammar of a recipe: every key and what it takes. Parser, completion and hover all read this table. */
export const recipeKeys: Record<RecipeKey, KeyRule> = {
  dataset: required({ kind: 'text' }),
  config: optional({ kind: 'text' }),
  split: optional({ kind: 'text' }),
  encoding: optional({ kind: 'encoding' }),
  text: optional({ kind: 'texts' }),
  label: optional({ kind: 'text' }),
  task: optional({ kind: 'one-of', allowed: task.options }),
  model: required({ kind: 'text' }),
  examples: optional({ kind: 'whole-number', minimum: 1 }),
  seed: optional({ kind: 'seed' }),
  esms: optional({ kind: 'texts' }),
  'max-esms': optional({ kind: 'whole-number', minimum: 1 }),
  filter: optional({ kind: 'filter' }),
  'cached-only': optional({ kind: 'boolean' }),
  variant: optional({ kind: 'one-of', allowed: variant.options }),
  pooling: optional({ kind: 'one-of', allowed: pooling.options }),
  top: optional({ kind: 'whole-number', minimum: 1 }),
};
