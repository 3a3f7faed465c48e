import * as z from 'zod';

/** Every mistake has the text of the filter, and where in it the mistake stands: `at` counts UTF-16 units from 0. */
const place = {
  area: z.literal('filter'),
  filter: z.string(),
  at: z.number().int().nonnegative(),
  length: z.number().int().nonnegative(),
};

/** What can be wrong with a filter on maps. */
export const filterProblem = z.discriminatedUnion('code', [
  z.object({ ...place, code: z.literal('filter-expected-field') }),
  z.object({ ...place, code: z.literal('filter-unknown-field'), field: z.string(), nearest: z.string().nullable() }),
  /** `operator`: what stands there; null for nothing of the kind. */
  z.object({
    ...place,
    code: z.literal('filter-bad-operator'),
    field: z.string(),
    operator: z.string().nullable(),
    allowed: z.array(z.string()),
  }),
  z.object({ ...place, code: z.literal('filter-expected-value'), field: z.string() }),
  z.object({ ...place, code: z.literal('filter-not-a-number'), field: z.string(), value: z.string() }),
  z.object({ ...place, code: z.literal('filter-unclosed-quote') }),
]);

/** A problem of a filter. */
export type FilterProblem = z.infer<typeof filterProblem>;
