// The namespace import lets the renderer's bundle leave out the parts of zod that are not used here (450 kB become 100).
import * as z from 'zod';
import { rankingMime, rankingSchema } from './format-names.ts';

export { rankingMime, rankingSchema };

const count = z.number().int().nonnegative();
const jsonValue = z.json();
const probability = z.number().min(0).max(1);

/**
 * What another program that writes this document may not know: null, or left out. This program always knows it, except where the
 * field says otherwise.
 */
const mayBeUnknown = <Known extends z.ZodType>(known: Known) => known.nullable().default(null);

const dropped = z.object({
  /** Why the rows were left out. */
  reason: z.string(),
  count,
  /** The first row numbers, counted from 1 in the dataset (a header line does not count). */
  firstRows: z.array(z.number().int()),
});

const target = z.object({
  source: z.string(),
  config: mayBeUnknown(z.string()),
  split: mayBeUnknown(z.string()),
  /** Commit of a dataset on the Hub; absent for others. */
  revision: z.string().optional(),
  /** Commit of its conversion to Parquet (`refs/convert/parquet`), where the rows were read from that. */
  convertedRevision: z.string().optional(),
  /** Encoding of a text file that is not UTF-8, by its name in the Encoding Standard; absent for all others. */
  encoding: z.string().optional(),
  /** The sheet that was read of a spreadsheet; absent for all others. */
  sheet: z.string().optional(),
  textColumns: z.array(z.string()),
  labelColumn: z.string(),
  task: z.enum(['classification', 'regression']),
  /** Names of the classes in the order of `evidence`; empty for regression, and where another program does not name them. */
  classes: z.array(z.string()).default([]),
  /** Rows in the sample. */
  rows: count,
  /** Rows in the dataset. */
  rowsRead: mayBeUnknown(count),
  /** Seed of the sample; a string where it exceeds 2^53; null: the first rows. */
  seed: mayBeUnknown(z.union([z.number().int(), z.string()])),
  dropped: z.array(dropped).default([]),
  /** `sha256:` of the sample's texts and labels. */
  fingerprint: mayBeUnknown(z.string()),
});

const model = z.object({
  id: z.string(),
  revision: mayBeUnknown(z.string()),
  pooling: mayBeUnknown(z.enum(['pooler_output', 'first', 'mean'])),
  /** d, the length of an embedding. */
  dimension: mayBeUnknown(z.number().int().positive()),
});

/** What a score is: LogME, the H-score, k nearest neighbours, or ridge regression. */
export const estimator = z.enum(['logme', 'hscore', 'knn', 'ridge']);

/** What a score is. */
export type Estimator = z.infer<typeof estimator>;

const method = z.object({
  /** What the tasks are ranked by. */
  score: estimator.default('logme'),
  /** What else the tasks were scored by, see `others` of a task; absent where nothing else was asked for. */
  others: z.array(estimator).optional(),
  variant: z.enum(['evidence', 'hfselect']),
  /** Whether there are at least as many examples (n) as dimensions (d). */
  regime: mayBeUnknown(z.enum(['n>=d', 'n<d'])),
  /**
   * What the certainty rests on: random reweightings of the sample's rows. Null where there is none: the `hfselect` variant where n < d, other scores than LogME,
   * older versions, other programs.
   */
  certainty: mayBeUnknown(
    z.object({
      kind: z.literal('infinitesimal-jackknife'),
      /** How many reweightings, the same for all tasks. */
      draws: count,
      /** Seed of the normal numbers that the rows are reweighted by. */
      seed: count,
      /** Rows that were reweighted: those of the sample, or a fixed random part of them where it is large. */
      rows: count,
    }),
  ),
});

const baseline = z.object({
  /** Score of the base model's own embeddings: what no intermediate task would give. */
  score: z.number(),
  /** Log evidence per example, one number for each class (one in all for regression). */
  evidence: z.array(z.number()),
  /**
   * LogME of features that are the same for all texts. A ranking whose first task is not above it shows no relation of the labels to the texts. Absent
   * where the program does not tell.
   */
  constant: z.number().optional(),
});

/** What fine-tuning on a task first really gave, over several seeds, on the same rows that were held out. */
const measuredGain = z.object({
  /** Mean over the seeds of the metric with the task minus that without it: 0.031 are 3.1 points. */
  gain: z.number().min(-2).max(2),
  /** Standard deviation of that difference over the seeds; null of one seed. */
  spread: z.number().nonnegative().max(4).nullable(),
  seeds: z.number().int().positive(),
});

