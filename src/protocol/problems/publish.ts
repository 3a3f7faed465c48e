import * as z from 'zod';
import { esmFinding } from '../esm-findings.ts';

const area = z.literal('publish');
const repo = z.string();

/** What keeps a map from being published. No fact ever holds a token. */
export const publishProblem = z.discriminatedUnion('code', [
  z.object({ area, code: z.literal('publish-no-token'), endpoint: z.string() }),
  z.object({ area, code: z.literal('publish-offline') }),
  /** A token that may only read, or a fine-grained one of other scopes. */
  z.object({ area, code: z.literal('publish-token-cannot-write'), repo, account: z.string() }),
  z.object({
    area,
    code: z.literal('publish-foreign-namespace'),
    repo,
    namespace: z.string(),
    account: z.string(),
    /** Those that the account may write to. */
    namespaces: z.array(z.string()),
  }),
  /** `detail`: what is there; of a map its base model and task. */
  z.object({
    area,
    code: z.literal('publish-name-taken'),
    repo,
    holds: z.enum(['unseen', 'other-files', 'other-map']),
    detail: z.string(),
  }),
  /** A name without an owner. */
  z.object({ area, code: z.literal('publish-name-without-owner'), repo, account: z.string().nullable() }),
  /** A private repository was asked for, and a public one is there. */
  z.object({ area, code: z.literal('publish-not-private'), repo }),
  /** The map is not one that both tools find and rank. */
  z.object({ area, code: z.literal('publish-map-not-fit'), name: z.string(), findings: z.array(esmFinding) }),
  z.object({ area, code: z.literal('publish-card-refused'), name: z.string(), errors: z.array(z.string()) }),
  /** A file that holds a token: the account's own, or what looks like one. */
  z.object({ area, code: z.literal('publish-holds-token'), name: z.string(), path: z.string() }),
  z.object({ area, code: z.literal('publish-needs-consent'), repo }),
  z.object({ area, code: z.literal('publish-declined'), repo }),
  /** A file is not what it was when the plan was agreed on. */
  z.object({ area, code: z.literal('publish-file-changed'), name: z.string(), path: z.string() }),
  /** Somebody else has changed the repository since. */
  z.object({ area, code: z.literal('publish-conflict'), repo }),
  /** The Hub refused a step; `message`: its own words. */
  z.object({ area, code: z.literal('publish-refused'), repo, status: z.number().int(), message: z.string() }),
  z.object({ area, code: z.literal('publish-upload-refused'), repo, path: z.string(), message: z.string() }),
  /** Nothing to repair: there is no such repository. */
  z.object({ area, code: z.literal('publish-nothing-to-repair'), repo }),
  /** What is on the Hub is not repaired by `check`. */
  z.object({ area, code: z.literal('publish-fix-needs-folder'), repo }),
]);

/** A problem of publishing. */
export type PublishProblem = z.infer<typeof publishProblem>;
