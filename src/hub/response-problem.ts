import { z } from 'zod';
import type { HubProblem } from '../protocol/problems/hub.ts';
import { parseRateLimit } from './rate-gate.ts';

/** What a request was about, for the words of its failure. */
export interface RequestSubject {
  repo: string;
  repoType: 'model' | 'dataset';
  revision: string;
}

/** What an answer's problem depends on beside the answer. */
interface Circumstances {
  endpoint: string;
  withToken: boolean;
  /** Null for listings. */
  subject: RequestSubject | null;
}

const errorBody = z.object({ error: z.string() });

/**
 * The problem that a failed answer means, by the rules of huggingface_hub's `hf_raise_for_status`: the error code of the header first,
 * then the status. A 401 on a repository means "not found" unless it says that the token is wrong. Reads the body.
 */
export async function responseProblem(response: Response, circumstances: Circumstances): Promise<HubProblem> {
  const message = await errorMessage(response);
  return byErrorCode(response, message, circumstances) ?? byStatus(response, message, circumstances);
}

function byErrorCode(response: Response, message: string, { subject, withToken }: Circumstances): HubProblem | null {
  const code = response.headers.get('x-error-code');
  if (subject === null) return null;
  const { repo, repoType, revision } = subject;
  if (code === 'RepoNotFound') return { area: 'hub', code: 'hub-repository-not-found', repo, repoType, withToken };
  if (code === 'RevisionNotFound') return { area: 'hub', code: 'hub-revision-not-found', repo, revision };
  if (code === 'GatedRepo') return { area: 'hub', code: 'hub-gated', repo, repoType, withToken };
  if (message === 'Access to this resource is disabled.') return { area: 'hub', code: 'hub-disabled', repo };
  return null;
}

function byStatus(response: Response, message: string, { endpoint, subject, withToken }: Circumstances): HubProblem {
  const { status } = response;
  const url = withoutQuery(response.url);
  if (status === 401 && /invalid credentials/i.test(message)) return { area: 'hub', code: 'hub-bad-token', endpoint };
  if ((status === 401 || status === 404) && subject !== null) {
    const { repo, repoType } = subject;
    return { area: 'hub', code: 'hub-repository-not-found', repo, repoType, withToken };
  }
  if (status === 429) return { area: 'hub', code: 'hub-rate-limited', endpoint, seconds: waitSeconds(response) };
  if (status >= 500 || status === 408) return { area: 'hub', code: 'hub-server-error', url, status };
  return { area: 'hub', code: 'hub-refused', url, status, message };
}

/** Seconds that an answer asks to wait: to the reset of its empty bucket, else by `Retry-After`; null where it does not say. */
export function waitSeconds(response: Response): number | null {
  const limit = parseRateLimit(response.headers.get('ratelimit'));
  if (limit?.remaining === 0) return limit.resetSeconds + 1;
  const retryAfter = response.headers.get('retry-after');
  return retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) + 1 : null;
}

async function errorMessage(response: Response): Promise<string> {
  const header = response.headers.get('x-error-message');
  const body = await response.text().catch(() => '');
  return header ?? parseErrorBody(body) ?? body.slice(0, 200);
}

function parseErrorBody(body: string): string | null {
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
