import * as z from 'zod';

const area = z.literal('engine');

/** What can go wrong between a shell and the engine in its background process. */
export const engineProblem = z.discriminatedUnion('code', [
  /** It ended by itself. `signal` or `exitCode` says how; `lastOutput`: the end of what it wrote before. */
  z.object({
    area,
    code: z.literal('engine-ended'),
    signal: z.string().nullable(),
    exitCode: z.number().int().nullable(),
    lastOutput: z.string(),
  }),
  /** It was ended while a request was under way: by a person, or because settings changed. */
  z.object({ area, code: z.literal('engine-stopped') }),
  z.object({ area, code: z.literal('engine-not-started'), reason: z.string() }),
  /** Shell and engine are of different versions, as after an update without a restart. */
  z.object({ area, code: z.literal('engine-other-version'), expected: z.number().int(), found: z.number().int() }),
  /** A defect of the program: an exception that is no problem, or a message that is none. */
  z.object({ area, code: z.literal('engine-defect'), reason: z.string() }),
]);

/** A problem of the background process. */
export type EngineProblem = z.infer<typeof engineProblem>;
