import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { DownloadPlan } from '../../engine/between-stages/download-plan.ts';
import { RankCancelled } from '../../engine/between-stages/rank-cancelled.ts';
import type { RunEvent } from '../../engine/between-stages/run-events.ts';
import { isDatasetAddress } from '../../protocol/hub-address.ts';
import type { RankRequest } from '../../protocol/rank-request.ts';
import type { CommandContext } from '../command-context.ts';
import { confirmDownload } from '../confirm-download.ts';
import { exitCodes } from '../exit-codes.ts';
import { checkOutput } from '../output-target.ts';
import { createProgressDisplay, type ProgressDisplay } from '../progress-display.ts';
import { readRecipe } from '../read-recipe.ts';
import { readTransfersFile } from '../read-transfers-file.ts';
import { describeDownloadPlan, describeLateWarnings, describeLook, describeTarget } from '../run-notes.ts';
import { inputFormatOption, withStandardInput } from '../standard-input.ts';
import { formatOfFile } from './format-of-file.ts';
import { addRankOptions, parseRankOptions, type RankOptions, requestOf } from './rank-options.ts';
import { withTransfers } from './with-transfers.ts';
import { type RankingOutput, writeRanking } from './write-ranking.ts';

const example = `
Example:
  esm-rank rank tickets.csv --text text --label label --model bert-base-multilingual-uncased --max-esms 100
`;

/** `esm-rank rank [file]`: the ranking of intermediate tasks for a dataset. */
export function addRankCommand(program: Command, context: CommandContext): void {
  const command: Command = program
    .command('rank')
    .argument(
      '[file]',
      'dataset: csv, tsv, json, jsonl, parquet, arrow or feather (also .gz), xlsx, ods, a folder, hf:<id> for one on the Hub, or - for standard input',
    )
    .summary('rank intermediate tasks for a dataset')
    .description(
      'Rank public datasets by how much fine-tuning a base model on them first is likely to help with yours.',
    )
    .addHelpText('after', example);
  addRankOptions(command)
    .addOption(inputFormatOption())
    .action(async (file: string | undefined, raw: unknown) => {
      const options = parseRankOptions(raw);
      const recipe = options.recipe === undefined ? null : await readRecipe(options.recipe);
      const request = requestOf(recipe?.request ?? null, file, options);
      if (options.shard !== undefined && (options.format ?? 'json') !== 'json') {
        command.error('error: --shard writes JSON; merge gives the ranking in any --format', {
          exitCode: exitCodes.input,
        });
      }
      if (options.shard !== undefined && options.transfers !== undefined) {
        command.error('error: --shard writes a part; name --transfers where you merge', { exitCode: exitCodes.input });
      }
      if (request === null) command.error(missing(file ?? recipe?.request.dataset), { exitCode: exitCodes.input });
      await checkOutput(options.out, filesOf(request, options));
      const given = { dataset: request.dataset, format: request.inputFormat };
      await withStandardInput(command, given, context, (folder) =>
        runRank(
          { ...request, folder: folder ?? request.folder },
          { ...options, top: options.top ?? recipe?.top },
          context,
        ),
      );
    });
}

/** The files of this machine that a run reads, as far as they are named. */
function filesOf({ dataset, folder }: RankRequest, { recipe, transfers }: RankOptions): string[] {
  const file = isDatasetAddress(dataset) ? [] : [resolve(folder ?? '.', dataset)];
  return [...file, ...[recipe, transfers].filter((name) => name !== undefined)];
}

function missing(dataset: string | undefined): string {
  return dataset === undefined
    ? 'error: a dataset file is missing: name it, or a recipe with --recipe'
    : "error: required option '--model <id>' is missing; `esm-rank models` lists base models that have maps";
}

async function runRank(request: RankRequest, options: RankOptions, context: CommandContext): Promise<void> {
  const transfers = await readTransfersFile(options.transfers);
  const display = createProgressDisplay(context.stderr, options.quiet);
  try {
    const engine = context.createEngine({ offline: options.offline, threads: options.threads });
    const document = await engine.rank(request, {
      signal: context.signal,
      onProgress: (progress) => display.update(progress),
      onResult: (event) => note(event, display),
      confirmDownload: (plan) => confirmDownload({ plan, yes: consented(options, plan), context, display }),
    });
    for (const line of describeLook(document)) display.note(line);
    display.close();
    await writeRanking(withTransfers(document, transfers, context), outputOf(options), context);
  } catch (error) {
    display.close();
    if (error instanceof RankCancelled && error.partial !== null && options.out !== undefined) {
      await writeRanking(withTransfers(error.partial, transfers, context), outputOf(options), context);
    }
    throw error;
  }
}

/** A part of a ranking is JSON, which holds all its rows; anything else is what the name of the file tells where nothing is asked for. */
function outputOf({ format, shard, top, out }: RankOptions): RankingOutput {
  return { format: format ?? (shard === undefined ? formatOfFile(out) : 'json'), top, out };
}

/** A number of maps named by hand is consent to download them, as --yes is; it says nothing of the dataset. */
function consented({ yes, maxEsms, esms }: RankOptions, { dataset }: DownloadPlan): boolean {
  return yes || (dataset === undefined && (maxEsms !== undefined || esms !== undefined));
}

function note(event: RunEvent, display: ProgressDisplay): void {
  if (event.kind === 'target') for (const line of describeTarget(event)) display.note(line);
  if (event.kind === 'head') for (const line of describeLateWarnings(event.head)) display.note(line);
  if (event.kind === 'plan') display.note(describeDownloadPlan(event.plan));
}
