import type { FakeRepository } from './repository.ts';

/** What the Hub says of a repository in a listing that names no fields. */
const listedFields = ['modelId', 'likes', 'private', 'downloads', 'tags', 'createdAt'];

/**
 * What the Hub says of a repository as JSON: `_id`, `id` and the fields that the query asks for by `expand`; without any, all of it in its
 * info, and a few in a listing.
 */
export function repositoryFacts(
  repository: FakeRepository,
  url: URL,
  route: 'info' | 'listing',
  gated = false,
): object {
  const {
    id,
    commit,
    tags,
    downloads,
    files,
    likes = 0,
    disabled = false,
    cardData,
    private: isPrivate = false,
  } = repository;
  const facts: Record<string, unknown> = {
    modelId: id,
    author: id.split('/').length > 1 ? id.split('/')[0] : undefined,
    sha: commit,
    tags,
    downloads,
    likes,
    private: isPrivate,
    gated: gated ? 'auto' : false,
    disabled,
    cardData,
    createdAt: '2024-01-01T00:00:00.000Z',
    lastModified: '2025-01-01T00:00:00.000Z',
    siblings: [...files.keys()].map((rfilename) => ({ rfilename })),
  };
  const asked = url.searchParams.getAll('expand');
  const fields = asked.length > 0 ? asked : route === 'listing' ? listedFields : Object.keys(facts);
  const told = fields.filter((field) => field in facts).map((field) => [field, facts[field]]);
  return { _id: commit.slice(0, 24), id, ...Object.fromEntries(told) };
}
