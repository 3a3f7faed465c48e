import { editorVoice as voice } from '../../voice.ts';
import { labelChoices } from '../ask-columns.ts';
import { askChoice, next } from '../wizard.ts';
import type { RankStep } from './step.ts';

/** Which column holds the label. */
export const labelStep: RankStep = async (draft, place, { inspection }) => {
  const answer = await askChoice<string>(place, {
    placeholder: voice.say('Which column holds the label, what is to be predicted?'),
    choices: labelChoices(inspection.columns, draft),
    active: (name) => name === draft.label,
  });
  if (answer.kind !== 'next') return answer;
  // Another label may call for another task.
  return next({ label: answer.value, task: answer.value === draft.label ? draft.task : null });
};
