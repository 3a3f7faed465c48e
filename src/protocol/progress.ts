import * as z from 'zod';

/** The stages of a run, in the order in which a person meets them; some run side by side. */
export const stage = z.enum([
  'read-dataset',
  'list-esms',
  'fetch-model',
  'embed',
  'look-esms',
  'fetch-esms',
  'score',
  'solve',
]);

/** A stage of a run. */
export type Stage = z.infer<typeof stage>;

/** A wait before the next request to the Hub: `asked` by it, or the pause after a failure. */
export const hubWait = z.object({ seconds: z.number().nonnegative(), asked: z.boolean() });

/** A wait before the next request to the Hub. */
export type HubWait = z.infer<typeof hubWait>;

/** How far one stage is: `done` of `total` (null while unknown), counted in `unit`. */
export const progress = z.object({
  stage,
  done: z.number().nonnegative(),
  total: z.number().nonnegative().nullable(),
  unit: z.enum(['bytes', 'rows', 'texts', 'esms', 'files']),
  /** Set while the stage stands still for it. */
  wait: hubWait.optional(),
});

/** How far one stage is. */
export type Progress = z.infer<typeof progress>;
