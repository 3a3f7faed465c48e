import * as z from 'zod';
import type { Hub } from '../hub.ts';
import { callHub } from './call-hub.ts';

const remark = z.object({ message: z.string() });
const verdict = z.object({ errors: z.array(remark).nullish(), warnings: z.array(remark).nullish() });

/** What the Hub has against a card. */
export interface CardVerdict {
  /** With any of these, a commit of it is refused. */
  errors: string[];
  warnings: string[];
}

/**
 * Asks the Hub whether it takes a card (README.md) of a model. Nothing is kept there.
 *
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function validateCard(hub: Hub, content: string, signal: AbortSignal): Promise<CardVerdict> {
  const body = { content, repoType: 'model' };
  // With errors it answers 400, and the same JSON: read it from the text.
  const asked = await callHub({ hub, path: '/api/validate-yaml', body, form: verdict, refusals: [400], signal });
  const { errors, warnings } = asked.ok ? asked.answer : refusedVerdict(asked);
  return { errors: messages(errors), warnings: messages(warnings) };
}

function refusedVerdict({ body, message }: { body: string; message: string }): z.infer<typeof verdict> {
  try {
    const found = verdict.parse(JSON.parse(body));
    return found.errors ? found : { errors: [{ message }] };
  } catch {
    return { errors: [{ message }] };
  }
}

function messages(remarks: z.infer<typeof remark>[] | null | undefined): string[] {
  return (remarks ?? []).map(({ message }) => message);
}
