import * as z from 'zod';
import { type RankingDocument, rankingDocument, rankingSchema } from './document.ts';

/** What an unknown value is as a ranking document. */
export type ReadDocument =
  | { kind: 'document'; document: RankingDocument }
  /** A ranking of another version of this format; `schema` is what it calls itself. */
  | { kind: 'other-version'; schema: string }
  /** Not a ranking, or a damaged one; `where` is the path of the first bad field, empty for the whole. */
  | { kind: 'invalid'; where: string; reason: string };

const anyVersion = z.object({ schema: z.string().startsWith('intermediate-task-ranking/') });

/** Reads a value from outside (a notebook, a file) as a ranking document. Never throws. */
export function readDocument(value: unknown): ReadDocument {
  const named = anyVersion.safeParse(value);
  if (named.success && named.data.schema !== rankingSchema) return { kind: 'other-version', schema: named.data.schema };
  const parsed = rankingDocument.safeParse(value);
  if (parsed.success) return { kind: 'document', document: parsed.data };
  const issue = parsed.error.issues[0];
  return { kind: 'invalid', where: issue?.path.map(String).join('.') ?? '', reason: issue?.message ?? '' };
}
