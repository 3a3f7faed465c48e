import * as z from 'zod';
import { ProblemError } from '../../protocol/problem.ts';
import { readJsonFile } from './read-json-file.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** Model types whose encoder is built here. */
export const supportedTypes = [
  'bert',
  'roberta',
  'xlm-roberta',
  'camembert',
  'distilbert',
  'electra',
  'mpnet',
] as const;

/** A model type of transformers. */
export type ModelType = (typeof supportedTypes)[number];

/** An activation function of the feed-forward part, as ONNX names it. */
export type Activation = 'gelu' | 'gelu-tanh' | 'relu' | 'silu';

/** Sizes and settings of an encoder, under one set of names for all types. */
export interface EncoderConfig {
  modelType: ModelType;
  /** d, the length of an embedding. */
  hidden: number;
  /** Length of a token embedding before the projection to `hidden` (ELECTRA); else the same. */
  embedding: number;
  layers: number;
  heads: number;
  intermediate: number;
  vocabulary: number;
  /** Rows of the position table. */
  positions: number;
  /** Position of the first token in that table. */
  firstPosition: number;
  /** Token id that has no position of its own (RoBERTa and MPNet); null: every token has. */
  paddingPosition: number | null;
  /** Rows of the token type table; of no meaning to types that have none. */
  tokenTypes: number;
  layerNormEpsilon: number;
  activation: Activation;
  /** Rows of the table of the relative position bias (MPNet); 0: none. */
  relativeBuckets: number;
  /** Of the weights as they were saved, for estimates. */
  bytesPerNumber: number;
  /** The tokenizer's class where config.json names it. */
  tokenizerClass: string | null;
}

const size = z.number().int().positive();

const modelTypeFile = z.object({ model_type: z.string() });

/** What config.json of an Embedding Space Map says, and that of no model. */
const mapFile = z.object({ base_model_name: z.string(), model_type: z.undefined().optional() });

const configFile = z.object({
  hidden_size: size,
  embedding_size: size.optional(),
  num_hidden_layers: size,
  num_attention_heads: size,
  intermediate_size: size,
  vocab_size: size,
  max_position_embeddings: size,
  type_vocab_size: z.number().int().nonnegative().optional(),
  layer_norm_eps: z.number().positive().optional(),
  hidden_act: z.string().optional(),
  pad_token_id: z.number().int().nullish(),
  position_embedding_type: z.string().optional(),
  is_decoder: z.boolean().optional(),
  relative_attention_num_buckets: size.optional(),
  dtype: z.string().nullish(),
  torch_dtype: z.string().nullish(),
  tokenizer_class: z.string().nullish(),
});

const distilbertFile = z.object({
  dim: size,
  n_layers: size,
  n_heads: size,
  hidden_dim: size,
  vocab_size: size,
  max_position_embeddings: size,
  activation: z.string().optional(),
  dtype: z.string().nullish(),
  torch_dtype: z.string().nullish(),
  tokenizer_class: z.string().nullish(),
});

const activations = new Map<string, Activation>([
  ['gelu', 'gelu'],
  ['gelu_new', 'gelu-tanh'],
  ['gelu_pytorch_tanh', 'gelu-tanh'],
  ['gelu_fast', 'gelu-tanh'],
  ['gelu_python', 'gelu'],
  ['relu', 'relu'],
  ['silu', 'silu'],
  ['swish', 'silu'],
]);

/**
 * Reads config.json of a model.
 *
 * @throws {ProblemError} model-no-config, model-is-map, model-bad-config, model-unsupported-type, model-unsupported-setting
 */
export async function readEncoderConfig(files: RepositoryFiles): Promise<EncoderConfig> {
  const found = await readJsonFile(files, 'config.json', z.unknown());
  if (mapFile.safeParse(found).success) {
    throw new ProblemError({ area: 'language-model', code: 'model-is-map', model: files.id });
  }
  const typed = await readJsonFile(files, 'config.json', modelTypeFile);
  if (typed === null) throw new ProblemError({ area: 'language-model', code: 'model-no-config', model: files.id });
  const modelType = checkType(files.id, typed.model_type);
  if (modelType === 'distilbert') return distilbertConfig(files.id, await config(files, distilbertFile));
  return bertLikeConfig(files.id, modelType, await config(files, configFile));
}

