import * as z from 'zod';
import { ProblemError } from '../../protocol/problem.ts';

/**
 * Runs a step that reads an answer of the Hub; an answer that is no JSON (a proxy's page), or JSON of another form, becomes a problem.
 *
 * @throws {ProblemError} hub-bad-response, or what the step throws
 */
export async function readableAnswer<Answer>(url: string, step: () => Promise<Answer>): Promise<Answer> {
  try {
    return await step();
  } catch (cause) {
    const unreadable = cause instanceof SyntaxError || cause instanceof z.ZodError || cause instanceof TypeError;
    if (!unreadable) throw cause;
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : cause.message;
    throw new ProblemError({ area: 'hub', code: 'hub-bad-response', url, reason }, { cause });
  }
}
