import type { Hub } from './hub.ts';
import { sendRequest } from './request.ts';
import type { RequestSubject } from './response-problem.ts';

/**
 * A `fetch` for functions of @huggingface/hub: through the gate, with retries, and failing with problems, so that the package never
 * sees a failed answer. Only for requests that may be repeated.
 */
export function apiFetch(hub: Hub, subject: RequestSubject | null, signal: AbortSignal): typeof fetch {
  return (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const headers = Object.fromEntries(new Headers(init?.headers));
    return sendRequest(hub, { url, bucket: 'api', subject, headers, signal });
  };
}
