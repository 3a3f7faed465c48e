import * as z from 'zod';

const area = z.literal('hub');
const repo = z.string();
const repoType = z.enum(['model', 'dataset']);

/** What can go wrong between this machine and the Hugging Face Hub, or in the shared cache. No fact ever holds a token. */
export const hubProblem = z.discriminatedUnion('code', [
  /** Missing, or private and not for this token: the Hub does not tell which. */
  z.object({ area, code: z.literal('hub-repository-not-found'), repo, repoType, withToken: z.boolean() }),
  z.object({ area, code: z.literal('hub-bad-repository-id'), repo }),
  z.object({ area, code: z.literal('hub-revision-not-found'), repo, revision: z.string() }),
  z.object({ area, code: z.literal('hub-gated'), repo, repoType, withToken: z.boolean() }),
  z.object({ area, code: z.literal('hub-disabled'), repo }),
  z.object({ area, code: z.literal('hub-bad-token'), endpoint: z.string() }),
  z.object({ area, code: z.literal('hub-rate-limited'), endpoint: z.string(), seconds: z.number().nullable() }),
  /** No connection: name not found, refused, reset. `endpoint`: the host that failed, which may be the storage of the files; `reason`: the system's code or sentence. */
  z.object({ area, code: z.literal('hub-unreachable'), endpoint: z.string(), reason: z.string() }),
  z.object({ area, code: z.literal('hub-timeout'), endpoint: z.string(), seconds: z.number() }),
  z.object({ area, code: z.literal('hub-server-error'), url: z.string(), status: z.number().int() }),
  z.object({ area, code: z.literal('hub-refused'), url: z.string(), status: z.number().int(), message: z.string() }),
  z.object({ area, code: z.literal('hub-bad-response'), url: z.string(), reason: z.string() }),
  /** What arrived is not what the Hub announced; nothing of it was kept. */
  z.object({
    area,
    code: z.literal('hub-corrupt-download'),
    repo,
    path: z.string(),
    expected: z.string(),
    found: z.string(),
  }),
  /** Offline (asked for, or no answer) and not in the cache; `path` is null for the repository's own facts, `repo` too for a listing. */
  z.object({ area, code: z.literal('hub-offline-not-cached'), repo: repo.nullable(), path: z.string().nullable() }),
  z.object({ area, code: z.literal('hub-unsafe-path'), repo, path: z.string() }),
  z.object({ area, code: z.literal('hub-cache-not-writable'), folder: z.string(), reason: z.string() }),
  z.object({ area, code: z.literal('hub-disk-full'), folder: z.string() }),
]);

/** A problem of the Hub, the network or the cache. */
export type HubProblem = z.infer<typeof hubProblem>;
