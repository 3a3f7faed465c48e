import { ProblemError } from '../../protocol/problem.ts';
import type { HubProblem } from '../../protocol/problems/hub.ts';
import { throwIfCancelled } from '../cancelled.ts';
import type { Hub } from '../hub.ts';
import { type Patience, patienceFor } from '../timing.ts';
import { connectionProblem } from './connection-problem.ts';
import type { HubRequest } from './hub-request.ts';
import { parseRateLimit } from './rate-gate.ts';
import { isRedirect } from './redirect.ts';
import { responseProblem, waitSeconds } from './response-problem.ts';
import { HeadersTimeout } from './silence.ts';
import { wait } from './wait.ts';

/** Waits that the log tells of at once, because a person may wonder; in ms. */
const longWaitMs = 10_000;

/**
 * Sends a request through the gate, again after failures that pass (408, 429, 5xx, no connection, no answer), and gives the answer with its
 * body unread. The token goes to the Hub's own origin only.
 *
 * @throws {ProblemError} a problem of the Hub after the last try, or run-cancelled
 */
export async function sendRequest(hub: Hub, request: HubRequest): Promise<Response> {
  if (hub.settings.offline) throw notAsked(request);
  checkToken(hub);
  for (let attempt = 0; ; attempt++) {
    await passGate(hub, request);
    const outcome = await tryOnce(hub, request);
    if (outcome instanceof Response) return outcome;
    const waitMs = retryWait(hub, request, outcome, attempt);
    if (waitMs === null) throw new ProblemError(outcome.problem, { cause: outcome.cause });
    const level = waitMs > longWaitMs ? 'info' : 'debug';
    hub.log(level, `${outcome.problem.code}: trying again in ${Math.round(waitMs)} ms`);
    await wait(hub, waitMs, { asked: outcome.seconds !== null, signal: request.signal });
  }
}

/** Waits for the turn of the bucket, and takes it. */
async function passGate(hub: Hub, { url, bucket, signal }: HubRequest): Promise<void> {
  throwIfCancelled(signal);
  if (!hub.isOwn(url)) return;
  for (let ms = hub.gate.take(bucket); ms > 0; ms = hub.gate.take(bucket)) await wait(hub, ms, { asked: true, signal });
}

interface Failure {
  problem: HubProblem;
  cause: unknown;
  /** Whether an answer came at all. */
  answered: boolean;
  /** What the host asks to wait. */
  seconds: number | null;
}

async function tryOnce(hub: Hub, request: HubRequest): Promise<Response | Failure> {
  let response: Response;
  try {
    response = await fetchHeaders(hub, request);
  } catch (cause) {
    throwIfCancelled(request.signal);
    return { problem: connectionProblem(hub, request.url, cause), cause, answered: false, seconds: null };
  }
  hub.reachability.reached(originOf(request));
  seeRateLimit(hub, request, response);
  if (isAnswer(request, response)) return response;
  const problem = await responseProblem(hub, request, response);
  return { problem, cause: undefined, answered: true, seconds: waitSeconds(response) };
}

/** Content, the part of it that was asked for, a redirect for who follows it by hand, or what the caller takes for an answer. */
function isAnswer({ headers = {}, redirect, accept }: HubRequest, response: Response): boolean {
  const { status } = response;
  if (status === 200 || status === 203 || accept?.(response)) return true;
  return status === 206 ? 'Range' in headers : redirect === 'manual' && isRedirect(response);
}

function seeRateLimit(hub: Hub, { url, bucket }: HubRequest, response: Response): void {
  const limit = parseRateLimit(response.headers.get('ratelimit'));
  if (limit !== null && hub.isOwn(response.url || url)) hub.gate.see(bucket, limit);
}

/** The answer's headers within the time limit; its body is watched by who reads it. */
async function fetchHeaders(hub: Hub, request: HubRequest): Promise<Response> {
  const headersMs = headersLimit(hub, request);
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(new HeadersTimeout(headersMs)), headersMs);
  try {
    return await hub.fetch(request.url, {
      method: request.method ?? 'GET',
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: request.redirect ?? 'follow',
      headers: { ...hub.headersFor(request.url), ...request.headers },
      signal: AbortSignal.any([request.signal, timeout.signal]),
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Until when the headers of the answer must be there: after a body was sent, and the Hub has done what it says. */
function headersLimit(hub: Hub, request: HubRequest): number {
  const { headersMs } = patienceOf(hub, request);
  if (request.body === undefined) return headersMs;
  const { headersAfterWritingMs, lowestUploadBytesPerSecond } = hub.timing;
  return headersAfterWritingMs + (request.body.length / lowestUploadBytesPerSecond) * 1000;
}

/** Milliseconds to wait before the next try; null: give up. */
function retryWait(hub: Hub, request: HubRequest, failure: Failure, attempt: number): number | null {
  const waitMs = patienceOf(hub, request).retryMs[attempt];
  if (!failure.answered) return waitWithoutAnswer(hub, request, failure.problem, attempt);
  const passing = failure.problem.code === 'hub-rate-limited' || failure.problem.code === 'hub-server-error';
  if (!passing || waitMs === undefined) return null;
  if (failure.seconds === null) return withJitter(waitMs);
  const asked = failure.seconds * 1000;
  if (asked > hub.timing.longestRateWaitMs) return null;
  if (hub.isOwn(request.url)) hub.gate.close(request.bucket, asked);
  return asked;
}

function waitWithoutAnswer(hub: Hub, request: HubRequest, problem: HubProblem, attempt: number): number | null {
  const origin = originOf(request);
  const { cacheCanAnswer = false } = request;
  const waitMs = patienceOf(hub, request).retryMs[attempt];
  const retries = hub.reachability.retries(origin, { problem, cacheCanAnswer });
  if (waitMs !== undefined && attempt < retries) return withJitter(waitMs);
  hub.reachability.lost(origin, { cacheCanAnswer });
  return null;
}

function patienceOf(hub: Hub, request: HubRequest): Patience {
  const { cacheCanAnswer = false } = request;
  return patienceFor(hub.timing, { cacheCanAnswer, givenUp: hub.reachability.isGivenUp(originOf(request)) });
}

/** So that those who failed together do not come back together. */
function withJitter(ms: number): number {
  return ms * (1 + Math.random() / 2);
}

function originOf({ url }: HubRequest): string {
  return new URL(url).origin;
}

/** A token that no header can hold would fail in fetch, with a message that quotes it. */
function checkToken({ settings: { token, endpoint } }: Hub): void {
  if (token !== null && !/^[\x21-\x7e]+$/.test(token)) {
    throw new ProblemError({ area: 'hub', code: 'hub-bad-token', endpoint });
  }
}

function notAsked({ subject }: HubRequest): ProblemError {
  return new ProblemError({ area: 'hub', code: 'hub-offline-not-cached', repo: subject?.repo ?? null, path: null });
}
