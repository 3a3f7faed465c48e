import * as z from 'zod';

/** A map that is to be published: from a folder, or repaired where it is. */
export const publishRequest = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('folder'),
    /** Absolute, or from the working folder. */
    folder: z.string(),
    /** `owner/name`, or the URL of its page. */
    repo: z.string(),
    private: z.boolean().default(false),
    /** Of the commit. Default: one that names the task. */
    message: z.string().optional(),
  }),
  z.object({ kind: z.literal('repair'), repo: z.string(), message: z.string().optional() }),
]);

/** A map that is to be published. */
export type PublishRequest = z.infer<typeof publishRequest>;

const plannedFile = z.object({
  path: z.string(),
  size: z.number().int().nonnegative(),
  /** Hex. */
  sha256: z.string(),
  change: z.enum(['new', 'changed', 'same']),
});

/** What will be made public and where: all that a person agrees to. Publishing holds itself to it. */
export const publishPlan = z.object({
  request: publishRequest,
  /** Canonical id. */
  repo: z.string(),
  /** Of its page. */
  url: z.string(),
  /** Whose token it is; null in a dry run without one. */
  account: z.string().nullable(),
  visibility: z.enum(['public', 'private']),
  /** Head of the repository; null where it is yet to be made. */
  head: z.string().nullable(),
  /** True where the repository is there, and private, though that was not asked for; it stays so. */
  staysPrivate: z.boolean(),
  license: z.string().nullable(),
  baseModel: z.string(),
  taskId: z.string(),
  files: z.array(plannedFile),
  /** Of a repair: which lines of its files go (`- `) and come (`+ `). */
  changes: z.array(z.object({ path: z.string(), lines: z.array(z.string()) })).default([]),
  message: z.string(),
  /** What the Hub remarks on the card. */
  remarks: z.array(z.string()),
});

/** What will be made public and where. */
export type PublishPlan = z.infer<typeof publishPlan>;

/** A map that was published. */
export const publishedEsm = z.object({
  repo: z.string(),
  url: z.string(),
  /** Head of the repository now. */
  commit: z.string(),
  /** Files that were put there; none where it held them already. */
  files: z.array(z.string()),
  visibility: z.enum(['public', 'private']),
  baseModel: z.string(),
  /** Whether the Hub lists the map by its tags, as rankings look for it. */
  found: z.boolean(),
});

/** A map that was published. */
export type PublishedEsm = z.infer<typeof publishedEsm>;
