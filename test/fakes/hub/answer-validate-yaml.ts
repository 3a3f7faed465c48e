import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { parse } from 'yaml';
import * as z from 'zod';
import type { ReplyTarget } from './reply.ts';
import { isValidName } from './valid-name.ts';

const question = z.object({ content: z.string(), repoType: z.string().default('model') });

const idOf = (subject: string) =>
  z.string().refine(isValidName, `is not valid. Use a ${subject} id from https://hf.co/${subject}s.`);
const oneOrMany = (entry: z.ZodType<string>) => z.union([entry, z.array(entry)]).optional();

/** What the Hub takes of the front matter of a model's card ("Model Cards", github.com/huggingface/hub-docs). */
const metadata = z.looseObject({
  license: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/, 'must be one of the licences of the Hub')
    .optional(),
  language: oneOrMany(
    z.string().regex(/^([a-z]{2,3}|code|multilingual)$/, 'must be an ISO 639-1, 639-2 or 639-3 code'),
  ),
  base_model: oneOrMany(idOf('model')),
  datasets: oneOrMany(idOf('dataset')),
  tags: z.array(z.string(), 'must be an array').optional(),
});

/** What is wrong with a card, in the Hub's words. */
export interface CardVerdict {
  errors: { message: string }[];
  warnings: { message: string }[];
}

/** Answers `/api/validate-yaml`: 400 where the card has errors. Asks for no token. */
export async function answerValidateYaml(request: IncomingMessage, target: ReplyTarget): Promise<void> {
  const { content } = question.parse(await json(request));
  const verdict = validateCard(content);
  const status = verdict.errors.length > 0 ? 400 : 200;
  target.send(status, { 'Content-Type': 'application/json; charset=utf-8' }, Buffer.from(JSON.stringify(verdict)));
}

/** Holds the front matter of a model's card against what the Hub takes. */
export function validateCard(content: string): CardVerdict {
  const front = /^---\r?\n(.*?)\r?\n---/s.exec(content)?.[1];
  if (front === undefined) {
    return { errors: [], warnings: [{ message: 'empty or missing yaml metadata in repo card' }] };
  }
  try {
    const { error } = metadata.safeParse(parse(front) ?? {});
    const errors = error?.issues.map(({ path, message }) => ({ message: `"${path.join('.')}" ${message}` })) ?? [];
    return { errors, warnings: [] };
  } catch (error) {
    return { errors: [{ message: error instanceof Error ? error.message : String(error) }], warnings: [] };
  }
}
