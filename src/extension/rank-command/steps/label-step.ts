import { editorVoice as voice } from '../../voice.ts';
import { isTaskOpen } from '../answers.ts';
import { labelChoices } from '../ask-columns.ts';
import { askChoice, askInTurn, next } from '../wizard.ts';
import { askTask } from './ask-task.ts';
import type { RankAnswer, RankStep } from './step.ts';

/** Which column holds the label; where its numbers may be classes or amounts, also which of the two. */
export const labelStep: RankStep = (draft, place, { inspection }) => {
  const ask = () =>
    askChoice<string>(place, {
      placeholder: voice.say('Which column holds the label, what is to be predicted?'),
      choices: labelChoices(inspection, draft),
      active: (name) => name === draft.label,
    });
  return askInTurn<string, RankAnswer>(ask, async (label) => {
    const column = inspection.columns.find(({ name }) => name === label);
    // Another label may call for another task.
    const task = label === draft.label ? draft.task : null;
    if (column === undefined || !isTaskOpen(column)) return next<RankAnswer>({ label, task });
    const answer = await askTask(column, task, { ...place, canGoBack: true });
    return answer.kind === 'next' ? next<RankAnswer>({ label, task: answer.value }) : answer;
  });
};
