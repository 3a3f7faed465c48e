import { z } from 'zod';

const area = z.literal('esm');

/** Why one Embedding Space Map cannot be used. Never stops a run: it becomes an entry of `skipped`. */
export const esmProblem = z.discriminatedUnion('code', [
  z.object({
    area,
    code: z.literal('esm-dimension-mismatch'),
    repo: z.string(),
    expected: z.number().int(),
    found: z.number().int(),
  }),
]);

/** A problem of one Embedding Space Map. */
export type EsmProblem = z.infer<typeof esmProblem>;
