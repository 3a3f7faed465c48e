import * as z from 'zod';
import { fileFault } from '../file-fault.ts';

const area = z.literal('training');
const file = z.string();
const count = z.number().int().nonnegative();

/** Why a file of embeddings cannot be read. */
export const embeddingsFault = z.enum([
  'missing',
  'is-folder',
  'no-permission',
  'not-zip',
  'no-array',
  'not-an-array',
  'not-floats',
  'column-order',
  'not-two-dimensional',
  'shapes-differ',
  'cut-off',
]);

/** What can be wrong where a map is made. */
export const trainingProblem = z.discriminatedUnion('code', [
  /** The tuned model cannot be one that the base model was fine-tuned to. */
  z.object({
    area,
    code: z.literal('training-models-differ'),
    base: z.string(),
    tuned: z.string(),
    what: z.enum(['type', 'dimension', 'layers', 'vocabulary', 'positions']),
    ofBase: z.string(),
    ofTuned: z.string(),
  }),
  /** Fewer than two rows have no direction. */
  /** `repeated`: rows that were left out because they came before. */
  z.object({
    area,
    code: z.literal('training-too-few-rows'),
    source: z.string(),
    rows: count,
    repeated: count,
  }),
  /** `array`: `x` or `y`; `detail`: what was found in its place. */
  z.object({
    area,
    code: z.literal('training-embeddings-unreadable'),
    file,
    fault: embeddingsFault,
    array: z.string().nullable(),
    detail: z.string(),
  }),
  /** A number of a file of embeddings is NaN or infinite; `row` counts from 1. */
  z.object({ area, code: z.literal('training-embeddings-not-finite'), file, row: count }),
  z.object({
    area,
    code: z.literal('training-embeddings-dimension'),
    file,
    found: count,
    base: z.string(),
    expected: count,
  }),
  /** The folder of the map holds a file of that name that is no map's, which would be lost. */
  z.object({ area, code: z.literal('training-out-in-use'), folder: z.string(), file }),
  /** Seen before any work: the map, or its embeddings, cannot be written there. `path`: what is in the way; `detail`: the system's code where no other reason fits. */
  z.object({
    area,
    code: z.literal('training-out-unusable'),
    setting: z.enum(['out', 'save-embeddings']),
    file,
    path: z.string(),
    reason: z.enum([
      'empty',
      'not-a-folder',
      'is-folder',
      'no-permission',
      'name-too-long',
      'other-extension',
      'other',
    ]),
    detail: z.string(),
  }),
  z.object({ area, code: z.literal('training-not-written'), file, reason: z.string() }),
  /** The map would have numbers that float32 cannot hold. */
  z.object({ area, code: z.literal('training-numbers-too-large'), source: z.string() }),
  /** The weights of both models are more to download than a person should be surprised by, and nobody said yes. */
  z.object({
    area,
    code: z.literal('training-download-needs-consent'),
    base: z.string(),
    tuned: z.string(),
    bytes: count,
    limitBytes: count,
  }),
  /** The list of maps to make; `detail`: the system's code where no fault says it. */
  z.object({ area, code: z.literal('training-list-unreadable'), file, fault: fileFault, detail: z.string() }),
  /** A list of maps to make: what is wrong at which place; `entry` counts from 1, null for the whole file. */
  z.object({
    area,
    code: z.literal('training-list'),
    file,
    entry: count.nullable(),
    fault: z.enum(['not-yaml', 'no-maps', 'not-a-mapping', 'unknown-key', 'bad-name', 'same-folder', 'own-folder']),
    key: z.string(),
    detail: z.string(),
  }),
  /** Some maps of a list could not be made; their reasons were told as they came. `names`: which. */
  z.object({
    area,
    code: z.literal('training-some-failed'),
    failed: count,
    maps: count,
    names: z.array(z.string()),
  }),
]);

/** What can be wrong where a map is made. */
export type TrainingProblem = z.infer<typeof trainingProblem>;
