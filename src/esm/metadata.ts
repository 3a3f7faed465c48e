import { ProblemError } from '../protocol/problem.ts';
import { type EsmConfigFile, parseConfigFile } from './config-file.ts';

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
  ['esmSolver', 'esm_solver'],
  ['esmRidgeLambda', 'esm_ridge_lambda'],
  ['esmMse', 'esm_mse'],
  ['esmMseIdentity', 'esm_mse_identity'],
  ['esmR2', 'esm_r2'],
  ['seed', 'seed'],
  ['streamed', 'streamed'],
  ['developers', 'developers'],
  ['version', 'version'],
] as const satisfies readonly (readonly [string, keyof EsmConfigFile])[];

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

function trainingOf(config: EsmConfigFile): EsmMetadata['training'] {
  const stated = trainingFields.flatMap(([name, field]) => {
    const value = config[field];
    return value === null || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(stated);
}
