import { z } from 'zod';

const area = z.literal('run');

/** What can be wrong with a request as a whole, or end a run. */
export const runProblem = z.discriminatedUnion('code', [z.object({ area, code: z.literal('run-cancelled') })]);

/** A problem of a run. */
export type RunProblem = z.infer<typeof runProblem>;
