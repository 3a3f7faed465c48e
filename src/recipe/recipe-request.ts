import { type RankRequest, rankRequest } from '../protocol/rank-request.ts';
import { type TrainRequest, trainRequest } from '../protocol/train-request.ts';
import { alsoSource } from './also-source.ts';
import type { RankValues, TrainValues } from './recipe.ts';

/** The request that the values of a faultless recipe under `rank:` make. */
export function rankRequestOf(values: RankValues): RankRequest {
  return rankRequest.parse({
    ...datasetOf(values),
    task: values.task,
    model: values.model,
    esms: values.esms,
    maxEsms: values['max-esms'],
    filter: values.filter,
    cachedOnly: values['cached-only'],
    look: values.look,
    variant: values.variant,
    estimators: values.estimator,
    pooling: values.pooling,
  });
}

/** The request that the values of a faultless recipe under `train:` make. */
export function trainRequestOf(values: TrainValues): TrainRequest {
  return trainRequest.parse({
    ...datasetOf(values),
    base: values.base,
    baseId: values['base-id'],
    tuned: values.tuned,
    out: values.out,
    also: values.also?.map((written, index) => ({ ...alsoSource(written), weight: values.weights?.[index + 1] })),
    weight: values.weights?.[0],
    taskId: values['task-id'] || undefined,
    subset: values.subset,
    language: values.language,
    developers: values.developers,
    license: values.license,
    dtype: values.dtype,
    pooling: values.pooling,
    tuning: {
      epochs: values.epochs,
      batchSize: values['batch-size'],
      learningRate: values['learning-rate'],
      weightDecay: values['weight-decay'],
      optimizer: values.optimizer,
    },
    embeddings: values.embeddings,
    saveEmbeddings: values['save-embeddings'],
  });
}

function datasetOf(values: RankValues | TrainValues) {
  return {
    dataset: values.dataset,
    config: values.config,
    split: values.split,
    encoding: values.encoding,
    sheet: values.sheet,
    textColumns: values.text,
    labelColumn: values.label,
    examples: values.examples,
    seed: values.seed,
  };
}
