import * as z from 'zod';

/** Value of `schema` in every file of this version. */
export const transfersSchema = 'intermediate-task-transfers/1';

/** No such file holds more: a thousand tasks over ten seeds take some 2 MB. */
export const transfersLimits = { maxBytes: 16 * 1024 * 1024, maxValues: 500_000 };

const count = z.number().int().nonnegative();
const name = z.string().max(1000);

/** What fine-tuning on one task first gave. */
const gain = z.object({
  /** Repository of the task's map; null where the ranking did not know it. */
  map: name.nullable(),
  dataset: name,
  subset: name.nullable(),
  text: z.array(name),
  label: name,
  /** In the units of the metric: 0.031 are 3.1 points. */
  gain: z.number().min(-2).max(2),
  /** Standard deviation over the seeds; null of one. */
  spread: z.number().nonnegative().max(4).nullable(),
  seeds: z.number().int().positive(),
});

/**
 * What the fine-tuning cell leaves beside its notebook. It holds more for the cell itself, which goes on from it after an interruption:
 * each run with its seed, and the settings.
 */
export const transfersFile = z.object({
  schema: z.literal(transfersSchema),
  created: z.iso.datetime(),
  target: z.object({
    source: z.string(),
    rows: count,
    /** Of the rows that were fine-tuned and tested on, as in the ranking document. */
    fingerprint: z.string(),
    /** Of the rows that were ranked where the cell was made; null where the ranking did not know it. */
    ranked: z.string().nullable(),
  }),
  model: z.object({ id: z.string(), revision: z.string().nullable() }),
  metric: z.enum(['accuracy', 'pearson']),
  trained: count,
  tested: count,
  without: z.object({ value: z.number().min(-1).max(1) }),
  gains: z.array(gain).max(10_000),
});

/** What fine-tuning gave, with and without intermediate tasks. */
export type Transfers = z.infer<typeof transfersFile>;
