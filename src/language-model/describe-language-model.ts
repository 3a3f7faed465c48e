import type { Pooling } from '../protocol/rank-request.ts';
import { choosePooling } from './repository/choose-pooling.ts';
import { type EncoderConfig, readEncoderConfig } from './repository/encoder-config.ts';
import type { RepositoryFiles } from './repository/repository-files.ts';
import { weightFileNames } from './weights/weight-files.ts';

/** Texts are cut at so many tokens, special tokens included; the reference does the same. */
export const maxTokens = 128;

/** What the small files of a model say of it. */
export interface LanguageModelDescription {
  config: EncoderConfig;
  pooling: Pooling;
  /** d, the length of an embedding. */
  dimension: number;
  /** Tokens at which a text is cut. */
  maxLength: number;
  /** Names of the files of the weights. */
  weightFiles: string[];
  /** Estimated size of the weights in bytes, without heads that are not used here. */
  weightBytes: number;
  /** Bytes that the files of the weights can have together: beyond that they are not those of this configuration. */
  weightLimitBytes: number;
}

/**
 * Reads what a model is, without its weights.
 *
 * @param params.pooling where another than the model's own is asked for
 * @throws {ProblemError} model-no-config, model-bad-config, model-unsupported-…
 */
export async function describeLanguageModel(params: {
  files: RepositoryFiles;
  pooling?: Pooling;
}): Promise<LanguageModelDescription> {
  const config = await readEncoderConfig(params.files);
  return {
    config,
    pooling: await choosePooling(params.files, config, params.pooling),
    dimension: config.hidden,
    maxLength: Math.min(maxTokens, config.positions - config.firstPosition),
    weightFiles: await weightFileNames(params.files),
    weightBytes: config.bytesPerNumber * parameters(config),
    weightLimitBytes: weightLimit(config),
  };
}

/** For headers of files and small tables. */
const weightSlackBytes = 16e6;

/**
 * All parameters as float32, whatever the configuration says, with the head that predicts masked tokens, and a quarter more for heads of
 * other kinds.
 */
function weightLimit(config: EncoderConfig): number {
  const { hidden, embedding, vocabulary } = config;
  const head = (vocabulary + 1) * embedding + (hidden + 3) * embedding;
  return Math.ceil(1.25 * 4 * (parameters(config) + head)) + weightSlackBytes;
}

/** Parameters of an encoder of these sizes. */
function parameters({
  hidden,
  embedding,
  layers,
  intermediate,
  vocabulary,
  positions,
  tokenTypes,
}: EncoderConfig): number {
  const tables = (vocabulary + positions + tokenTypes + 2) * embedding;
  const projection = embedding === hidden ? 0 : (embedding + 1) * hidden;
  const attention = 4 * (hidden + 1) * hidden;
  const feedForward = (hidden + 1) * intermediate + (intermediate + 1) * hidden;
  const pooler = (hidden + 1) * hidden;
  return tables + projection + layers * (attention + feedForward + 4 * hidden) + pooler;
}
