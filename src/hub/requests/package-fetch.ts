import { setTimeout as delay } from 'node:timers/promises';
import { ProblemError } from '../../protocol/problem.ts';
import { throwIfCancelled } from '../cancelled.ts';
import type { Hub } from '../hub.ts';
import { connectionProblem } from './connection-problem.ts';
import { BodyBroken, readBody } from './read-body.ts';
import { type RequestSubject, withoutQuery } from './response-problem.ts';
import { type HubRequest, sendRequest } from './send-request.ts';

/** Largest answer of an API route that is read. A listing page of 500 models with their tags has about 1 MB. */
const largestAnswer = 64e6;

/**
 * A `fetch` for functions of @huggingface/hub: through the gate, with retries, the whole body read under the same time limits, and
 * failing with problems, so that the package never sees a failed answer. Only for requests that may be repeated.
 */
export function packageFetch(
  hub: Hub,
  request: { subject: RequestSubject | null; signal: AbortSignal; cacheCanAnswer?: boolean },
): typeof fetch {
  return (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const headers = Object.fromEntries(new Headers(init?.headers));
    return wholeAnswer(hub, { ...request, url, bucket: 'api', headers });
  };
}

async function wholeAnswer(hub: Hub, request: HubRequest): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const response = await sendRequest(hub, request);
    try {
      const body = await wholeBody(hub, request, response);
      return new Response(body, { status: response.status, headers: response.headers });
    } catch (cause) {
      const waitMs = retriesOf(hub, request)[attempt];
      if (!(cause instanceof BodyBroken)) throw cause;
      if (waitMs === undefined) throw new ProblemError(connectionProblem(hub, request.url, cause), { cause });
      await delay(waitMs, undefined, { signal: request.signal }).catch(() => throwIfCancelled(request.signal));
    }
  }
}

function retriesOf({ timing }: Hub, { cacheCanAnswer = false }: HubRequest): readonly number[] {
  return cacheCanAnswer ? timing.retryWithCacheMs : timing.retryMs;
}

async function wholeBody(hub: Hub, { url, signal }: HubRequest, response: Response): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of readBody(response, hub.timing.idleBodyMs, signal)) {
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