async function config<Content>(files: RepositoryFiles, form: z.ZodType<Content>): Promise<Content> {
  const content = await readJsonFile(files, 'config.json', form);
  if (content === null) throw new ProblemError({ area: 'language-model', code: 'model-no-config', model: files.id });
  return content;
}

function checkType(model: string, modelType: string): ModelType {
  const known = supportedTypes.find((type) => type === modelType);
  if (known !== undefined) return known;
  const supported = [...supportedTypes];
  throw new ProblemError({ area: 'language-model', code: 'model-unsupported-type', model, modelType, supported });
}

function bertLikeConfig(model: string, modelType: ModelType, file: z.infer<typeof configFile>): EncoderConfig {
  const { position_embedding_type: positionType = 'absolute' } = file;
  if (positionType !== 'absolute') throw unsupported(model, 'position_embedding_type', positionType);
  if (file.is_decoder === true) throw unsupported(model, 'is_decoder', 'true');
  // MPNet's code fixes the padding position at 1, whatever its configuration says; RoBERTa's takes the configured token.
  const padding =
    modelType === 'mpnet' ? 1 : modelType === 'bert' || modelType === 'electra' ? null : (file.pad_token_id ?? 1);
  return {
    modelType,
    hidden: file.hidden_size,
    embedding: modelType === 'electra' ? (file.embedding_size ?? file.hidden_size) : file.hidden_size,
    layers: file.num_hidden_layers,
    heads: checkHeads(model, 'num_attention_heads', file.num_attention_heads, file.hidden_size),
    intermediate: file.intermediate_size,
    vocabulary: file.vocab_size,
    positions: file.max_position_embeddings,
    firstPosition: padding === null ? 0 : padding + 1,
    paddingPosition: padding,
    tokenTypes: modelType === 'mpnet' ? 0 : (file.type_vocab_size ?? 2),
    layerNormEpsilon: file.layer_norm_eps ?? 1e-12,
    activation: activationOf(model, 'hidden_act', file.hidden_act ?? 'gelu'),
    relativeBuckets: modelType === 'mpnet' ? checkBuckets(model, file.relative_attention_num_buckets ?? 32) : 0,
    bytesPerNumber: bytesPerNumber(file.dtype ?? file.torch_dtype ?? 'float32'),
    tokenizerClass: file.tokenizer_class ?? null,
  };
}

function distilbertConfig(model: string, file: z.infer<typeof distilbertFile>): EncoderConfig {
  return {
    modelType: 'distilbert',
    hidden: file.dim,
    embedding: file.dim,
    layers: file.n_layers,
    heads: checkHeads(model, 'n_heads', file.n_heads, file.dim),
    intermediate: file.hidden_dim,
    vocabulary: file.vocab_size,
    positions: file.max_position_embeddings,
    firstPosition: 0,
    paddingPosition: null,
    tokenTypes: 0,
    layerNormEpsilon: 1e-12,
    activation: activationOf(model, 'activation', file.activation ?? 'gelu'),
    relativeBuckets: 0,
    bytesPerNumber: bytesPerNumber(file.dtype ?? file.torch_dtype ?? 'float32'),
    tokenizerClass: file.tokenizer_class ?? null,
  };
}

function bytesPerNumber(dtype: string): number {
  return dtype === 'float16' || dtype === 'bfloat16' ? 2 : 4;
}

function checkHeads(model: string, setting: string, heads: number, hidden: number): number {
  if (hidden % heads !== 0) throw unsupported(model, setting, String(heads));
  return heads;
}

/** MPNet's code computes with 32 buckets whatever its configuration says, so another table would not fit. */
function checkBuckets(model: string, buckets: number): number {
  if (buckets !== 32) throw unsupported(model, 'relative_attention_num_buckets', String(buckets));
  return buckets;
}

function activationOf(model: string, setting: string, value: string): Activation {
  const activation = activations.get(value);
  if (activation === undefined) throw unsupported(model, setting, value);
  return activation;
}

function unsupported(model: string, setting: string, value: string): ProblemError {
  return new ProblemError({ area: 'language-model', code: 'model-unsupported-setting', model, setting, value });
}
