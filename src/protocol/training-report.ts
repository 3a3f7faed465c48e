import * as z from 'zod';
import { pooling } from './rank-request.ts';
import { mapDtype } from './train-request.ts';

/** Name of the form of a training report, with its version. */
export const trainingReportSchema = 'intermediate-task-ranker/training-report@1';

const count = z.number().int().nonnegative();
/** Mean squared error over rows and dimensions. */
const error = z.number().nonnegative();
const pair = z.tuple([z.number(), z.number()]);
const fact = z.object({ code: z.string(), detail: z.record(z.string(), z.json()) });

/** What the map does on the texts of one source. */
export const trainingSource = z.object({
  /** As the dataset or the file of embeddings was named. */
  source: z.string(),
  /** Text columns; empty for embeddings. */
  columns: z.array(z.string()),
  rows: count,
  /** Share of the whole weight, 0 to 1. */
  weight: z.number(),
  /** Exact leave-one-out error of these rows, and that of "nothing changed". */
  error,
  identityError: error,
});

/** What the map does on the texts of one source. */
export type TrainingSource = z.infer<typeof trainingSource>;

/** How far fine-tuning moved the embeddings of the task's own texts. */
export const movement = z.object({
  /** Mean Euclidean distance between the embeddings before and after. */
  mean: z.number(),
  /** The same by class, in the order of the classes; empty where rows have no class. */
  classes: z.array(z.object({ name: z.string(), rows: count, mean: z.number() })),
  /** At most 500 rows in the plane of the first two principal components of their embeddings before and after. `label`: index into `classes`. */
  points: z.array(z.object({ label: count.nullable(), before: pair, after: pair })),
  /** Shares of the variance in this plane, of its two axes. */
  explained: pair,
});

/** How far fine-tuning moved the embeddings. */
export type Movement = z.infer<typeof movement>;

/** What a map that was made is worth, and of what it was made. */
export const trainingReport = z.object({
  schema: z.literal(trainingReportSchema),
  /** ISO 8601. */
  created: z.string(),
  generator: z.string(),
  /** Absolute path of the map's folder. */
  map: z.string(),
  taskId: z.string(),
  taskSubset: z.string().nullable(),
  base: z.object({ id: z.string(), revision: z.string() }),
  /** Null where the map was fitted on a file of embeddings. */
  tuned: z.object({ id: z.string(), revision: z.string() }).nullable(),
  pooling,
  /** d, the length of an embedding. */
  dimension: z.number().int().positive(),
  dtype: mapDtype,
  rows: count,
  labelColumn: z.string().nullable(),
  seed: z.string().nullable(),
  /** The task's own texts first. */
  sources: z.array(trainingSource).min(1),
  /** Of all rows with their weights: exact leave-one-out error, that of "nothing changed", that of the mean. */
  error,
  identityError: error,
  meanError: error,
  /** 1 − error/identityError: which part of the change the map tells on rows it has not seen; 0 where nothing changed. */
  r2: z.number(),
  lambda: z.number().positive(),
  /** Σ s²/(s² + λ): dimensions in which the rows decide what the map does. */
  effectiveDimensions: z.number().nonnegative(),
  movement,
  /** Maps in the cache whose change W − I points in the most similar direction, the nearest first. */
  nearestMaps: z.array(z.object({ repo: z.string(), task: z.string(), cosine: z.number() })),
  warnings: z.array(fact),
  timings: z.object({ embedMs: count, solveMs: count, totalMs: count }),
  /** `sha256:` of what was asked for and of both models: the same request would make the same map. */
  madeFrom: z.string(),
});

/** What a map that was made is worth. */
export type TrainingReport = z.infer<typeof trainingReport>;
