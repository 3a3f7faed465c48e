import { z } from 'zod';

const area = z.literal('hub');

/** What can go wrong between this machine and the Hugging Face Hub, or in the shared cache. */
export const hubProblem = z.discriminatedUnion('code', [
  z.object({
    area,
    code: z.literal('hub-repository-not-found'),
    repo: z.string(),
    repoType: z.enum(['model', 'dataset']),
  }),
]);

/** A problem of the Hub, the network or the cache. */
export type HubProblem = z.infer<typeof hubProblem>;
