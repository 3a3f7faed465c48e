import type { RankKey, TrainKey } from '../../protocol/recipe-key.ts';
import type { RecipeComments } from '../../recipe/format-recipe.ts';
import type { RankValues, TrainValues } from '../../recipe/recipe.ts';
import { editorVoice as voice } from '../voice.ts';

/** Comments for a recipe that was made by questions: what a person may want to change, and how. */
export function rankComments(values: RankValues): RecipeComments<RankKey> {
  const comments: RecipeComments<RankKey> = {};
  if (values.examples !== undefined)
    comments.examples = voice.say('A sample of the rows; the same seed gives the same rows.');
  if (values.esms !== undefined) comments.esms = voice.say('The + adds it to the maps that the Hub lists.');
  if (values['max-esms'] !== undefined) {
    comments['max-esms'] = voice.say('Those in the cache first, then those that fit best. Without this line: all.');
  }
  if (values['cached-only'] === true) comments['cached-only'] = voice.say('No download. Without this line: all maps.');
  return comments;
}

/** The same for a recipe that makes a map. */
export function trainComments(values: TrainValues): RecipeComments<TrainKey> {
  const comments: RecipeComments<TrainKey> = {};
  if (values.examples !== undefined)
    comments.examples = voice.say('A sample of the rows; the same seed gives the same rows.');
  comments.out = voice.say('The folder of the map.');
  if (values.also !== undefined) {
    comments.also = voice.say('Texts of other kinds, so that the map also holds for them. No labels are needed.');
  }
  if (values['task-id'] !== undefined) {
    comments['task-id'] = voice.say(
      'What others see in their rankings: the name of the dataset on the Hub, where it has one.',
    );
  }
  return comments;
}
