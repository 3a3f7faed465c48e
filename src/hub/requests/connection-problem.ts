import type { HubProblem } from '../../protocol/problems/hub.ts';
import type { Hub } from '../hub.ts';
import { BodyBroken, HeadersTimeout } from './silence.ts';

/** What a failed connection, or a body that broke off, means. Names the host that failed: the storage of files is not the Hub's own. */
export function connectionProblem(hub: Hub, url: string, error: unknown): HubProblem {
  const endpoint = endpointOf(hub, url);
  const silentMs = error instanceof HeadersTimeout || error instanceof BodyBroken ? error.silentMs : null;
  if (silentMs !== null) return { area: 'hub', code: 'hub-timeout', endpoint, seconds: silentMs / 1000 };
  return { area: 'hub', code: 'hub-unreachable', endpoint, reason: connectionReason(error) };
}

/** The endpoint, or the host of another URL, as people know it. */
export function endpointOf(hub: Hub, url: string): string {
  return hub.isOwn(url) ? hub.settings.endpoint : new URL(url).origin;
}

/** The system's code (`ECONNREFUSED`) where there is one: fetch hides it in the cause of its error. */
function connectionReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.message : connectionReason(error.cause);
}
