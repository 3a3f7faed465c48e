import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import {
  device,
  estimator,
  inputFormat,
  look,
  pooling,
  type RankRequest,
  rankRequest,
  shard,
  task,
  variant,
} from '../../protocol/rank-request.ts';
import { textEncoding } from '../../protocol/text-encoding.ts';
import { encodingOption } from '../encoding-option.ts';
import { estimatorOption } from '../estimator-option.ts';
import { sheetOption } from '../sheet-option.ts';
import { collect, nonNegativeInteger, positiveInteger, shareOf } from './option-values.ts';

/** Formats that `rank` writes. */
export const rankFormats = ['table', 'json', 'csv', 'md', 'html', 'notebook'] as const;

/** A format that `rank` writes. */
export type RankFormat = (typeof rankFormats)[number];

const rankOptions = z.object({
  text: z.array(z.string()).optional(),
  label: z.string().optional(),
  config: z.string().optional(),
  split: z.string().optional(),
  inputFormat: inputFormat.optional(),
  encoding: textEncoding.optional(),
  sheet: z.string().optional(),
  task: task.optional(),
  model: z.string().optional(),
  recipe: z.string().optional(),
  examples: z.number().optional(),
  seed: z.string().optional(),
  esms: z.array(z.string()).optional(),
  maxEsms: z.number().optional(),
  cachedOnly: z.boolean().optional(),
  look: look.optional(),
  filter: z.string().optional(),
  yes: z.boolean().default(false),
  variant: variant.optional(),
  estimator: z.array(estimator).optional(),
  pooling: pooling.optional(),
  device: device.optional(),
  top: z.number().optional(),
  offline: z.boolean().default(false),
  shard: shard.optional(),
  transfers: z.string().optional(),
  format: z.enum(rankFormats).optional(),
  out: z.string().optional(),
  quiet: z.boolean().default(false),
  threads: z.number().optional(),
});

/** The options of `rank` as typed values. */
export type RankOptions = z.infer<typeof rankOptions>;

/** Declares the options of `rank` on a command. */
export function addRankOptions(command: Command): Command {
  return command
    .option('--config <name>', 'config of a dataset on the Hub (default: the only one, or "default")')
    .option('--split <name>', 'split of a dataset on the Hub or of a folder (default: train, or the only one)')
    .addOption(encodingOption())
    .addOption(sheetOption())
    .option('--text <column>', 'text column; repeat to join several with " [SEP] "', collect)
    .option('--label <column>', 'label column')
    .addOption(new Option('--task <kind>', 'what the labels are').choices(task.options))
    .option('--model <id>', 'base model on the Hub, or the path of a folder (./my-bert)')
    .option('--recipe <file>', 'take the settings from a recipe (YAML); options override it')
    .option('--examples <n>', 'rows to sample (default: all up to 1,000; of more, 1,000)', positiveInteger)
    .option('--seed <n>', 'seed of the sample (default: 42 where rows are left out)', nonNegativeInteger)
    .option(
      '--esms <repo,…>',
      'rank only these maps: on the Hub, or folders ("./my-esms/*"); with "+" in front, beside those that the Hub lists',
      commaSeparated,
    )
    .option('--max-esms <n>', 'rank at most n maps: cached first, then the most fitting', positiveInteger)
    .option('--cached-only', 'rank only maps that are in the cache')
    .addOption(
      new Option(
        '--look <how>',
        'fetch all maps whole, or take a first look at all and fetch the best whole (default: first above 500 MB)',
      ).choices(look.options),
    )
    .option('--filter <conditions>', 'rank only maps that pass, as in "language=en examples>=1000" (docs/filters.md)')
    .option('--yes', 'download without asking, however much it is')
    .addOption(new Option('--variant <name>', 'how the score is computed (default: evidence)').choices(variant.options))
    .addOption(estimatorOption())
    .addOption(new Option('--pooling <name>', "vector of a text (default: the model's own)").choices(pooling.options))
    .addOption(new Option('--device <name>', 'what computes the embeddings (default: cpu)').choices(device.options))
    .option('--top <n>', 'show only the best n (table, md)', positiveInteger)
    .option('--offline', 'make no request; use the cache')
    .option('--shard <i/n>', 'rank only the i-th of n shares of the maps, as JSON for merge', shareOf)
    .option('--transfers <file>', 'show what was measured beside it: the file that the Python of `code` wrote')
    .addOption(
      new Option('--format <name>', 'format of the result (default: by the ending of --out, else table)').choices(
        rankFormats,
      ),
    )
    .option('--out <file>', 'write the result to a file instead of stdout')
    .option('--threads <n>', 'threads to compute with (default: all cores)', positiveInteger)
    .option('--quiet', 'no progress, only problems on stderr');
}

/** The options as commander parsed them, checked. */
export function parseRankOptions(raw: unknown): RankOptions {
  return rankOptions.parse(raw);
}

/** The request of a recipe, overridden by the command line; null where dataset or model are in neither. */
export function requestOf(
  recipe: RankRequest | null,
  file: string | undefined,
  options: RankOptions,
): RankRequest | null {
  const {
    text,
    label,
    task,
    model,
    examples,
    seed,
    esms,
    maxEsms,
    filter,
    cachedOnly,
    shard,
    variant,
    pooling,
    device,
  } = options;
  const columns = { textColumns: text, labelColumn: label, task };
  const given = {
    dataset: file,
    config: options.config,
    split: options.split,
    inputFormat: options.inputFormat,
    encoding: options.encoding,
    sheet: options.sheet,
    ...columns,
    model,
    examples,
    seed,
    esms,
    maxEsms,
    filter,
    cachedOnly,
    look: options.look,
    estimators: options.estimator,
    shard,
    variant,
    pooling,
    device,
  };
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (recipe === null) return rankRequest.safeParse(stated).data ?? null;
  // What the command line names is relative to the working folder, what the recipe names to its own; a request has one folder.
  const request =
    file === undefined
      ? { ...recipe, ...stated, ...absolute({ model, esms }, '.') }
      : { ...recipe, ...absolute(recipe, recipe.folder ?? '.'), folder: undefined, ...noPart, ...stated };
  return rankRequest.safeParse(request).data ?? null;
}

/** Config, split, encoding and sheet of a recipe belong to its own dataset. */
const noPart = { config: undefined, split: undefined, encoding: undefined, sheet: undefined };

/** Local names of a model and of maps as absolute paths; what is left out stays so. */
function absolute({ model, esms }: { model?: string | undefined; esms?: string[] | undefined }, folder: string) {
  const path = (name: string) => {
    const [, plus = '', local] = /^(\+?)(\.{1,2}(?:[\\/].*)?)$/s.exec(name) ?? [];
    return local === undefined ? name : plus + resolve(folder, local);
  };
  return {
    ...(model === undefined ? {} : { model: path(model) }),
    ...(esms === undefined ? {} : { esms: esms.map(path) }),
  };
}

function commaSeparated(value: string, previous: string[] | undefined): string[] {
  const repos = value.split(',').map((repo) => repo.trim());
  if (repos.some((repo) => repo === '')) throw new InvalidArgumentError('expected repository ids separated by commas');
  return [...(previous ?? []), ...repos];
}
