import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { hubLicenses, isCardLanguage } from '../../protocol/card-terms.ts';
import { isDatasetAddress } from '../../protocol/hub-address.ts';
import { isLocalPath } from '../../protocol/local-path.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { device, inputFormat, pooling, shard, task } from '../../protocol/rank-request.ts';
import { textEncoding } from '../../protocol/text-encoding.ts';
import { mapDtype, type TrainRequest, trainRequest } from '../../protocol/train-request.ts';
import { alsoSource } from '../../recipe/also-source.ts';
import { nearestLanguage } from '../../recipe/nearest-language.ts';
import { nearestName } from '../../recipe/nearest-name.ts';
import { encodingOption } from '../encoding-option.ts';
import { sheetOption } from '../sheet-option.ts';
import { collect, filled, nonNegativeInteger, positiveInteger, shareOf } from './option-values.ts';

/** Formats that `train` writes. */
export const trainFormats = ['text', 'json'] as const;

const trainOptions = z.object({
  config: z.string().optional(),
  split: z.string().optional(),
  inputFormat: inputFormat.optional(),
  encoding: textEncoding.optional(),
  sheet: z.string().optional(),
  text: z.array(z.string()).optional(),
  label: z.string().optional(),
  task: task.optional(),
  base: z.string().optional(),
  baseId: z.string().optional(),
  tuned: z.string().optional(),
  out: z.string().optional(),
  also: z.array(z.object({ dataset: z.string(), column: z.string().optional() })).optional(),
  weights: z.array(z.number()).optional(),
  examples: z.number().optional(),
  seed: z.string().optional(),
  taskId: z.string().optional(),
  subset: z.string().optional(),
  language: z.array(z.string()).optional(),
  developers: z.string().optional(),
  license: z.string().optional(),
  dtype: mapDtype.optional(),
  pooling: pooling.optional(),
  device: device.optional(),
  epochs: z.number().optional(),
  batchSize: z.number().optional(),
  learningRate: z.number().optional(),
  weightDecay: z.number().optional(),
  optimizer: z.string().optional(),
  embeddings: z.string().optional(),
  saveEmbeddings: z.string().optional(),
  recipe: z.string().optional(),
  list: z.string().optional(),
  shard: shard.optional(),
  yes: z.boolean().default(false),
  offline: z.boolean().default(false),
  format: z.enum(trainFormats).default('text'),
  threads: z.number().optional(),
  quiet: z.boolean().default(false),
});

/** The options of `train` as typed values. */
export type TrainOptions = z.infer<typeof trainOptions>;