/** How the gains were measured. */
const measurement = z.object({
  /** Of the rows held out: the share of right classes, or Pearson's correlation of predicted and true numbers. */
  metric: z.enum(['accuracy', 'pearson']),
  /** Mean of the metric over the seeds where the model was fine-tuned without an intermediate task. */
  without: z.number().min(-1).max(1),
  /** Rows that it was fine-tuned on, and rows that were held out. */
  trained: count,
  tested: count,
});

/** What fine-tuning on a task first really gave. */
export type MeasuredGain = z.infer<typeof measuredGain>;

/** How the gains were measured. */
export type Measurement = z.infer<typeof measurement>;

/** One row of a ranking. */
export const rankedTask = z.object({
  rank: z.number().int().positive(),
  score: z.number(),
  /** As that of the baseline; empty where another program does not tell. */
  evidence: z.array(z.number()).default([]),
  /**
   * In a ranking that began with a first look at all maps: `whole`, or how many of the map's rows (its output dimensions) were looked at. Then the score is an
   * estimate: that of the baseline, and what these rows add to it in as many dimensions; it is less certain, and the task comes after all that are exact.
   */
  looked: z
    .union([z.literal('whole'), z.object({ rows: z.number().int().positive(), of: z.number().int().positive() })])
    .optional(),
  /** Standard error of the score minus the baseline's: how much this difference varies with which rows happen to be in the sample. */
  standardError: mayBeUnknown(z.number().nonnegative()),
  /** 95 % interval `[low, high]`: the score ± 1.96 of its standard error. Minus the baseline's score, it is that of the difference. */
  interval: mayBeUnknown(z.tuple([z.number(), z.number()])),
  /** Probability that the task is better than none, over all samples that might have been drawn. Tasks that are alike have one in common. */
  helps: mayBeUnknown(probability),
  /** Probability that no ranked task is better. Tasks that are alike count as one, and each of them has the number of that one. */
  first: mayBeUnknown(probability),
  /** 90 % interval `[low, high]` of the rank, among all ranked tasks. */
  rankInterval: mayBeUnknown(z.tuple([z.number().int().positive(), z.number().int().positive()])),
  /**
   * Where the sample sees no difference between this task and a better ranked one (often the same dataset under another name): the
   * repository of that one, under which this stands. Null for tasks that stand for themselves.
   */
  alike: mayBeUnknown(z.string()),
  /** Repository of the map on the Hub, which identifies the row. */
  repo: mayBeUnknown(z.string()),
  revision: mayBeUnknown(z.string()),
  taskId: z.string(),
  taskSubset: mayBeUnknown(z.string()),
  taskSplit: mayBeUnknown(z.string()),
  textColumns: z.array(z.string()),
  labelColumn: mayBeUnknown(z.string()),
  examples: mayBeUnknown(count),
  language: mayBeUnknown(z.string()),
  architecture: mayBeUnknown(z.string()),
  /** Hyper-parameters of the map as its config.json states them, in camelCase. */
  training: z.record(z.string(), jsonValue).default({}),
  /** Score by each other estimator that was asked for, and the task's rank by it among all ranked tasks. */
  others: z.partialRecord(estimator, z.object({ score: z.number(), rank: z.number().int().positive() })).optional(),
  /** Absent where the task was not tried. */
  measured: measuredGain.optional(),
});

/** One map that could not be ranked. */
export const skippedEsm = z.object({
  repo: z.string(),
  /** A problem code of `src/protocol`. */
  code: z.string(),
  /** The facts of the problem. */
  detail: z.record(z.string(), jsonValue),
});

const timings = z.object({
  embedMs: z.number(),
  fetchMs: z.number(),
  scoreMs: z.number(),
  totalMs: z.number(),
});

/** How much of what was asked for is ranked. */
export const coverage = z.object({
  /** Maps ranked so far. */
  scored: count,
  /** Maps that the request asked for. */
  requested: count,
  /** Maps that the Hub lists for the base model; null where unknown (offline, or an explicit list). */
  available: count.nullable(),
  /** Of them only looked at, see `looked` of a task; absent where there was no such look. */
  lookedAt: count.optional(),
  /** The filter on maps, and how many it left out; absent where there was none. */
  filter: z.object({ text: z.string(), leftOut: count }).optional(),
  /** Only in what a shell shows while a run goes on: the time that the rest will take at the pace so far, in ms. */
  remainingMs: z.number().nonnegative().optional(),
});

