import * as z from 'zod';
import { type RankingDocument, rankingDocument, rankingSchema } from './document.ts';

/** What an unknown value is as a ranking document. */
export type ReadDocument =
  | { kind: 'document'; document: RankingDocument }
  /** A ranking of another version of this format; `schema` is what it calls itself. */
  | { kind: 'other-version'; schema: string }
  /**
   * Not a ranking, a damaged one, or one of a newer program; `where` is the path of the first bad field, empty for the whole,
   * `generator` the program version that it states.
   */
  | { kind: 'invalid'; where: string; reason: string; generator: string | null };

const anyVersion = z.object({ schema: z.string().startsWith('intermediate-task-ranking/') });
const anyGenerator = z.object({ generator: z.string() });

/** Reads a value from outside (a notebook, a file) as a ranking document. Never throws. */
export function readDocument(value: unknown): ReadDocument {
  const named = anyVersion.safeParse(value);
  if (named.success && named.data.schema !== rankingSchema) return { kind: 'other-version', schema: named.data.schema };
  try {
    const parsed = rankingDocument.safeParse(value);
    if (parsed.success) return { kind: 'document', document: parsed.data };
    const issue = parsed.error.issues[0];
    return invalid(value, issue?.path.map(String).join('.') ?? '', issue?.message ?? '');
  } catch (error) {
    // Values nested a thousand times exceed the stack.
    return invalid(value, '', error instanceof Error ? error.message : String(error));
  }
}

function invalid(value: unknown, where: string, reason: string): ReadDocument {
  return { kind: 'invalid', where, reason, generator: anyGenerator.safeParse(value).data?.generator ?? null };
}
