import { createHash } from 'node:crypto';
import type { EsmEntry } from '../../esm/entry.ts';
import type { Problem } from '../../protocol/problem.ts';
import type { Shard } from '../../protocol/rank-request.ts';
import type { RankingPart } from '../../ranking/document.ts';
import { compareCodePoints } from '../../ranking/rank-tasks.ts';

/** The maps of a request: those that are to be ranked, and those that it names in vain. */
interface RequestedEsms {
  esms: EsmEntry[];
  lost: { repo: string; problem: Problem }[];
}

/**
 * One machine's share of the maps: of their repositories in code-point order, every `of`-th from the `index`-th on. So shares differ by at
 * most one map, and each map, a lost one too, belongs to exactly one of them, whatever the order in which the Hub listed them.
 *
 * @returns the share in the order given, and what tells whether another share is of the same run
 */
export function takeShard({ esms, lost }: RequestedEsms, { index, of }: Shard): RequestedEsms & { part: RankingPart } {
  const revisions = new Map(
    [
      ...lost.map(({ repo }) => [repo, ''] as const),
      ...esms.map(({ repo, revision }) => [repo, revision] as const),
    ].sort(([a], [b]) => compareCodePoints(a, b)),
  );
  const own = new Set([...revisions.keys()].filter((_, place) => place % of === index - 1));
  const isOwn = ({ repo }: { repo: string }) => own.has(repo);
  return {
    esms: esms.filter(isOwn),
    lost: lost.filter(isOwn),
    part: { shard: index, shards: of, requested: revisions.size, maps: digestOf(revisions) },
  };
}

function digestOf(revisions: ReadonlyMap<string, string>): string {
  const lines = [...revisions].map(([repo, revision]) => `${repo} ${revision}\n`);
  return `sha256:${createHash('sha256').update(lines.join('')).digest('hex')}`;
}
