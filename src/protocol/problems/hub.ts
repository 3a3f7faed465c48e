import * as z from 'zod';

const area = z.literal('hub');
const repo = z.string();
const repoType = z.enum(['model', 'dataset']);

/** What can go wrong between this machine and the Hugging Face Hub, or in the shared cache. No fact ever holds a token. */
export const hubProblem = z.discriminatedUnion('code', [
  /**
   * Missing, or private and not for this token: the Hub does not tell which. Of a base model `models` are those that have maps, the most
   * maps first, and `nearest` the one that is written almost so; of a map `nearest` is one of the same base model.
   */
  z.object({
    area,
    code: z.literal('hub-repository-not-found'),
    repo,
    repoType,
    withToken: z.boolean(),
    models: z.array(z.string()).optional(),
    nearest: z.string().optional(),
  }),
  z.object({ area, code: z.literal('hub-bad-repository-id'), repo }),
  z.object({ area, code: z.literal('hub-revision-not-found'), repo, revision: z.string() }),
  z.object({ area, code: z.literal('hub-gated'), repo, repoType, withToken: z.boolean() }),
  z.object({ area, code: z.literal('hub-disabled'), repo }),
  z.object({ area, code: z.literal('hub-bad-token'), endpoint: z.string() }),
  z.object({ area, code: z.literal('hub-rate-limited'), endpoint: z.string(), seconds: z.number().nullable() }),
  /** No connection: name not found, refused, reset. `endpoint`: the host that failed, which may be the storage of the files; `reason`: the system's code or sentence. */
  z.object({ area, code: z.literal('hub-unreachable'), endpoint: z.string(), reason: z.string() }),
  z.object({ area, code: z.literal('hub-timeout'), endpoint: z.string(), seconds: z.number() }),
  /** It gives content, but so little of it that waiting is of no use: `bytes` in `seconds`. */
  z.object({
    area,
    code: z.literal('hub-too-slow'),
    endpoint: z.string(),
    bytes: z.number().int().nonnegative(),
    seconds: z.number(),
  }),
  z.object({ area, code: z.literal('hub-server-error'), url: z.string(), status: z.number().int() }),
  z.object({ area, code: z.literal('hub-refused'), url: z.string(), status: z.number().int(), message: z.string() }),
  z.object({ area, code: z.literal('hub-bad-response'), url: z.string(), reason: z.string() }),
  /** A file that is larger than any of its kind; nothing of it was kept. `bytes`: its size, null where it only shows on the way. */
  z.object({
    area,
    code: z.literal('hub-file-too-large'),
    repo,
    path: z.string(),
    bytes: z.number().int().nonnegative().nullable(),
    limitBytes: z.number().int().nonnegative(),
  }),
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
  /** A dataset made by a script of its own, which is not run here, and that the Hub has not converted. */
  z.object({ area, code: z.literal('hub-dataset-script-only'), repo, script: z.string() }),
  /** A dataset without a file that is read; `endings`: those that it has. */
  /** A parameter of the README, as JSON, that says how the files are read, and that is not honoured here. */
  z.object({
    area,
    code: z.literal('hub-dataset-parameter'),
    repo,
    config: z.string(),
    parameter: z.string(),
    value: z.string(),
  }),
  z.object({ area, code: z.literal('hub-dataset-no-files'), repo, endings: z.array(z.string()) }),
  z.object({
    area,
    code: z.literal('hub-dataset-no-such-config'),
    repo,
    config: z.string(),
    configs: z.array(z.string()),
    nearest: z.string().nullable(),
  }),
  /** Several configs, and none of them is the default one. */
  z.object({ area, code: z.literal('hub-dataset-config-unsure'), repo, configs: z.array(z.string()) }),
  z.object({
    area,
    code: z.literal('hub-dataset-no-such-split'),
    repo,
    config: z.string(),
    split: z.string(),
    splits: z.array(z.string()),
    nearest: z.string().nullable(),
  }),
  /** Several splits, and none of them is `train`. */
  z.object({
    area,
    code: z.literal('hub-dataset-split-unsure'),
    repo,
    config: z.string(),
    splits: z.array(z.string()),
  }),
  /** So much of a dataset would be downloaded that a person should be asked, and nobody said yes. */
  z.object({
    area,
    code: z.literal('hub-dataset-needs-consent'),
    repo,
    bytes: z.number().int().nonnegative(),
    limitBytes: z.number().int().nonnegative(),
  }),
  z.object({ area, code: z.literal('hub-unsafe-path'), repo, path: z.string() }),
  /** A file in the cache is not what was fetched: `file`, its absolute path; `detail`: its size, what its form lacks, or the system's code. */
  z.object({
    area,
    code: z.literal('hub-cached-file-damaged'),
    repo,
    path: z.string(),
    file: z.string(),
    reason: z.enum(['changed', 'cut-off', 'unreadable', 'is-folder']),
    detail: z.string(),
  }),
  z.object({ area, code: z.literal('hub-cache-not-writable'), folder: z.string(), reason: z.string() }),
  z.object({ area, code: z.literal('hub-disk-full'), folder: z.string() }),
]);

/** A problem of the Hub, the network or the cache. */
export type HubProblem = z.infer<typeof hubProblem>;