/** What the ranking as a whole lets one say. */
export const certainty = z.object({
  /**
   * On the first task. `helps`: it scores above the baseline by more than chance explains in the best of so many tasks (p ≤ 0.05), and above
   * what does not read the texts at all (`baseline.constant`).
   * `none-likely`: no task scores above the baseline. `cannot-tell`: the sample is too small (below 50 rows always), too many tasks may be the first,
   * or none is above what does not read the texts.
   * `may-help`: all else.
   */
  verdict: z.enum(['helps', 'may-help', 'none-likely', 'cannot-tell']),
  /** Probability that, were no task better than none, the first of them stood out as much. */
  p: probability,
  /**
   * Repositories of the tasks to try, in the order of the ranking: the fewest that hold 90 % of the first places over the draws. Of tasks
   * that are alike only the one that the others stand under.
   */
  shortlist: z.array(z.string()),
  /** Repositories of the tasks that the sample does not tell from the first, in the order of the ranking, without the first itself and as in `shortlist`. */
  tied: z.array(z.string()),
  /**
   * About how many rows in all (those of this sample among them) would tell whether the first task is better than none; null where
   * this sample tells, or more than ten times its rows would be needed.
   */
  rowsToDecide: count.nullable(),
});

/** What the ranking as a whole lets one say. */
export type Certainty = z.infer<typeof certainty>;

/** Where a document stands in a run that was spread over several machines. */
export const rankingPart = z
  .object({
    /** Which part this is, counted from 1. */
    shard: z.number().int().positive(),
    /** How many parts the run has. */
    shards: z.number().int().positive().max(10_000),
    /** Maps of the whole run, over all parts. */
    requested: count,
    /** `sha256:` of the repositories and revisions of all these maps. */
    maps: z.string(),
    /** What the certainty of the whole is computed from: the draws of each score, as float32 (little-endian) in base64. */
    draws: z.object({ baseline: z.string(), tasks: z.record(z.string(), z.string()) }).optional(),
  })
  .refine(({ shard, shards }) => shard <= shards);

/** The result of a run: immutable, self-contained, the same object in the notebook and from `--format json`. */
export const rankingDocument = z.object({
  schema: z.literal(rankingSchema),
  /** True where the run was cancelled before every map was scored. */
  partial: z.boolean().default(false),
  /** True where a person has stopped the run; then `partial` is true as well. Absent in documents of programs that do not say so. */
  interrupted: z.boolean().optional(),
  /** Only in the result of one of several machines, which `esm-rank merge` puts together: the ranking of its share of the maps. */
  part: rankingPart.optional(),
  /** When the document was made, ISO 8601 in UTC. */
  created: mayBeUnknown(z.iso.datetime()),
  /** Version of the program that made it. */
  generator: mayBeUnknown(z.string()),
  target,
  model,
  method,
  /** Null where the ranking comes from a program that does not score the base model itself. */
  baseline: mayBeUnknown(baseline),
  coverage: mayBeUnknown(coverage),
  /** Null where `method.certainty` is, and where nothing is ranked. */
  certainty: mayBeUnknown(certainty),
  /** Descending by score; ties by repository id. Those that were only looked at come last, in the same order. */
  tasks: z.array(rankedTask),
  skipped: z.array(skippedEsm).default([]),
  timings: mayBeUnknown(timings),
  /** Absent where no task was tried. */
  measurement: measurement.optional(),
  /** Codes and facts of what a reader should know before trusting the numbers. */
  warnings: z.array(z.object({ code: z.string(), detail: z.record(z.string(), jsonValue) })).default([]),
});

/** The result of a run. */
export type RankingDocument = z.infer<typeof rankingDocument>;

/** Where a document stands in a run that was spread over several machines. */
export type RankingPart = z.infer<typeof rankingPart>;

/** One row of a ranking. */
export type RankedTask = RankingDocument['tasks'][number];

/** One map that could not be ranked. */
export type SkippedEsm = RankingDocument['skipped'][number];
