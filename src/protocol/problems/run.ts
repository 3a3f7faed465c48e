import * as z from 'zod';
import { estimator, look, variant } from '../rank-request.ts';

const area = z.literal('run');
const count = z.number().int().nonnegative();

/** What can be wrong with a request as a whole, or end a run. */
export const runProblem = z.discriminatedUnion('code', [
  z.object({ area, code: z.literal('run-cancelled') }),
  /** The run would download more than a person should be surprised by, and nobody said yes. */
  z.object({
    area,
    code: z.literal('run-download-needs-consent'),
    model: z.string(),
    bytes: count,
    limitBytes: count,
    esms: count,
    esmsToFetch: count,
    /** Where there are two ways to fetch the maps: the one that was asked about. */
    look: look.optional(),
  }),
  /** The same of maps that were asked for ahead of any run. */
  z.object({
    area,
    code: z.literal('run-prefetch-needs-consent'),
    model: z.string(),
    bytes: count,
    limitBytes: count,
    esms: count,
    esmsToFetch: count,
  }),
  /** There is nothing to rank. `reason` says at which point the last map was lost. */
  z.object({
    area,
    code: z.literal('run-nothing-to-rank'),
    model: z.string(),
    reason: z.enum(['none-listed', 'none-cached', 'none-match', 'all-skipped']),
    /** How many maps were skipped, and the first of their codes. */
    skipped: count,
    firstSkipped: z.string().nullable(),
    /** The first few of them with their codes and facts, one for each reason first. */
    firstMaps: z
      .array(z.object({ repo: z.string(), code: z.string(), detail: z.record(z.string(), z.json()) }))
      .optional(),
    /** Where none is listed: base models that have maps, the most maps first; and the one that is written almost so. */
    models: z.array(z.string()).optional(),
    nearest: z.string().optional(),
  }),
  /** A local name of a model or of maps that is no folder; `folder` as the user wrote it. */
  z.object({ area, code: z.literal('run-no-such-folder'), folder: z.string() }),
  /** A path that an assistant names, of which nothing may be read: it leads out of `folders`, itself or by a link. */
  z.object({ area, code: z.literal('run-outside-folders'), file: z.string(), folders: z.array(z.string()) }),
  /** Nobody can tell which maps belong to a model that is not on the Hub. */
  z.object({ area, code: z.literal('run-local-model-needs-esms'), model: z.string() }),
  z.object({ area, code: z.literal('run-scoring-failed'), reason: z.string() }),
  /** A value of the request that no stage can use; `setting` is its name on the command line. */
  z.object({ area, code: z.literal('run-bad-setting'), setting: z.string(), value: z.string(), expected: z.string() }),
  /** The H-score compares classes, and these labels are numbers to predict. */
  z.object({ area, code: z.literal('run-estimator-needs-classes'), estimator, column: z.string() }),
  /** A first look at maps estimates LogME alone. */
  z.object({ area, code: z.literal('run-estimator-needs-whole-maps'), estimator }),
  /** A first look at maps chooses by how sure scores are, and those of this variant are not with fewer rows than dimensions. */
  z.object({
    area,
    code: z.literal('run-variant-needs-whole-maps'),
    variant,
    rows: z.number().int().nonnegative(),
    dimension: z.number().int().nonnegative(),
  }),
  /** A variant of LogME is asked for where LogME is not among the estimators. */
  z.object({ area, code: z.literal('run-variant-without-logme'), variant, estimator }),
  z.object({ area, code: z.literal('run-output-not-written'), file: z.string(), reason: z.string() }),
  /** Seen before any work: no result can be written to `file`. `path`: what is in the way; `detail`: the system's code where no other reason fits. */
  z.object({
    area,
    code: z.literal('run-output-unusable'),
    file: z.string(),
    path: z.string(),
    reason: z.enum([
      'no-folder',
      'not-a-folder',
      'is-folder',
      'is-socket',
      'is-input',
      'no-permission',
      'name-too-long',
      'other',
    ]),
    detail: z.string(),
  }),
]);

/** A problem of a run. */
export type RunProblem = z.infer<typeof runProblem>;
