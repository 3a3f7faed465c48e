import { type RecipeKey, type RecipeKind, rankKey, trainKey } from '../protocol/recipe-key.ts';
import { type DescribedKey, describeRankKey } from './rank-keys.ts';
import { describeTrainKey } from './train-keys.ts';
import type { Voice } from './voice.ts';

/** A key of a recipe in words; null where recipes of this kind have no such key. */
export function describeRecipeKey(kind: RecipeKind, key: RecipeKey, voice: Voice): DescribedKey | null {
  if (kind === 'train') {
    const { data } = trainKey.safeParse(key);
    return data === undefined ? null : describeTrainKey(data, voice);
  }
  const { data } = rankKey.safeParse(key);
  return data === undefined ? null : describeRankKey(data, voice);
}
