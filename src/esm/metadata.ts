import * as z from 'zod';
import { ProblemError } from '../protocol/problem.ts';
import type { EsmProblem } from '../protocol/problems/esm.ts';

/**
 * Fields of config.json that are read here, as found in the wild (versions 0.1.0 and 0.2.0 of the reference and older ones).
 * Unknown fields are ignored: newer files carry a whole transformers configuration besides.
 */
const configFile = z.object({
  base_model_name: z.string().nullish(),
  task_id: z.string().nullish(),
  task_subset: z.string().nullish(),
  task_split: z.string().nullish(),
  text_column: z.union([z.string(), z.array(z.string())]).nullish(),
  label_column: z.string().nullish(),
  num_examples: z.number().int().nonnegative().nullish(),
  language: z.union([z.string(), z.array(z.string())]).nullish(),
  esm_architecture: z.string().nullish(),
  seed: z.number().nullish(),
  streamed: z.boolean().nullish(),
  version: z.string().nullish(),
  developers: z.string().nullish(),
  lm_num_epochs: z.number().nullish(),
  lm_batch_size: z.number().nullish(),
  lm_learning_rate: z.number().nullish(),
  lm_weight_decay: z.number().nullish(),
  lm_optimizer: z.string().nullish(),
  esm_num_epochs: z.number().nullish(),
  esm_batch_size: z.number().nullish(),
  esm_learning_rate: z.number().nullish(),
  esm_weight_decay: z.number().nullish(),
  esm_optimizer: z.string().nullish(),
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
  const result = configFile.safeParse(parseJson(repo, text));
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

function parseJson(repo: string, text: string): unknown {
  try {
    return JSON.parse(text);
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
