import { checkJsonLimits } from '../../json/parse-json.ts';
import type { Hub } from '../hub.ts';
import type { RequestSubject } from './hub-request.ts';
import { largestAnswer, wholeAnswer } from './whole-answer.ts';

/**
 * A `fetch` for functions of @huggingface/hub: through the gate, with retries, the whole body read under the same time limits and within
 * bounds, and failing with problems, so that the package never sees a failed answer. Only for requests that may be repeated.
 */
export function packageFetch(
  hub: Hub,
  request: { subject: RequestSubject | null; signal: AbortSignal; cacheCanAnswer?: boolean },
): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const asked = Object.fromEntries(new Headers(init?.headers));
    const { status, headers, body } = await wholeAnswer(hub, { ...request, url, bucket: 'api', headers: asked });
    checkJsonLimits(body, { maxBytes: largestAnswer });
    return new Response(body, { status, headers });
  };
}
