import * as z from 'zod';
import { esmProblem } from '../../protocol/problems/esm.ts';
import { estimator } from '../../protocol/rank-request.ts';

const float32 = z.custom<Float32Array>((value) => value instanceof Float32Array);

/** One map to score: read from disk by the worker itself, so that weights never cross threads. */
export const scoringJob = z.object({
  id: z.number().int(),
  repo: z.string(),
  /** Absolute paths in the cache; both null for the baseline (the base model's own embeddings). */
  files: z.object({ config: z.string(), weights: z.string() }).nullable(),
  /** Only the first so many rows of a map: of these numbers, which are few, or of its files; of the baseline (both null) only the first so many dimensions. */
  part: z
    .object({ rows: z.number().int(), weights: z.object({ weight: float32, bias: float32.nullable() }).nullable() })
    .optional(),
});

/** One map to score. */
export type ScoringJob = z.infer<typeof scoringJob>;

const metadata = z.object({
  baseModelName: z.string(),
  taskId: z.string(),
  taskSubset: z.string().nullable(),
  taskSplit: z.string().nullable(),
  textColumns: z.array(z.string()),
  labelColumn: z.string().nullable(),
  examples: z.number().nullable(),
  language: z.string().nullable(),
  architecture: z.string().nullable(),
  training: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

/** What a worker answers to one job. */
export const scoringReply = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('scored'),
    id: z.number().int(),
    score: z.number(),
    /** By the other estimators that were asked for. */
    others: z.partialRecord(estimator, z.number()),
    evidence: z.array(z.number()),
    precision: z.enum(['float32', 'float64']),
    /** Of the score minus the baseline's, and what each reweighting of the rows adds to the score; null where that is not known. */
    standardError: z.number().nullable(),
    draws: float32.nullable(),
    /** Null for the baseline, and for parts of maps. */
    metadata: metadata.nullable(),
    /** Time in the mathematics, without reading the files. */
    scoreMs: z.number(),
  }),
  z.object({ kind: z.literal('skipped'), id: z.number().int(), problem: esmProblem }),
]);

/** What a worker answers to one job. */
export type ScoringReply = z.infer<typeof scoringReply>;
