import { editorVoice as voice } from '../../voice.ts';
import { askModel } from '../ask-model.ts';
import { next } from '../wizard.ts';
import type { RankStep } from './step.ts';

/** The base model: those with maps on the Hub, the last used first, or any other by its name. */
export const modelStep: RankStep = async (draft, place, { models }) => {
  const placeholder = voice.say('Which base model are you going to fine-tune?');
  const answer = await askModel(place, { placeholder, current: draft.model, models });
  return answer.kind === 'next' ? next({ model: answer.value }) : answer;
};