/** Declares the options of `train` on a command. */
export function addTrainOptions(command: Command): Command {
  return command
    .option('--base <id>', 'base model on the Hub, or the path of a folder (./my-bert)', filled)
    .option('--tuned <id>', 'the model that was fine-tuned from it on the dataset: a folder, or on the Hub', filled)
    .option('--out <folder>', 'folder of the map, which is made; with --list, of all maps', filled)
    .option('--config <name>', 'config of a dataset on the Hub (default: the only one, or "default")')
    .option('--split <name>', 'split of a dataset on the Hub or of a folder (default: train, or the only one)')
    .addOption(encodingOption())
    .addOption(sheetOption())
    .option('--text <column>', 'text column; repeat to join several with " [SEP] "', collect)
    .option('--label <column>', 'label column; rows without a label are left out')
    .addOption(new Option('--task <kind>', 'what the labels are').choices(task.options))
    .option('--also <dataset[:column]>', 'fit on the texts of another dataset, too; repeat for several', collectSources)
    .option(
      '--weights <own,also,…>',
      'weights of the texts of the dataset and of each --also (default: equal)',
      weights,
    )
    .option('--examples <n>', 'rows to take (default: all up to 10,000; of more, 10,000)', positiveInteger)
    .option('--seed <n>', 'seed of the sample (default: 42 where rows are left out)', nonNegativeInteger)
    .option('--task-id <id>', 'what the map calls its task (default: the id or the file name of the dataset)', filled)
    .option('--subset <name>', 'what the map calls the config of its task (default: the config)')
    .option('--language <code,…>', 'languages of the texts, as ISO 639 codes', languages)
    .option('--developers <names>', 'who made the map')
    .option('--license <id>', 'licence of the map, as the Hub names it, or other (default: apache-2.0)', license)
    .option('--base-id <id>', 'id on the Hub of a base model that is a folder here', filled)
    .addOption(new Option('--dtype <name>', 'numbers of the weights (default: float32)').choices(mapDtype.options))
    .addOption(
      new Option('--pooling <name>', "vector of a text (default: the base model's own)").choices(pooling.options),
    )
    .addOption(new Option('--device <name>', 'what computes the embeddings (default: cpu)').choices(device.options))
    .option('--epochs <n>', 'of the fine-tuning, for the card (default: as the files of the model say)', positiveNumber)
    .option('--batch-size <n>', 'of the fine-tuning', positiveInteger)
    .option('--learning-rate <n>', 'of the fine-tuning', positiveNumber)
    .option('--weight-decay <n>', 'of the fine-tuning', nonNegativeNumber)
    .option('--optimizer <name>', 'of the fine-tuning')
    .option(
      '--embeddings <file>',
      'fit on embeddings in a file (.npz with x and y) instead of the texts of the dataset',
      filled,
    )
    .option('--save-embeddings <file>', 'keep the embeddings of the texts in a file (.npz with x and y)', filled)
    .option('--recipe <file>', 'take the settings from a recipe (YAML, "train:"); options override it', filled)
    .option('--list <file>', 'make all maps of a list (YAML); what is made already is left alone', filled)
    .option('--shard <i/n>', 'of a list, make only the i-th of n shares', shareOf)
    .option('--yes', 'download without asking, however much it is')
    .option('--offline', 'make no request; use the cache')
    .addOption(new Option('--format <name>', 'format of the report on stdout (default: text)').choices(trainFormats))
    .option('--threads <n>', 'threads to compute with (default: all cores)', positiveInteger)
    .option('--quiet', 'no progress, only problems on stderr');
}

/** The options as commander parsed them, checked. */
export function parseTrainOptions(raw: unknown): TrainOptions {
  return trainOptions.parse(raw);
}

/** What the command line says of a request; local names as it writes them. */
export function statedOf(dataset: string | undefined, options: TrainOptions): Partial<z.input<typeof trainRequest>> {
  const { epochs, batchSize, learningRate, weightDecay, optimizer } = options;
  const tuning = withoutUndefined({ epochs, batchSize, learningRate, weightDecay, optimizer });
  return withoutUndefined({
    dataset: dataset ?? (options.embeddings === undefined ? undefined : options.embeddings),
    config: options.config,
    split: options.split,
    inputFormat: options.inputFormat,
    encoding: options.encoding,
    sheet: options.sheet,
    textColumns: options.text,
    labelColumn: options.label,
    task: options.task,
    base: options.base,
    baseId: options.baseId,
    tuned: options.tuned,
    out: options.out,
    also: options.also,
    examples: options.examples,
    seed: options.seed,
    taskId: options.taskId,
    subset: options.subset,
    language: options.language,
    developers: options.developers,
    license: options.license,
    dtype: options.dtype,
    pooling: options.pooling,
    device: options.device,
    tuning: Object.keys(tuning).length === 0 ? undefined : tuning,
    embeddings: options.embeddings,
    saveEmbeddings: options.saveEmbeddings,
  });
}

/**
 * The request of a recipe, overridden by the command line; null where something that is needed is in neither.
 *
 * @throws {ProblemError} run-bad-setting, for weights that are not as many as there are sources
 */
