import type * as z from 'zod';
import { parseJson } from '../../json/parse-json.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Hub } from '../hub.ts';
import { readableAnswer } from '../requests/readable-answer.ts';
import { parseErrorBody, withoutQuery, withoutToken } from '../requests/response-problem.ts';
import { largestAnswer, wholeAnswer } from '../requests/whole-answer.ts';

/** One call of the Hub's API. */
export interface HubCall<Answer> {
  hub: Hub;
  /** Path below the endpoint, or a whole URL that the Hub gave. */
  path: string;
  /** Sent as JSON; a text as it is. Without one, nothing is written. */
  body?: object | string;
  /** Default: that of JSON. */
  contentType?: string;
  /** What the answer must be. */
  form: z.ZodType<Answer>;
  /** Statuses that the caller tells apart. Any other failure is a problem. */
  refusals?: readonly number[];
  signal: AbortSignal;
}

/** What the Hub answered: what was asked for; or with which status it refused, in its own words, and all it sent. */
export type HubAnswer<Answer> =
  | { ok: true; answer: Answer }
  | { ok: false; status: number; message: string; body: string };

const longestMessage = 1_000;

/**
 * Calls the Hub's API, again after failures that pass.
 *
 * @throws {ProblemError} hub-bad-token, hub-bad-response, any other problem of the Hub, run-cancelled
 */
export async function callHub<Answer>(call: HubCall<Answer>): Promise<HubAnswer<Answer>> {
  const { hub, body, form, contentType = 'application/json', refusals = [], signal } = call;
  const url = /^https?:/.test(call.path) ? call.path : `${hub.settings.endpoint}${call.path}`;
  const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const { status, body: bytes } = await wholeAnswer(hub, {
    url,
    bucket: 'api',
    subject: null,
    signal,
    headers: { Accept: 'application/json', ...(sent === undefined ? {} : { 'Content-Type': contentType }) },
    accept: (response) => response.ok || refusals.includes(response.status),
    ...(sent === undefined ? {} : { method: 'POST' as const, body: sent }),
  });
  if (status >= 400) return refusal(hub, status, bytes.toString('utf8'));
  const answer = await readableAnswer(withoutQuery(url), async () =>
    form.parse(parseJson(bytes, { maxBytes: largestAnswer })),
  );
  return { ok: true, answer };
}

function refusal(hub: Hub, status: number, body: string): HubAnswer<never> {
  const { endpoint, token } = hub.settings;
  const text = withoutToken(body, token);
  const message = (parseErrorBody(text) ?? text.trim()).slice(0, longestMessage);
  if (status === 401 && /invalid credentials/i.test(message)) {
    throw new ProblemError({ area: 'hub', code: 'hub-bad-token', endpoint });
  }
  return { ok: false, status, message, body: text };
}
