import type { IncomingMessage } from 'node:http';
import { maySee } from './accounts.ts';
import { type ReplyTarget, sendJson } from './reply.ts';
import type { FakeRepository } from './repository.ts';
import { repositoryFacts } from './repository-facts.ts';
import type { FakeHubState } from './start-fake-hub.ts';

/** Answers `/api/models` and `/api/datasets`: all that carry every `filter`, in pages; the next one is named by a `Link` header. */
export function answerListing(state: FakeHubState, request: IncomingMessage, target: ReplyTarget): void {
  const url = new URL(request.url ?? '/', state.endpoint);
  const filters = url.searchParams.getAll('filter');
  const words = (url.searchParams.get('search') ?? '').toLowerCase();
  const author = url.searchParams.get('author');
  const wanted = [...state.repositories.values()].sort(orderOf(url.searchParams.get('sort'))).filter((repository) => {
    const { type, id, tags } = repository;
    return (
      maySee(state, request, repository) &&
      url.pathname === `/api/${type}s` &&
      id.toLowerCase().includes(words) &&
      (author === null || id.startsWith(`${author}/`)) &&
      filters.every((filter) => tags.includes(filter))
    );
  });
  const limit = Math.min(Number(url.searchParams.get('limit') ?? 1000), state.options.pageSize ?? 500);
  const start = Number(Buffer.from(url.searchParams.get('cursor') ?? '', 'base64url').toString() || 0);
  const next = new URL(url);
  next.searchParams.set('cursor', Buffer.from(String(start + limit)).toString('base64url'));
  const headers = start + limit < wanted.length ? { Link: `<${next.href}>; rel="next"` } : {};
  const page = wanted.slice(start, start + limit);
  sendJson(
    target,
    page.map((repository) => repositoryFacts(repository, url, 'listing', state.options.gated?.includes(repository.id))),
    headers,
  );
}

/** Without `sort`, as they were put there. */
function orderOf(sort: string | null): (a: FakeRepository, b: FakeRepository) => number {
  if (sort === 'downloads') return (a, b) => b.downloads - a.downloads;
  if (sort === 'likes') return (a, b) => (b.likes ?? 0) - (a.likes ?? 0);
  return () => 0;
}
