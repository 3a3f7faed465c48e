import * as z from 'zod';
import { differenceToBaseline } from '../../ranking/baseline.ts';
import { type RankedTask, type RankingDocument, rankedTask } from '../../ranking/document.ts';
import { datasetAddress, modelAddress } from '../../ranking/hub-links.ts';
import { formatCount, scoreFormat } from '../../ranking/number-format.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { standingSentence } from '../../ranking/sentences/standing.ts';
import { strengthSentence } from '../../ranking/sentences/strength.ts';
import { english } from '../../ranking/sentences/translate.ts';
import { whySentence } from '../../ranking/sentences/why.ts';
import { marginOfError, standingOf } from '../../ranking/standing.ts';
import { columnsName, taskName } from '../../ranking/task-name.ts';
import { chosenTasks } from '../../saved-ranking/chosen-tasks.ts';
import { rankingArgument, shortText } from '../arguments.ts';
import { blocks } from '../cut.ts';
import { namedRanking } from '../named-ranking.ts';
import { defineTool } from '../tool.ts';

const explainArguments = z.strictObject({
  ranking: rankingArgument,
  task: shortText.describe('The task: its name, its map or its rank in the ranking.'),
});

const explainAnswer = z.object({
  standing: z.enum(['likely', 'untold', 'unlikely', 'unknown']).describe('Against the base model alone.'),
  difference: z.number().nullable().describe('Score minus that of the baseline.'),
  margin: z.number().nullable().describe('Half the width of the 95 % interval of the difference.'),
  of: z.int().describe('Tasks that are ranked.'),
  task: rankedTask,
});

/** Tells more of one task of a ranking. */
export const explainTask = defineTool({
  name: 'explain_task',
  title: 'Explain a task',
  description:
    'Tells what a ranking says of one intermediate task: whether it is likely to help and how sure that is, by how much it differs from the baseline, in which classes its gain is, which ranks it may have, and what its dataset is.',
  isOnline: false,
  input: explainArguments,
  output: explainAnswer,
  async answer({ ranking, task: name }, context) {
    const document = await namedRanking(ranking, context);
    const [task] = chosenTasks(document, { count: undefined, names: [name] }, ranking);
    if (task === undefined) throw new Error('a named task is found, or a problem is thrown');
    const facts = {
      standing: standingOf(task, document),
      difference: differenceToBaseline(task, document),
      margin: marginOfError(task),
      of: document.tasks.length,
      task: { ...task, evidence: [] },
    };
    return { text: inWords(task, document), facts, whole: [] };
  },
});

function inWords(task: RankedTask, document: RankingDocument): string {
  const name = plainLine(taskName(task));
  return blocks(
    `${name}: rank ${formatCount(task.rank)} of ${formatCount(document.tasks.length)}. ${standingSentence(standingOf(task, document), english)}`,
    [strengthSentence(task, document, english), whySentence(task, document, english)].join(' ').trim(),
    numbersOf(task, document).join('\n'),
    originOf(task).join('\n'),
  );
}

function numbersOf(task: RankedTask, document: RankingDocument): string[] {
  const format = scoreFormat(document, '-');
  const difference = differenceToBaseline(task, document);
  const margin = marginOfError(task);
  const error = margin === null ? '' : ` ${format.margin(margin)} (95 % interval)`;
  const { helps, first, rankInterval, alike, measured } = task;
  return [
    `Score: ${format.score(task.score)}${difference === null ? '' : `, ${format.difference(difference)}${error} against the baseline`}.`,
    helps === null ? '' : `Probability that it is better than none: ${percent(helps)}.`,
    first === null ? '' : `Probability that no ranked task is better: ${percent(first)}.`,
    rankInterval === null ? '' : `Rank, 90 % interval: ${rankInterval.join(' to ')}.`,
    alike === null ? '' : `The sample sees no difference between it and ${plainLine(alike)}.`,
    measured === undefined
      ? ''
      : `Measured by fine-tuning: ${(100 * measured.gain).toFixed(1)} points over ${measured.seeds} seeds.`,
  ].filter((line) => line !== '');
}

function originOf(task: RankedTask): string[] {
  return [
    `Dataset: ${datasetAddress(task.taskId) ?? plainLine(task.taskId)}, ${plainLine(columnsName(task))}`,
    task.examples === null ? '' : `Examples that its map was made from: ${formatCount(task.examples)}`,
    task.language === null ? '' : `Language: ${plainLine(task.language)}`,
    task.repo === null ? '' : `Map: ${modelAddress(task.repo) ?? plainLine(task.repo)}`,
  ].filter((line) => line !== '');
}

function percent(probability: number): string {
  return `${Math.round(100 * probability)} %`;
}
