import * as z from 'zod';
import { parseJson } from '../json/parse-json.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { EsmProblem } from '../protocol/problems/esm.ts';
import { configLimitBytes } from './file-limits.ts';

/** Everything that takes a field (names of columns, filters, tables) is made for names, not for books. */
const text = z.string().max(1_000);

const texts = z.union([text, z.array(text).max(1_000)], {
  error: 'expected a text, or a list of at most 1,000 of them',
});

/**
 * Fields of config.json that are read here, as found in the wild (versions 0.1.0 and 0.2.0 of the reference and older ones).
 * Unknown fields are ignored: newer files carry a whole transformers configuration besides.
 */
const configFile = z.object({
  base_model_name: text.nullish(),
  task_id: text.nullish(),
  task_subset: text.nullish(),
  task_split: text.nullish(),
  text_column: texts.nullish(),
  label_column: text.nullish(),
  num_examples: z.number().int().nonnegative().nullish(),
  language: texts.nullish(),
  esm_architecture: text.nullish(),
  seed: z.number().nullish(),
  streamed: z.boolean().nullish(),
  version: text.nullish(),
  developers: z.string().max(10_000).nullish(),
  lm_num_epochs: z.number().nullish(),
  lm_batch_size: z.number().nullish(),
  lm_learning_rate: z.number().nullish(),
  lm_weight_decay: z.number().nullish(),
  lm_optimizer: text.nullish(),
  esm_num_epochs: z.number().nullish(),
  esm_batch_size: z.number().nullish(),
  esm_learning_rate: z.number().nullish(),
  esm_weight_decay: z.number().nullish(),
  esm_optimizer: text.nullish(),
});

type ConfigFile = z.infer<typeof configFile>;

/** What an Embedding Space Map says of itself in its config.json. */
export interface EsmMetadata {
  /** As written there; may be an old or short name. */
  baseModelName: string;
  taskId: string;
  taskSubset: string | null;
  taskSplit: string | null;
  textColumns: string[];
  labelColumn: string | null;
  /** Rows of the intermediate dataset that the map was trained on. */
  examples: number | null;
  language: string | null;
  architecture: string | null;
  /** Hyper-parameters and the like, under camelCase names; only those that the file states. */
  training: Record<string, string | number | boolean>;
}

/** Fields of config.json that tell how the map was made, with their names here. */
const trainingFields = [
  ['lmEpochs', 'lm_num_epochs'],
  ['lmBatchSize', 'lm_batch_size'],
  ['lmLearningRate', 'lm_learning_rate'],
  ['lmWeightDecay', 'lm_weight_decay'],
  ['lmOptimizer', 'lm_optimizer'],
  ['esmEpochs', 'esm_num_epochs'],
  ['esmBatchSize', 'esm_batch_size'],
  ['esmLearningRate', 'esm_learning_rate'],
  ['esmWeightDecay', 'esm_weight_decay'],
  ['esmOptimizer', 'esm_optimizer'],
  ['seed', 'seed'],
  ['streamed', 'streamed'],
  ['developers', 'developers'],
  ['version', 'version'],
] as const satisfies readonly (readonly [string, keyof ConfigFile])[];

/**
 * Reads the config.json of an Embedding Space Map. Valid is a file that names a base model and an intermediate task; the
 * dimension is not read, because only the weights can be trusted with it.
 *
 * @throws {ProblemError} esm-config-not-json, esm-config-shape, esm-no-base-model, esm-no-task-id
 */
export function parseEsmMetadata(repo: string, text: string): EsmMetadata {
  const config = parseConfigFile(repo, text);
  const baseModelName = config.base_model_name?.trim();
  const taskId = config.task_id?.trim();
  if (!baseModelName) throw new ProblemError({ area: 'esm', code: 'esm-no-base-model', repo });
  if (!taskId) throw new ProblemError({ area: 'esm', code: 'esm-no-task-id', repo });
  return {
    baseModelName,
    taskId,
    taskSubset: config.task_subset ?? null,
    taskSplit: config.task_split ?? null,
    textColumns: [config.text_column ?? []].flat(),
    labelColumn: config.label_column ?? null,
    examples: config.num_examples ?? null,
    language: [config.language ?? []].flat().join(', ') || null,
    architecture: config.esm_architecture ?? null,
    training: trainingOf(config),
  };
}

function parseConfigFile(repo: string, text: string): ConfigFile {
  const result = configFile.safeParse(configJson(repo, text));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const problem: EsmProblem = {
    area: 'esm',
    code: 'esm-config-shape',
    repo,
    field: issue?.path.join('.') ?? '',
    reason: issue?.message ?? 'unknown',
  };
  throw new ProblemError(problem, { cause: result.error });
}

function configJson(repo: string, text: string): unknown {
  try {
    return parseJson(text, { maxBytes: configLimitBytes });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProblemError({ area: 'esm', code: 'esm-config-not-json', repo, reason }, { cause });
  }
}

function trainingOf(config: ConfigFile): EsmMetadata['training'] {
  const stated = trainingFields.flatMap(([name, field]) => {
    const value = config[field];
    return value === null || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(stated);
}
