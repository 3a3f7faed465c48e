import { describeLabelReason } from '../../../words/dataset-inspection.ts';
import { editorVoice as voice } from '../../voice.ts';
import { previewLabels } from '../column-preview.ts';
import { askChoice, next } from '../wizard.ts';
import { fittingFirst, type Step } from './step.ts';

/** Which column holds the label. */
export const labelStep: Step = async (draft, place, { inspection }) => {
  const free = inspection.columns.filter(({ name }) => !draft.text?.includes(name));
  const answer = await askChoice<string>(place, {
    placeholder: voice.say('Which column holds the label, what is to be predicted?'),
    choices: fittingFirst(free, ({ label }) => label.possible).map((column) => ({
      label: column.name,
      description: describeLabelReason(column.label.reason, voice),
      detail: previewLabels(column, voice),
      value: column.name,
    })),
    active: (name) => name === draft.label,
  });
  if (answer.kind !== 'next') return answer;
  // Another label may call for another task.
  return next({ label: answer.value, task: answer.value === draft.label ? draft.task : null });
};
