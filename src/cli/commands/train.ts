import { isAbsolute, relative } from 'node:path';
import type { Command } from 'commander';
import { standardInput } from '../../engine/target/spool-dataset.ts';
import type { TrainRequest } from '../../protocol/train-request.ts';
import { indentedJson } from '../../ranking/export/json.ts';
import { voiceOfTwoModels } from '../../words/voice.ts';
import type { CommandContext } from '../command-context.ts';
import { EndsWith } from '../ends-with.ts';
import { exitCodes } from '../exit-codes.ts';
import { readTrainRecipe } from '../read-recipe.ts';
import { reportProblem } from '../report-problem.ts';
import { inputFormatOption, withStandardInput } from '../standard-input.ts';
import { commandLineVoice } from '../voice.ts';
import { formatTraining } from './format-training.ts';
import { runTraining } from './run-training.ts';
import { trainList } from './train-list.ts';
import {
  addTrainOptions,
  fromWorkingFolder,
  parseTrainOptions,
  type TrainOptions,
  trainRequestOf,
} from './train-options.ts';

const example = `
Example:
  esm-rank train reviews.csv --text text --label label --base bert-base-uncased --tuned ./fine-tuned \\
    --also general-texts.csv --out ./my-map
`;

/** `esm-rank train [dataset]`: an Embedding Space Map from a fine-tuned model. */
export function addTrainCommand(program: Command, context: CommandContext): void {
  const command: Command = program
    .command('train')
    .argument(
      '[dataset]',
      'dataset that the model was fine-tuned on: a file, a folder, hf:<id> for one on the Hub, or - for standard input',
    )
    .summary('make a map of a fine-tuned model')
    .description(
      'Make an Embedding Space Map from a base model and a model that was fine-tuned from it: fitted exactly, judged on rows left out.',
    )
    .addHelpText('after', example);
  addTrainOptions(command)
    .addOption(inputFormatOption())
    .action(async (dataset: string | undefined, raw: unknown) => {
      const options = parseTrainOptions(raw);
      if (options.list !== undefined) {
        await trainList({ dataset, file: options.list, options, context, fail: (message) => fail(command, message) });
        return;
      }
      if (options.shard !== undefined) fail(command, '--shard is for --list');
      const recipe = options.recipe === undefined ? null : await readTrainRecipe(options.recipe);
      const request = trainRequestOf(recipe, dataset, options) ?? fail(command, missing(recipe, dataset, options));
      if (request.dataset === standardInput && request.taskId === undefined) {
        fail(command, 'standard input has no name that the map could call its task: give --task-id');
      }
      const given = { dataset: request.dataset, format: request.inputFormat };
      await withStandardInput(command, given, context, async (folder) => {
        const named =
          folder === undefined ? request : { ...fromWorkingFolder(request), dataset: request.dataset, folder };
        const report = await runTraining(named, options, context).catch((error: unknown) => {
          const voice = voiceOfTwoModels(commandLineVoice, named.tuned);
          throw new EndsWith(reportProblem(error, context.stderr, { voice }));
        });
        const out = options.out ?? fromHere(report.map);
        context.stdout.write(options.format === 'json' ? indentedJson(report) : formatTraining(report, out));
      });
    });
}

/** A path as it works where the user is: what a recipe names starts from the recipe's folder. */
function fromHere(path: string): string {
  const within = relative('.', path);
  return within.startsWith('..') || isAbsolute(within) ? path : within;
}

function missing(recipe: TrainRequest | null, dataset: string | undefined, options: TrainOptions): string {
  const needed = [
    ['a dataset', dataset ?? options.embeddings ?? recipe?.dataset],
    ["option '--base <id>'", options.base ?? recipe?.base],
    ["option '--tuned <id>'", options.tuned ?? recipe?.tuned ?? options.embeddings],
    ["option '--out <folder>'", options.out ?? recipe?.out],
  ] as const;
  const [what] = needed.find(([, value]) => value === undefined) ?? ["option '--tuned <id>', which --also needs"];
  return `${what} is missing: name it, or a recipe with --recipe`;
}

function fail(command: Command, message: string): never {
  return command.error(`error: ${message}`, { exitCode: exitCodes.input });
}
