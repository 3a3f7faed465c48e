import { ProblemError } from '../../protocol/problem.ts';
import type { Hub } from '../hub.ts';
import { BodyPace } from './body-pace.ts';
import { connectionProblem } from './connection-problem.ts';
import type { HubRequest } from './hub-request.ts';
import { readBody } from './read-body.ts';
import { withoutQuery } from './response-problem.ts';
import { sendRequest } from './send-request.ts';
import { BodyBroken } from './silence.ts';
import { wait } from './wait.ts';

/** Largest answer of an API route that is read, in bytes. A listing page of 500 models with their tags has about 1 MB. */
export const largestAnswer = 32e6;

/** An answer with its body. */
export interface WholeAnswer {
  status: number;
  headers: Headers;
  body: Buffer<ArrayBuffer>;
}

/**
 * Sends a request, and reads the whole of its answer under the same time limits.
 *
 * @throws {ProblemError} a problem of the Hub, hub-bad-response above {@link largestAnswer}, run-cancelled
 */
export async function wholeAnswer(hub: Hub, request: HubRequest): Promise<WholeAnswer> {
  const pace = new BodyPace(hub, request.url);
  for (let attempt = 0; ; attempt++) {
    const response = await sendRequest(hub, request);
    try {
      const body = await wholeBody(request, response, pace);
      return { status: response.status, headers: response.headers, body };
    } catch (cause) {
      const waitMs = retriesOf(hub, request)[attempt];
      if (!(cause instanceof BodyBroken)) throw cause;
      if (waitMs === undefined) throw new ProblemError(connectionProblem(hub, request.url, cause), { cause });
      await wait(hub, waitMs, { asked: false, signal: request.signal });
    }
  }
}

function retriesOf({ timing }: Hub, { cacheCanAnswer = false }: HubRequest): readonly number[] {
  return cacheCanAnswer ? timing.retryWithCacheMs : timing.retryMs;
}

async function wholeBody(
  { url, signal }: HubRequest,
  response: Response,
  pace: BodyPace,
): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (Number(response.headers.get('content-length')) > largestAnswer) {
    await response.body?.cancel();
    throw tooLarge(url);
  }
  for await (const chunk of readBody(response, pace, signal)) {
    bytes += chunk.length;
    if (bytes > largestAnswer) throw tooLarge(url);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(url: string): ProblemError {
  const reason = `longer than ${largestAnswer} bytes`;
  return new ProblemError({ area: 'hub', code: 'hub-bad-response', url: withoutQuery(url), reason });
}
