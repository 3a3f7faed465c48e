import { hubLicenses } from '../protocol/card-terms.ts';
import { estimator, look, pooling, task, variant } from '../protocol/rank-request.ts';
import {
  type RankKey,
  type RecipeKey,
  type RecipeKind,
  rankKey,
  type TrainKey,
  trainKey,
} from '../protocol/recipe-key.ts';
import { mapDtype } from '../protocol/train-request.ts';

/**
 * What the value of a key may be.
 * `text`: any scalar, taken as it is written, because a column or a file may be named `2024` or `true`.
 * `texts`: one such, or a list of them. `languages`: one code of a language, or a list of them. `seed`: a whole number of any size, or `null`. `encoding`: any name of one. `number`: one above 0,
 * or also 0. `numbers`: one above 0, or a list of them.
 */
export type ValueRule =
  | { kind: 'text' }
  | { kind: 'texts' }
  | { kind: 'languages' }
  | { kind: 'whole-number'; minimum: number }
  | { kind: 'number'; mayBeZero: boolean }
  | { kind: 'numbers' }
  | { kind: 'seed' }
  | { kind: 'boolean' }
  | { kind: 'encoding' }
  | { kind: 'filter' }
  | { kind: 'one-of'; allowed: readonly string[] }
  /** One of these, or a list of several. */
  | { kind: 'some-of'; allowed: readonly string[] };

/** A key under `rank:` or `train:`. */
export interface KeyRule {
  value: ValueRule;
  required: boolean;
}

const optional = (value: ValueRule): KeyRule => ({ value, required: false });
const required = (value: ValueRule): KeyRule => ({ value, required: true });

/** Of which dataset, and which of its columns: the same in both kinds of recipe. */
const datasetKeys = {
  dataset: required({ kind: 'text' }),
  config: optional({ kind: 'text' }),
  split: optional({ kind: 'text' }),
  encoding: optional({ kind: 'encoding' }),
  sheet: optional({ kind: 'text' }),
  text: optional({ kind: 'texts' }),
  label: optional({ kind: 'text' }),
} as const;

/** Which of its rows. */
const sampleKeys = {
  examples: optional({ kind: 'whole-number', minimum: 1 }),
  seed: optional({ kind: 'seed' }),
} as const;

const rankKeys: Record<RankKey, KeyRule> = {
  ...datasetKeys,
  task: optional({ kind: 'one-of', allowed: task.options }),
  model: required({ kind: 'text' }),
  ...sampleKeys,
  esms: optional({ kind: 'texts' }),
  'max-esms': optional({ kind: 'whole-number', minimum: 1 }),
  filter: optional({ kind: 'filter' }),
  'cached-only': optional({ kind: 'boolean' }),
  look: optional({ kind: 'one-of', allowed: look.options }),
  variant: optional({ kind: 'one-of', allowed: variant.options }),
  estimator: optional({ kind: 'some-of', allowed: estimator.options }),
  pooling: optional({ kind: 'one-of', allowed: pooling.options }),
  top: optional({ kind: 'whole-number', minimum: 1 }),
};

const trainKeys: Record<TrainKey, KeyRule> = {
  ...datasetKeys,
  base: required({ kind: 'text' }),
  'base-id': optional({ kind: 'text' }),
  tuned: required({ kind: 'text' }),
  out: required({ kind: 'text' }),
  also: optional({ kind: 'texts' }),
  weights: optional({ kind: 'numbers' }),
  ...sampleKeys,
  'task-id': optional({ kind: 'text' }),
  subset: optional({ kind: 'text' }),
  language: optional({ kind: 'languages' }),
  developers: optional({ kind: 'text' }),
  license: optional({ kind: 'one-of', allowed: hubLicenses }),
  dtype: optional({ kind: 'one-of', allowed: mapDtype.options }),
  pooling: optional({ kind: 'one-of', allowed: pooling.options }),
  epochs: optional({ kind: 'number', mayBeZero: false }),
  'batch-size': optional({ kind: 'whole-number', minimum: 1 }),
  'learning-rate': optional({ kind: 'number', mayBeZero: false }),
  'weight-decay': optional({ kind: 'number', mayBeZero: true }),
  optimizer: optional({ kind: 'text' }),
  embeddings: optional({ kind: 'text' }),
  'save-embeddings': optional({ kind: 'text' }),
};

/** The keys of a kind of recipe, in their order. */
export const keysOf: Record<RecipeKind, readonly RecipeKey[]> = { rank: rankKey.options, train: trainKey.options };

const rules: Record<RecipeKind, Partial<Record<RecipeKey, KeyRule>>> = { rank: rankKeys, train: trainKeys };

/** The grammar of recipes: what a key takes. Parser, completion and hover all ask here. Null: recipes of this kind have no such key. */
export function ruleOf(kind: RecipeKind, key: RecipeKey): KeyRule | null {
  return rules[kind][key] ?? null;
}
