import type { RecipeKey } from '../../protocol/recipe-key.ts';
import type { RecipeValues } from '../../recipe/recipe.ts';
import { editorVoice as voice } from '../voice.ts';

/** Comments for a recipe that was made by questions: what a person may want to change, and how. */
export function formatRecipeComments(values: RecipeValues): Partial<Record<RecipeKey | 'rank', string>> {
  const comments: Partial<Record<RecipeKey | 'rank', string>> = {};
  if (values.examples !== undefined)
    comments.examples = voice.say('A sample of the rows; the same seed gives the same rows.');
  if (values['max-esms'] !== undefined) {
    comments['max-esms'] = voice.say('Those in the cache first, then those that fit best. Without this line: all.');
  }
  if (values['cached-only'] === true) comments['cached-only'] = voice.say('No download. Without this line: all maps.');
  return comments;
}
