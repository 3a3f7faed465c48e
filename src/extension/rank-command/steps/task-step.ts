import type { Task } from '../../../protocol/rank-request.ts';
import { formatCount } from '../../../ranking/number-format.ts';
import { editorVoice as voice } from '../../voice.ts';
import { askChoice, next } from '../wizard.ts';
import type { RankStep } from './step.ts';

const { say } = voice;

/** Whether whole numbers are classes or amounts: only a person knows. */
export const taskStep: RankStep = async (draft, place, { inspection }) => {
  const column = inspection.columns.find(({ name }) => name === draft.label);
  const guessed = draft.task ?? column?.label.task ?? 'classification';
  const distinct = formatCount(column?.distinct.count ?? 0);
  const answer = await askChoice<Task>(place, {
    placeholder: say('"{0}" holds whole numbers. What are they?', draft.label ?? ''),
    choices: [
      { label: say('Classes'), description: say('{0} different ones', distinct), value: 'classification' },
      { label: say('Amounts'), description: say('to be predicted as numbers'), value: 'regression' },
    ],
    active: (task) => task === guessed,
  });
  return answer.kind === 'next' ? next({ task: answer.value }) : answer;
};
