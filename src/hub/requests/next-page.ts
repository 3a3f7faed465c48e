import type { Hub } from '../hub.ts';
import { nextLink } from './link-header.ts';

/** Where a listing goes on; or why it ends before its end: its link leads to where it was, or to no web address, or cannot be read. */
export type NextPage = { url: string } | { end: 'last-page' | 'loop' | 'unreadable-link' };

/**
 * The page after the one at `url`, on the Hub that was asked: a mirror may pass on links of the Hub that it mirrors, and the token is
 * for the mirror alone.
 *
 * @param read URLs of the pages that were read, this one included
 */
export function nextPage(hub: Hub, url: string, headers: Headers, read: ReadonlySet<string>): NextPage {
  const link = nextLink(headers.get('link'));
  if (link.kind === 'none') return { end: 'last-page' };
  const target = link.kind === 'next' ? URL.parse(link.target, url) : null;
  if (target === null || !/^https?:$/.test(target.protocol)) return { end: 'unreadable-link' };
  const next = onEndpoint(hub.settings.endpoint, target);
  return read.has(next) ? { end: 'loop' } : { url: next };
}

/** The same path and query at the endpoint, which may itself be a folder of a host. */
export function onEndpoint(endpoint: string, { pathname, search }: URL): string {
  const { origin, pathname: folder } = new URL(endpoint);
  const prefix = folder.replace(/\/$/, '');
  return `${origin}${pathname.startsWith(`${prefix}/`) ? '' : prefix}${pathname}${search}`;
}
