// The namespace import lets the renderer's bundle leave out the parts of zod that are not used here (450 kB become 100).
import * as z from 'zod';
import { rankingMime, rankingSchema } from './format-names.ts';

export { rankingMime, rankingSchema };

const count = z.number().int().nonnegative();
const jsonValue = z.json();

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

const method = z.object({
  score: z.literal('logme').default('logme'),
  variant: z.enum(['evidence', 'hfselect']),
  /** Whether there are at least as many examples (n) as dimensions (d). */
  regime: mayBeUnknown(z.enum(['n>=d', 'n<d'])),
});

const baseline = z.object({
  /** LogME of the base model's own embeddings: what no intermediate task would give. */
  score: z.number(),
  /** Log evidence per example, one number for each class (one in all for regression). */
  evidence: z.array(z.number()),
});

/** One row of a ranking. */
export const rankedTask = z.object({
  rank: z.number().int().positive(),
  score: z.number(),
  /** As that of the baseline; empty where another program does not tell. */
  evidence: z.array(z.number()).default([]),
  /** Reserved for an uncertainty of the score: `[low, high]`. */
  interval: mayBeUnknown(z.tuple([z.number(), z.number()])),
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
  /** The filter on maps, and how many it left out; absent where there was none. */
  filter: z.object({ text: z.string(), leftOut: count }).optional(),
  /** Only in what a shell shows while a run goes on: the time that the rest will take at the pace so far, in ms. */
  remainingMs: z.number().nonnegative().optional(),
});

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
  })
  .refine(({ shard, shards }) => shard <= shards);

/** The result of a run: immutable, self-contained, the same object in the notebook and from `--format json`. */
export const rankingDocument = z.object({
  schema: z.literal(rankingSchema),
  /** True where the run was cancelled before every map was scored. */
  partial: z.boolean().default(false),
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
  /** Descending by score; ties by repository id. */
  tasks: z.array(rankedTask),
  skipped: z.array(skippedEsm).default([]),
  timings: mayBeUnknown(timings),
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
