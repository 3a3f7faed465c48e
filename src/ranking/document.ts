// The namespace import lets the renderer's bundle leave out the parts of zod that are not used here (450 kB become 100).
import * as z from 'zod';

/** Mime type of a ranking document in a notebook. */
export const rankingMime = 'application/vnd.intermediate-task-ranking.v1+json';

/** Value of `schema` in every document of this version. */
export const rankingSchema = 'intermediate-task-ranking/1';

const count = z.number().int().nonnegative();
const jsonValue = z.json();

const dropped = z.object({
  /** Why the rows were left out. */
  reason: z.string(),
  count,
  /** The first row numbers, counted from 1 in the dataset (a header line does not count). */
  firstRows: z.array(z.number().int()),
});

const target = z.object({
  source: z.string(),
  config: z.string().nullable(),
  split: z.string().nullable(),
  textColumns: z.array(z.string()),
  labelColumn: z.string(),
  task: z.enum(['classification', 'regression']),
  /** Names of the classes in the order of `evidence`; empty for regression. */
  classes: z.array(z.string()),
  /** Rows in the sample. */
  rows: count,
  /** Rows in the dataset. */
  rowsRead: count,
  /** Seed of the sample; a string where it exceeds 2^53; null: the first rows. */
  seed: z.union([z.number().int(), z.string()]).nullable(),
  dropped: z.array(dropped),
  /** `sha256:` of the sample's texts and labels. */
  fingerprint: z.string(),
});

const model = z.object({
  id: z.string(),
  revision: z.string(),
  pooling: z.enum(['pooler_output', 'first', 'mean']),
  /** d, the length of an embedding. */
  dimension: z.number().int().positive(),
});

const method = z.object({
  score: z.literal('logme'),
  variant: z.enum(['evidence', 'hfselect']),
  /** Whether there are at least as many examples (n) as dimensions (d). */
  regime: z.enum(['n>=d', 'n<d']),
});

const baseline = z.object({
  /** LogME of the base model's own embeddings: what no intermediate task would give. */
  score: z.number(),
  /** Log evidence per example, one number for each class (one in all for regression). */
  evidence: z.array(z.number()),
});

const rankedTask = z.object({
  rank: z.number().int().positive(),
  score: z.number(),
  evidence: z.array(z.number()),
  /** Reserved for an uncertainty of the score: `[low, high]`. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  repo: z.string(),
  revision: z.string(),
  taskId: z.string(),
  taskSubset: z.string().nullable(),
  taskSplit: z.string().nullable(),
  textColumns: z.array(z.string()),
  labelColumn: z.string().nullable(),
  examples: count.nullable(),
  language: z.string().nullable(),
  architecture: z.string().nullable(),
  /** Hyper-parameters of the map as its config.json states them, in camelCase. */
  training: z.record(z.string(), jsonValue),
});

const skipped = z.object({
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

const coverage = z.object({
  /** Maps ranked so far. */
  scored: count,
  /** Maps that the request asked for. */
  requested: count,
  /** Maps that the Hub lists for the base model; null where unknown (offline, or an explicit list). */
  available: count.nullable(),
});

/** The result of a run: immutable, self-contained, the same object in the notebook and from `--format json`. */
export const rankingDocument = z.object({
  schema: z.literal(rankingSchema),
  /** True where the run was cancelled before every map was scored. */
  partial: z.boolean(),
  /** When the document was made, ISO 8601 in UTC. */
  created: z.iso.datetime(),
  /** Version of the program that made it. */
  generator: z.string(),
  target,
  model,
  method,
  baseline,
  coverage,
  /** Descending by score; ties by repository id. */
  tasks: z.array(rankedTask),
  skipped: z.array(skipped),
  timings,
  /** Codes and facts of what a reader should know before trusting the numbers. */
  warnings: z.array(z.object({ code: z.string(), detail: z.record(z.string(), jsonValue) })),
});

/** The result of a run. */
export type RankingDocument = z.infer<typeof rankingDocument>;

/** One row of a ranking. */
export type RankedTask = RankingDocument['tasks'][number];

/** One map that could not be ranked. */
export type SkippedEsm = RankingDocument['skipped'][number];
