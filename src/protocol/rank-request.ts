import * as z from 'zod';
import { textEncoding } from './text-encoding.ts';

/** How the score is computed: `evidence` (default) or the reference's own numbers everywhere, `hfselect`. */
export const variant = z.enum(['evidence', 'hfselect']);

/** A variant of the score. */
export type Variant = z.infer<typeof variant>;

/** What estimates how much a task would help: LogME (default), the H-score, k nearest neighbours, or ridge regression. */
export const estimator = z.enum(['logme', 'hscore', 'knn', 'ridge']);

/** What estimates how much a task would help. */
export type Estimator = z.infer<typeof estimator>;

/** How one vector is taken from the encoder's output for a text. */
export const pooling = z.enum(['pooler_output', 'first', 'mean']);

/** A pooling. */
export type Pooling = z.infer<typeof pooling>;

/** What computes the embeddings: an execution provider of ONNX Runtime. */
export const device = z.enum(['cpu', 'cuda', 'dml', 'coreml', 'webgpu']);

/** What computes the embeddings. */
export type Device = z.infer<typeof device>;

/** What the labels are: classes, or numbers to predict. */
export const task = z.enum(['classification', 'regression']);

/** The kind of a target task. */
export type Task = z.infer<typeof task>;

/** What standard input can be said to hold. */
export const inputFormat = z.enum(['csv', 'tsv', 'json', 'jsonl', 'parquet', 'arrow', 'feather', 'xlsx', 'ods']);

/** What standard input holds. */
export type InputFormat = z.infer<typeof inputFormat>;

/** One share of a run that is spread over several machines. */
export const shard = z
  .object({ index: z.number().int().positive(), of: z.number().int().positive().max(10_000) })
  .refine(({ index, of }) => index <= of);

/** One share of a run. */
export type Shard = z.infer<typeof shard>;

/**
 * How maps are fetched: `all`, whole; or `first`, a first look at the beginning of all of them, and only those whole that may be among the best.
 */
export const look = z.enum(['first', 'all']);

/** How maps are fetched. */
export type Look = z.infer<typeof look>;

/** One ranking, as a person asks for it. What is left out is inferred or takes its default. */
export const rankRequest = z.object({
  /** Path of the dataset, absolute or relative to `folder`; or `hf:<id>` for one on the Hub. The result names the dataset so. */
  dataset: z.string(),
  /** Absolute path that `dataset` starts from. Default: the working folder. Not part of the result. */
  folder: z.string().optional(),
  /** Of a dataset on the Hub. Default: the only config, else `default`. */
  config: z.string().optional(),
  /** Of a dataset on the Hub. Default: the only split, else `train`. */
  split: z.string().optional(),
  /** What the dataset holds where its name does not tell: standard input. */
  inputFormat: inputFormat.optional(),
  /** In which encoding a text is read. Default: what its bytes say. */
  encoding: textEncoding.optional(),
  /** Which sheet of a spreadsheet is read. Default: the first that is shown. */
  sheet: z.string().optional(),
  /** Text columns, joined by ` [SEP] ` in this order. Inferred where left out. */
  textColumns: z.array(z.string()).min(1).optional(),
  /** Label column. Inferred where left out. */
  labelColumn: z.string().optional(),
  /** Inferred from the labels where left out. */
  task: task.optional(),
  /** Base model id on the Hub; may be an old or short name. */
  model: z.string(),
  /** How many rows to sample. Default: all usable rows up to 1,000; of more, 1,000. */
  examples: z.number().int().positive().optional(),
  /** Seed of the sample, any non-negative integer in decimal digits; null: the first rows. Default: 42 where rows are left out. */
  seed: z.string().regex(/^\d+$/).nullable().optional(),
  /**
   * Repository ids and folders of the maps to rank. Default: all that the Hub lists for the model. Where one of them has `+` in front, they come
   * beside those.
   */
  esms: z.array(z.string()).optional(),
  /** At most so many maps, in the order of fetching. */
  maxEsms: z.number().int().positive().optional(),
  /** Only maps whose metadata pass, as in `language=en examples>=1000`; grammar in docs/filters.md. Default: all. */
  filter: z.string().optional(),
  /** Only maps that are in the cache already. */
  cachedOnly: z.boolean().default(false),
  /** Default: whole, or a first look where they are more than may be downloaded without a question. */
  look: look.optional(),
  /** Only this share of the maps, for a run that is spread over `of` machines; `index` counts from 1. Default: all of them. */
  shard: shard.optional(),
  variant: variant.default('evidence'),
  /** The first ranks; the others are told beside it. Default: LogME alone. */
  estimators: z
    .array(estimator)
    .min(1)
    .refine((names) => new Set(names).size === names.length)
    .optional(),
  /** Default: the model's own rule. */
  pooling: pooling.optional(),
  /** Default: cpu, which also computes where another cannot be started. */
  device: device.optional(),
});

/** One ranking, with its defaults filled in. */
export type RankRequest = z.infer<typeof rankRequest>;
