import * as z from 'zod';

const area = z.literal('merge');
const file = z.string();
const otherFile = z.string();
const shard = z.number().int().positive();
const shards = z.number().int().positive();

/** Why the parts of a ranking that was spread over several machines cannot be put together. */
export const mergeProblem = z.discriminatedUnion('code', [
  z.object({ area, code: z.literal('merge-unreadable-file'), file, reason: z.string() }),
  z.object({ area, code: z.literal('merge-not-json'), file, reason: z.string() }),
  /** A ranking of another version of the format; `schema` is what it calls itself. */
  z.object({ area, code: z.literal('merge-other-version'), file, schema: z.string() }),
  /** JSON, but no ranking; `where` is the path of the first bad field, empty for the whole. */
  z.object({ area, code: z.literal('merge-not-a-ranking'), file, where: z.string(), reason: z.string() }),
  /** A whole ranking, not a part of one. */
  z.object({ area, code: z.literal('merge-not-a-part'), file }),
  /** `field`: path in the document; the values as JSON. */
  z.object({
    area,
    code: z.literal('merge-different-runs'),
    field: z.string(),
    file,
    value: z.string(),
    otherFile,
    otherValue: z.string(),
  }),
  z.object({ area, code: z.literal('merge-repeated-shard'), shard, shards, file, otherFile }),
  z.object({ area, code: z.literal('merge-repeated-map'), repo: z.string(), file, otherFile }),
  /** A part that was cancelled before all its maps were scored. */
  z.object({ area, code: z.literal('merge-partial-part'), shard, shards, file }),
  /** A part whose draws, which certainty is computed from, are not the numbers that it was written with. */
  z.object({ area, code: z.literal('merge-damaged-draws'), file }),
  z.object({ area, code: z.literal('merge-missing-shards'), missing: z.array(shard).min(1), shards }),
]);

/** A problem of putting parts together. */
export type MergeProblem = z.infer<typeof mergeProblem>;
