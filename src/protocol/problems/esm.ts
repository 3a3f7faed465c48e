import * as z from 'zod';

const area = z.literal('esm');
const repo = z.string();

/** Why one Embedding Space Map cannot be used. Never stops a run: it becomes an entry of `skipped`. */
export const esmProblem = z.discriminatedUnion('code', [
  z.object({ area, code: z.literal('esm-no-config'), repo }),
  z.object({ area, code: z.literal('esm-config-not-json'), repo, reason: z.string() }),
  /** A field of config.json has another type than the method's; `field` is its path, empty for the whole file. */
  z.object({ area, code: z.literal('esm-config-shape'), repo, field: z.string(), reason: z.string() }),
  z.object({ area, code: z.literal('esm-no-base-model'), repo }),
  z.object({ area, code: z.literal('esm-no-task-id'), repo }),
  z.object({ area, code: z.literal('esm-other-base-model'), repo, expected: z.string(), found: z.string() }),
  z.object({ area, code: z.literal('esm-no-weights'), repo }),
  /** A file of a map on this machine that is larger than any of its kind. */
  z.object({
    area,
    code: z.literal('esm-file-too-large'),
    repo,
    path: z.string(),
    bytes: z.number().int(),
    limitBytes: z.number().int(),
  }),
  /** model.safetensors is not a readable safetensors file; `reason` is the reader's own code. */
  z.object({ area, code: z.literal('esm-damaged-weights'), repo, reason: z.string(), detail: z.string() }),
  /** More than one linear layer, or tensors under unknown names. */
  z.object({ area, code: z.literal('esm-unsupported-architecture'), repo, tensors: z.array(z.string()) }),
  z.object({ area, code: z.literal('esm-weight-shape'), repo, tensor: z.string(), shape: z.array(z.number().int()) }),
  z.object({
    area,
    code: z.literal('esm-dimension-mismatch'),
    repo,
    expected: z.number().int(),
    found: z.number().int(),
  }),
  z.object({ area, code: z.literal('esm-not-finite'), repo }),
  /** The mathematics gave no finite score for this map. */
  z.object({ area, code: z.literal('esm-no-score'), repo, reason: z.string() }),
  z.object({ area, code: z.literal('esm-not-cached'), repo }),
  z.object({ area, code: z.literal('esm-unexpected'), repo, reason: z.string() }),
]);

/** A problem of one Embedding Space Map. */
export type EsmProblem = z.infer<typeof esmProblem>;
