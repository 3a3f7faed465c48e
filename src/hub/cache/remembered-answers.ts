import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import type { Hub } from '../hub.ts';
import { replaceFile } from './replace-file.ts';

/**
 * Keeps an answer of the Hub for the time when it cannot be asked. The cache that is shared with Python has no place for listings and
 * names, so these lie in a folder of this program. A failure to write is only logged: the answer itself is there.
 */
export async function rememberAnswer(hub: Hub, question: string, answer: unknown): Promise<void> {
  if (hub.answersFolder === null) return;
  try {
    await replaceFile(answerPath(hub, hub.answersFolder, question), JSON.stringify(answer));
  } catch (error) {
    hub.log('warn', `an answer of the Hub could not be kept: ${error}`);
  }
}

/** The last answer to a question, if it was kept and still has the form that is expected. */
export async function recallAnswer<Answer>(
  hub: Hub,
  question: string,
  form: z.ZodType<Answer>,
): Promise<Answer | null> {
  if (hub.answersFolder === null) return null;
  try {
    const text = await readFile(answerPath(hub, hub.answersFolder, question), 'utf8');
    return form.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function answerPath(hub: Hub, folder: string, question: string): string {
  const name = createHash('sha256').update(`${hub.settings.endpoint}\n${question}`).digest('hex').slice(0, 32);
  return join(folder, `${name}.json`);
}
