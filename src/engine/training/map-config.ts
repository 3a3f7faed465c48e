import { basename } from 'node:path';
import type { NewEsmConfig } from '../../esm/config-file.ts';
import { isDatasetAddress } from '../../protocol/hub-address.ts';
import type { TrainRequest, TuningFacts } from '../../protocol/train-request.ts';
import type { BaseModel } from '../base-model/base-model.ts';
import type { FittedMap } from './fit-map.ts';
import type { TrainingSources } from './training-sources.ts';

/** What the map says of itself, under the names of the reference. */
export function mapConfig(params: {
  request: TrainRequest;
  base: BaseModel;
  tuning: TuningFacts;
  sources: TrainingSources;
  fitted: FittedMap;
}): NewEsmConfig {
  const { request, base, tuning, sources, fitted } = params;
  const { solved, error } = fitted;
  const own = sources.own.kind === 'texts' ? sources.own.texts : null;
  const [first] = fitted.sources;
  return {
    base_model_name: baseName(request, base),
    task_id: taskIdOf(request, sources),
    task_subset: subsetOf(request, sources),
    task_split: own?.split ?? request.split ?? null,
    text_column: oneOrMore(own?.columns ?? request.textColumns ?? []),
    label_column: own?.labelColumn ?? request.labelColumn ?? null,
    num_examples: first?.rows ?? null,
    seed: seedNumber(own?.seed ?? null),
    language: oneOrMore(request.language ?? []),
    developers: request.developers ?? null,
    lm_num_epochs: tuning.epochs ?? null,
    lm_batch_size: tuning.batchSize ?? null,
    lm_learning_rate: tuning.learningRate ?? null,
    lm_weight_decay: tuning.weightDecay ?? null,
    lm_optimizer: tuning.optimizer ?? null,
    esm_solver: 'ridge',
    esm_ridge_lambda: solved.lambda,
    esm_mse: error,
    esm_mse_identity: solved.identityError,
    esm_r2: explainedShare(error, solved.identityError),
    ...(fitted.sources.length > 1 && {
      esm_sources: fitted.sources.map((source, index) => sourceField(source, request, index)),
    }),
  };
}

/** Id of the base model as others find it. */
export function baseName(request: TrainRequest, base: BaseModel): string {
  return request.baseId ?? base.id;
}

/** What the map calls its task: as asked for; the id of the dataset on the Hub; the name of the file, without its extensions. */
export function taskIdOf({ taskId, dataset }: TrainRequest, { own }: TrainingSources): string {
  if (taskId !== undefined) return taskId;
  if (isDatasetAddress(dataset)) {
    return (own.kind === 'texts' ? own.texts.source : dataset).replace(/^hf:(\/\/datasets\/)?/i, '');
  }
  return basename(dataset).replace(/(?<=.)(\.[A-Za-z0-9]{1,8}){1,2}$/, '');
}

/** The config of the dataset, where it is one of several. */
export function subsetOf({ subset, config }: TrainRequest, { own }: TrainingSources): string | null {
  const read = own.kind === 'texts' ? own.texts.config : null;
  return subset ?? config ?? (read === 'default' ? null : read);
}

/** 1 − error/identityError; 0 where nothing changed. */
export function explainedShare(error: number, identityError: number): number {
  return identityError > 0 ? 1 - error / identityError : 0;
}

/** Of a file its name alone: a map is published, and where files lie on this machine is nobody's business. */
function sourceField(
  { source, columns, rows, weight, error, identityError }: FittedMap['sources'][number],
  { dataset, also }: TrainRequest,
  index: number,
) {
  const named = [dataset, ...also.map((texts) => texts.dataset)][index] ?? source;
  return {
    source: isDatasetAddress(named) ? source : basename(source.replaceAll('\\', '/')),
    column: columns.join(' + '),
    rows,
    weight,
    mse: error,
    mse_identity: identityError,
  };
}

function oneOrMore(values: string[]): string | string[] | null {
  return values.length === 1 ? (values[0] ?? null) : values.length === 0 ? null : values;
}

/** The field is a number: a seed that it cannot hold is left out. */
function seedNumber(seed: string | null): number | null {
  return seed !== null && Number.isSafeInteger(Number(seed)) ? Number(seed) : null;
}
