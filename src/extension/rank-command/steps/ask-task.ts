import type { InspectedColumn } from '../../../protocol/dataset-inspection.ts';
import type { Task } from '../../../protocol/rank-request.ts';
import { formatCount } from '../../../ranking/number-format.ts';
import { editorVoice as voice } from '../../voice.ts';
import { askChoice, type StepPlace, type StepResult } from '../wizard.ts';

const { say } = voice;

/** Asks whether the whole numbers of a column are classes or amounts: only a person knows. @param before null: not asked yet */
export function askTask(column: InspectedColumn, before: Task | null, place: StepPlace): Promise<StepResult<Task>> {
  const guessed = before ?? column.label.task ?? 'classification';
  const distinct = formatCount(column.distinct.count);
  return askChoice<Task>(place, {
    placeholder: say('"{0}" holds whole numbers. What are they?', column.name),
    choices: [
      { label: say('Classes'), description: say('{0} different ones', distinct), value: 'classification' },
      { label: say('Amounts'), description: say('to be predicted as numbers'), value: 'regression' },
    ],
    active: (task) => task === guessed,
  });
}
