import { setTimeout as delay } from 'node:timers/promises';
import { ProblemError } from '../protocol/problem.ts';
import type { HubProblem } from '../protocol/problems/hub.ts';
import { cancelled, throwIfCancelled } from './cancelled.ts';
import type { Hub } from './hub.ts';
import { parseRateLimit, type RateBucket } from './rate-gate.ts';
import { type RequestSubject, responseProblem, waitSeconds } from './response-problem.ts';

/** One idempotent request: it may be sent again. */
export interface HubRequest {
  url: string;
  method?: 'GET' | 'HEAD' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  /** `manual` gives the redirect itself. Default: follow. */
  redirect?: 'follow' | 'manual';
  bucket: RateBucket;
  /** Null for listings. */
  subject: RequestSubject | null;
  signal: AbortSignal;
  /** Statuses at or above 400 that are answers, not failures. */
  accept?: (response: Response) => boolean;
}

/**
 * Sends a request through the gate, again after failures that pass (408, 429, 5xx, no connection, no answer), and gives the answer.
 * The token goes to the Hub's own origin only.
 *
 * @throws {ProblemError} a problem of the Hub after the last try, or run-cancelled
 */
export async function sendRequest(hub: Hub, request: HubRequest): Promise<Response> {
  if (hub.settings.offline) throw offline(request);
  for (let attempt = 0; ; attempt++) {
    await hub.gate.pass(request.bucket, request.signal).catch(rethrowCancelled(request.signal));
    const outcome = await tryOnce(hub, request);
    if (outcome instanceof Response) return outcome;
    const waitMs = retryWait(hub, request, outcome, attempt);
    if (waitMs === null) throw new ProblemError(outcome.problem, { cause: outcome.cause });
    hub.log('debug', `${outcome.problem.code}: trying again in ${Math.round(waitMs)} ms`);
    await delay(waitMs, undefined, { signal: request.signal }).catch(rethrowCancelled(request.signal));
  }
}

interface Failure {
  problem: HubProblem;
  cause: unknown;
  /** Whether another try can help. */
  passing: boolean;
  /** What the Hub asks to wait. */
  seconds: number | null;
}

async function tryOnce(hub: Hub, request: HubRequest): Promise<Response | Failure> {
  let response: Response;
  try {
    response = await fetchHeaders(hub, request);
  } catch (cause) {
    throwIfCancelled(request.signal);
    return { problem: connectionProblem(hub, cause), cause, passing: true, seconds: null };
  }
  hub.connection.lost = false;
  const limit = parseRateLimit(response.headers.get('ratelimit'));
  if (limit !== null) hub.gate.see(request.bucket, limit);
  if (response.status < 400 || request.accept?.(response)) return response;
  const seconds = waitSeconds(response);
  const { endpoint, token } = hub.settings;
  const problem = await responseProblem(response, { endpoint, withToken: token !== null, subject: request.subject });
  const passing = problem.code === 'hub-rate-limited' || problem.code === 'hub-server-error';
  return { problem, cause: undefined, passing, seconds };
}

/** The answer's headers within the time limit; its body is watched by who reads it. */
async function fetchHeaders(hub: Hub, request: HubRequest): Promise<Response> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(new HeadersTimeout()), hub.timing.headersMs);
  try {
    return await hub.fetch(request.url, {
      method: request.method ?? 'GET',
      redirect: request.redirect ?? 'follow',
      headers: { ...hub.headersFor(request.url), ...request.headers },
      signal: AbortSignal.any([request.signal, timeout.signal]),
      ...(request.body === undefined ? {} : { body: request.body }),
    });
  } finally {
    clearTimeout(timer);
  }
}

class HeadersTimeout extends Error {}

/** What a failed connection means; also used for bodies that break off. */
export function connectionProblem(hub: Hub, error: unknown): HubProblem {
  const { endpoint } = hub.settings;
  if (error instanceof HeadersTimeout) {
    return { area: 'hub', code: 'hub-timeout', endpoint, seconds: hub.timing.headersMs / 1000 };
  }
  return { area: 'hub', code: 'hub-unreachable', endpoint, reason: connectionReason(error) };
}

/** The system's code (`ECONNREFUSED`) where there is one: fetch hides it in the cause of its error, or in the parts of an aggregate. */
function connectionReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error.cause !== undefined) return connectionReason(error.cause);
  return error.message;
}

/** Connections that were there and broke. Anything else (refused, no such name) means that there is no way to the Hub. */
const broken = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT']);

/** Tries after the first where there is no way to the Hub. */
const triesWithoutWay = 2;

/** Milliseconds to wait before the next try; null: give up. After one request found no way to the Hub, the next ones try once. */
function retryWait(hub: Hub, request: HubRequest, failure: Failure, attempt: number): number | null {
  const base = hub.timing.retryMs[attempt];
  if (!failure.passing || base === undefined) return null;
  if (failure.problem.code === 'hub-unreachable' && !broken.has(failure.problem.reason)) {
    const giveUp = hub.connection.lost || attempt >= triesWithoutWay;
    hub.connection.lost = giveUp;
    if (giveUp) return null;
  }
  if (failure.seconds === null) return base * (1 + Math.random() / 2);
  const asked = failure.seconds * 1000;
  if (asked > hub.timing.longestRateWaitMs) return null;
  hub.gate.close(request.bucket, asked);
  return asked;
}

function rethrowCancelled(signal: AbortSignal): (error: unknown) => never {
  return (error) => {
    throw signal.aborted ? cancelled(error) : error;
  };
}

function offline({ subject, url }: HubRequest): ProblemError {
  return new ProblemError({ area: 'hub', code: 'hub-offline-not-cached', repo: subject?.repo ?? url, path: null });
}