export function trainRequestOf(
  recipe: TrainRequest | null,
  dataset: string | undefined,
  options: TrainOptions,
): TrainRequest | null {
  const stated = statedOf(dataset, options);
  if (recipe === null) return weighed(trainRequest.safeParse(stated).data ?? null, options);
  // What the command line names is relative to the working folder, what the recipe names to its own; a request has one folder.
  const tuning = { ...recipe.tuning, ...stated.tuning };
  const ofDataset = stated.dataset === undefined ? {} : noPart;
  const merged = { ...recipe, ...ofDataset, ...fromWorkingFolder(stated), tuning };
  return weighed(trainRequest.safeParse(merged).data ?? null, options);
}

/** The request with the weights of its sources, the dataset's own first. */
function weighed(request: TrainRequest | null, { weights: given }: TrainOptions): TrainRequest | null {
  if (request === null || given === undefined) return request;
  const [weight = 1, ...others] = given;
  if (others.length !== request.also.length) {
    const expected = `${request.also.length + 1} numbers, one for the dataset and one for each --also`;
    throw new ProblemError({
      area: 'run',
      code: 'run-bad-setting',
      setting: 'weights',
      value: given.join(','),
      expected,
    });
  }
  return { ...request, weight, also: request.also.map((each, index) => ({ ...each, weight: others[index] ?? 1 })) };
}

/** Config, split, encoding and sheet of a recipe belong to its own dataset. */
const noPart = { config: undefined, split: undefined, encoding: undefined, sheet: undefined };

/** The local names of a request as absolute paths. */
export function fromWorkingFolder<Named extends Partial<z.input<typeof trainRequest>>>(named: Named): Named {
  const model = (name: string | undefined) => (name !== undefined && isLocalPath(name) ? resolve(name) : name);
  const file = (name: string | undefined) => (name === undefined || isDatasetAddress(name) ? name : resolve(name));
  const also = named.also?.map((each) => ({ ...each, dataset: file(each.dataset) }));
  return {
    ...named,
    ...withoutUndefined({
      dataset: file(named.dataset),
      base: model(named.base),
      tuned: model(named.tuned),
      out: file(named.out),
      embeddings: file(named.embeddings),
      saveEmbeddings: file(named.saveEmbeddings),
      also,
    }),
  };
}

function withoutUndefined<Facts extends object>(
  facts: Facts,
): { [Name in keyof Facts]: Exclude<Facts[Name], undefined> };
function withoutUndefined(facts: object): object {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

function collectSources(value: string, previous: ReturnType<typeof alsoSource>[] | undefined) {
  return [...(previous ?? []), alsoSource(filled(value))];
}

function commaSeparated(value: string): string[] {
  const parts = value.split(',').map((part) => part.trim());
  if (parts.some((part) => part === ''))
    throw new InvalidArgumentError('expected codes separated by commas, like en,de');
  return parts;
}

function languages(value: string): string[] {
  const codes = commaSeparated(value);
  const unknown = codes.find((code) => !isCardLanguage(code));
  if (unknown === undefined) return codes;
  const expected = `"${unknown}" is no language: expected codes of ISO 639, like en,de.`;
  throw new InvalidArgumentError(`${expected}${didYouMean(nearestLanguage(unknown))}`);
}

function license(value: string): string {
  if (hubLicenses.includes(value)) return value;
  const nearest = nearestName(value, hubLicenses);
  throw new InvalidArgumentError(
    `the Hub has no licence of that name; any that it does not know is "other".${didYouMean(nearest)}`,
  );
}

function didYouMean(nearest: string | null): string {
  return nearest === null ? '' : ` Did you mean "${nearest}"?`;
}

function weights(value: string): number[] {
  return value.split(',').map(positiveNumber);
}

function positiveNumber(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number <= 0) {
    throw new InvalidArgumentError('expected a number above 0');
  }
  return number;
}

function nonNegativeNumber(value: string): number {
  return Number(value) === 0 && value.trim() !== '' ? 0 : positiveNumber(value);
}
