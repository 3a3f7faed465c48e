import { z } from 'zod';

const area = z.literal('dataset');

/** What can be wrong with a dataset, its columns or its labels. `file` is the path or source as the user gave it. */
export const datasetProblem = z.discriminatedUnion('code', [
  z.object({ area, code: z.literal('dataset-missing-file'), file: z.string() }),
  z.object({
    area,
    code: z.literal('dataset-no-such-column'),
    file: z.string(),
    column: z.string(),
    columns: z.array(z.string()),
    nearest: z.string().nullable(),
  }),
]);

/** A problem of the dataset. */
export type DatasetProblem = z.infer<typeof datasetProblem>;
