import * as z from 'zod';

const area = z.literal('language-model');
const model = z.string();

/** What can be wrong with a base language model: its configuration, tokenizer or weights. */
export const languageModelProblem = z.discriminatedUnion('code', [
  z.object({ area, code: z.literal('model-no-config'), model }),
  /** An Embedding Space Map was named where a model is needed. */
  z.object({ area, code: z.literal('model-is-map'), model }),
  /** A field of config.json (or of another small file) is missing or of another type; `field` is its path. */
  z.object({
    area,
    code: z.literal('model-bad-config'),
    model,
    file: z.string(),
    field: z.string(),
    reason: z.string(),
  }),
  z.object({
    area,
    code: z.literal('model-unsupported-type'),
    model,
    modelType: z.string(),
    supported: z.array(z.string()),
  }),
  /** A setting of config.json with a value that is not built here, like an unknown activation. */
  z.object({ area, code: z.literal('model-unsupported-setting'), model, setting: z.string(), value: z.string() }),
  z.object({ area, code: z.literal('model-unsupported-pooling'), model, pooling: z.string() }),
  z.object({ area, code: z.literal('model-no-pooler'), model }),
  /** `file`: model.safetensors, or the shard that is missing. */
  z.object({ area, code: z.literal('model-no-weights'), model, file: z.string() }),
  z.object({
    area,
    code: z.literal('model-damaged-weights'),
    model,
    file: z.string(),
    reason: z.string(),
    detail: z.string(),
  }),
  z.object({ area, code: z.literal('model-missing-tensor'), model, tensor: z.string() }),
  /** Numbers of a type that is not read here, as in quantised models; `dtype` as safetensors names it. */
  z.object({ area, code: z.literal('model-tensor-type'), model, tensor: z.string(), dtype: z.string() }),
  z.object({
    area,
    code: z.literal('model-tensor-shape'),
    model,
    tensor: z.string(),
    expected: z.array(z.number()),
    found: z.array(z.number()),
  }),
  /** Neither tokenizer.json nor the vocabulary from which it could be made; `missing`: the file of that. */
  z.object({ area, code: z.literal('model-no-tokenizer'), model, missing: z.string() }),
  /** No tokenizer.json, and a tokenizer that cannot be made of its other files here. */
  z.object({ area, code: z.literal('model-unsupported-tokenizer'), model, tokenizerClass: z.string() }),
  z.object({ area, code: z.literal('model-bad-tokenizer'), model, reason: z.string() }),
  /** Texts took so many seconds that its patterns may never end. */
  z.object({ area, code: z.literal('model-slow-tokenizer'), model, seconds: z.number() }),
  /** The tokenizer gives an id that the embedding table has no row for. */
  z.object({ area, code: z.literal('model-token-out-of-range'), model, id: z.number(), vocabulary: z.number() }),
  z.object({ area, code: z.literal('model-not-finite'), model }),
  /** The embeddings of the texts have no evidence: all are zero. */
  z.object({ area, code: z.literal('model-no-score'), model }),
  z.object({ area, code: z.literal('model-run-failed'), model, reason: z.string() }),
]);

/** A problem of the base language model. */
export type LanguageModelProblem = z.infer<typeof languageModelProblem>;
