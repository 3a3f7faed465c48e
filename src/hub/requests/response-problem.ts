import * as z from 'zod';
import type { HubProblem } from '../../protocol/problems/hub.ts';
import type { Hub } from '../hub.ts';
import { BodyPace } from './body-pace.ts';
import type { HubRequest, RequestSubject } from './hub-request.ts';
import { mostSeconds, parseRateLimit } from './rate-gate.ts';
import { startOfBody } from './read-body.ts';

/** A failed answer, taken apart. */
interface Refusal {
  endpoint: string;
  withToken: boolean;
  /** Null for listings, and for answers of another host: they know nothing of repositories. */
  subject: RequestSubject | null;
  url: string;
  status: number;
  errorCode: string | null;
  message: string;
  seconds: number | null;
}

const errorBody = z.object({ error: z.string() });

/** Letters of a message that are shown. */
const longestMessage = 1_000;

/** So much of a failed answer is read for its message; the Hub's are under 200 bytes. */
const longestErrorBody = 16_384;

/**
 * The problem that a failed answer means, by the rules of huggingface_hub's `hf_raise_for_status`: the error code of the header first,
 * then the status. A 401 on a repository means "not found" unless it says that the token is wrong. Reads the body.
 */
export async function responseProblem(hub: Hub, request: HubRequest, response: Response): Promise<HubProblem> {
  const url = withoutQuery(response.url || request.url);
  if (response.status < 400) return strangeStatus(url, response);
  const own = hub.isOwn(url);
  const refusal: Refusal = {
    endpoint: own ? hub.settings.endpoint : new URL(url).origin,
    withToken: hub.settings.token !== null,
    subject: own ? request.subject : null,
    url,
    status: response.status,
    errorCode: response.headers.get('x-error-code'),
    message: withoutToken(await errorMessage(hub, request, response), hub.settings.token),
    seconds: waitSeconds(response),
  };
  return byErrorCode(refusal) ?? byStatus(refusal);
}

/** An answer that is neither content nor a refusal: 204, 304, a redirect to nowhere. */
async function strangeStatus(url: string, { status, statusText, headers, body }: Response): Promise<HubProblem> {
  await body?.cancel().catch(() => {});
  const name = statusText === '' ? '' : ` (${statusText})`;
  const target = status >= 300 && !headers.has('location') ? ', without an address to go to' : '';
  return { area: 'hub', code: 'hub-bad-response', url, reason: `status ${status}${name}${target}` };
}

function byErrorCode({ subject, withToken, errorCode, message }: Refusal): HubProblem | null {
  if (subject === null) return null;
  const { repo, repoType, revision } = subject;
  if (errorCode === 'RepoNotFound') return { area: 'hub', code: 'hub-repository-not-found', repo, repoType, withToken };
  if (errorCode === 'RevisionNotFound') return { area: 'hub', code: 'hub-revision-not-found', repo, revision };
  if (errorCode === 'GatedRepo') return { area: 'hub', code: 'hub-gated', repo, repoType, withToken };
  if (message === 'Access to this resource is disabled.') return { area: 'hub', code: 'hub-disabled', repo };
  return null;
}

function byStatus({ endpoint, subject, withToken, url, status, message, seconds }: Refusal): HubProblem {
  if (status === 401 && /invalid credentials/i.test(message)) return { area: 'hub', code: 'hub-bad-token', endpoint };
  if (status === 401 && subject !== null) {
    const { repo, repoType } = subject;
    return { area: 'hub', code: 'hub-repository-not-found', repo, repoType, withToken };
  }
  if (status === 429) return { area: 'hub', code: 'hub-rate-limited', endpoint, seconds };
  if (status >= 500 || status === 408) return { area: 'hub', code: 'hub-server-error', url, status };
  return { area: 'hub', code: 'hub-refused', url, status, message };
}

/** Seconds that an answer asks to wait: to the reset of its empty bucket, else by `Retry-After`; null where it does not say. */
export function waitSeconds({ headers }: Response): number | null {
  const limit = parseRateLimit(headers.get('ratelimit'));
  if (limit?.remaining === 0) return limit.resetSeconds + 1;
  return retryAfterSeconds(headers.get('retry-after'));
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function retryAfterSeconds(value: string | null): number | null {
  if (value === null) return null;
  if (/^\d+$/.test(value)) return Math.min(Number(value), mostSeconds) + 1;
  const seconds = (Date.parse(value) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(0, seconds), mostSeconds) + 1;
}

async function errorMessage(hub: Hub, { url, signal }: HubRequest, response: Response): Promise<string> {
  const body = await startOfBody(response, longestErrorBody, new BodyPace(hub, url), signal);
  const message = response.headers.get('x-error-message') ?? parseErrorBody(body) ?? body.trim().slice(0, 200);
  return message.slice(0, longestMessage);
}

/** What an answer in the Hub's form says is wrong; null where it is of another form. */
export function parseErrorBody(body: string): string | null {
  try {
    return errorBody.parse(JSON.parse(body)).error;
  } catch {
    return null;
  }
}

/** A URL without its query: signed storage URLs hold secrets there. */
export function withoutQuery(url: string): string {
  return url.split('?', 1)[0] ?? url;
}

/** A text of a server without the token, should the server repeat it. */
export function withoutToken(text: string, token: string | null): string {
  return token === null ? text : text.replaceAll(token, '…');
}
