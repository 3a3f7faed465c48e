import * as z from 'zod';
import { fineTuningCell } from '../../fine-tuning/fine-tuning-cell.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { taskName } from '../../ranking/task-name.ts';
import { chosenTasks } from '../../saved-ranking/chosen-tasks.ts';
import { rankingArgument, shortText } from '../arguments.ts';
import { namedRanking } from '../named-ranking.ts';
import { defineTool } from '../tool.ts';

const codeArguments = z.strictObject({
  ranking: rankingArgument,
  tasks: z
    .array(shortText)
    .min(1)
    .max(20)
    .optional()
    .describe('The tasks, each by its name, its map or its rank. Default: those that the ranking says to try.'),
});

const codeAnswer = z.object({
  tasks: z.array(z.string()),
  python: z.string(),
});

/** Python that measures what tasks give. It is only handed over: writing and running it is for others. */
export const makeFineTuningCode = defineTool({
  name: 'make_fine_tuning_code',
  title: 'Make fine-tuning code',
  description:
    'Writes Python that fine-tunes the base model on the dataset of a ranking, with and without each of the tasks first, over several seeds, and compares the results on the same rows that were held out: what a task really gives. Returns the code; saves and runs nothing. Do not change how it splits and seeds.',
  isOnline: false,
  input: codeArguments,
  output: codeAnswer,
  async answer({ ranking, tasks: names }, context) {
    const document = await namedRanking(ranking, context);
    const tasks = chosenTasks(document, { count: undefined, names }, ranking);
    const { target, model, warnings } = document;
    const python = `${fineTuningCell({ target, model, tasks, warnings })}\n`;
    const list = tasks.map((task) => plainLine(taskName(task)));
    const text = `Measures ${list.join(', ')}. Run it in the folder that ${plainLine(target.source)} is named from.\n\n\`\`\`python\n${python}\`\`\``;
    return { text, facts: { tasks: list, python }, whole: [] };
  },
});
