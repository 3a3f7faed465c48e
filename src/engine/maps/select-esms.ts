import type { EsmEntry } from '../../esm/entry.ts';
import { isEsmCached } from '../../esm/fetch-esm.ts';
import { orderForFetching, type TargetTraits } from '../../esm/fetch-order.ts';
import { findEsms } from '../../esm/find-esms.ts';
import type { Hub } from '../../hub/hub.ts';
import { modelInfo } from '../../hub/model-info.ts';
import { isLocalPath } from '../../protocol/local-path.ts';
import { type Problem, ProblemError } from '../../protocol/problem.ts';
import type { RankRequest } from '../../protocol/rank-request.ts';
import type { RankingPart } from '../../ranking/document.ts';
import { filterEsms } from './filter-esms.ts';
import { localEsms } from './local-esms.ts';
import { type NoneReason, nothingToRank } from './nothing-to-rank.ts';
import { skippedEsm } from './scored-task.ts';
import { takeShard } from './take-shard.ts';

/** Maps that exist for a base model, or that a request names. */
export interface CandidateEsms {
  esms: EsmEntry[];
  /** How many the Hub lists for the base model; null where the request names its maps, and where the list is not known. */
  available: number | null;
  /** True where the Hub's list is not known: these are the maps in the cache. */
  fromCache: boolean;
  cached: ReadonlySet<EsmEntry>;
  /** The request's filter and how many maps it left out; null: it has none. */
  filter: { text: string; leftOut: number } | null;
  /** Maps that the request names and the Hub does not give, and those of which the filter could not be told. */
  lost: { repo: string; problem: Problem }[];
}

/** The maps of a run in the order in which they are fetched. */
export interface SelectedEsms extends CandidateEsms {
  isCached(esm: EsmEntry): boolean;
  /** Which share of the request's maps these are; null: all of them. */
  part: RankingPart | null;
}

/** Looks up the maps that a request may rank, and which of them are in the cache. */
export async function candidateEsms(params: {
  hub: Hub;
  request: RankRequest;
  baseModel: string;
  signal: AbortSignal;
  /** Told while the metadata of maps are read for a filter. */
  onProgress?: (done: number, total: number) => void;
}): Promise<CandidateEsms> {
  const { hub, request, baseModel, signal, onProgress } = params;
  const named = request.esms;
  if (named === undefined && isLocalPath(request.model)) {
    throw new ProblemError({ area: 'run', code: 'run-local-model-needs-esms', model: request.model });
  }
  const { esms, lost, fromCache } =
    named === undefined
      ? await listedEsms({ hub, baseModel, signal })
      : { ...(await entriesOf({ hub, repos: named, folder: request.folder, signal })), fromCache: false };
  const cached = new Set<EsmEntry>();
  for (const esm of esms) if (await isEsmCached({ hub, esm })) cached.add(esm);
  const usable = request.cachedOnly ? esms.filter((esm) => cached.has(esm)) : esms;
  // What is named and cannot be had is told; what is merely listed is left out, as was asked for.
  if (named !== undefined) lost.push(...esms.filter((esm) => !usable.includes(esm)).map(notCached));
  const available = named === undefined && !fromCache ? esms.length : null;
  const candidates = { esms: named === undefined ? esms : usable, lost, available, fromCache, cached, filter: null };
  const { filter: text } = request;
  if (text === undefined) return candidates;
  const progress = onProgress === undefined ? {} : { onProgress };
  const { passing, unreadable } = await filterEsms({ hub, esms: usable, filter: text, signal, ...progress });
  const leftOut = usable.length - passing.length - unreadable.length;
  return { ...candidates, esms: passing, lost: [...lost, ...unreadable], filter: { text, leftOut } };
}

/**
 * Chooses and orders the maps of a run. For one of several machines, which maps count as the first so many does not depend on what
 * its cache holds; of them it gets its share.
 *
 * @throws {ProblemError} run-nothing-to-rank
 */
export function selectEsms(candidates: CandidateEsms, request: RankRequest, traits: TargetTraits): SelectedEsms {
  const isCached = (esm: EsmEntry) => candidates.cached.has(esm);
  const usable = request.cachedOnly ? candidates.esms.filter(isCached) : candidates.esms;
  const first = request.shard === undefined ? isCached : () => false;
  const ordered = orderForFetching(usable, traits, first);
  const esms = request.maxEsms === undefined ? ordered : ordered.slice(0, request.maxEsms);
  if (esms.length === 0) {
    const skipped = candidates.lost.map(({ repo, problem }) => skippedEsm(repo, problem));
    throw nothingToRank(request.model, whyNone(candidates), skipped);
  }
  const selected = { ...candidates, esms, isCached, part: null };
  return request.shard === undefined ? selected : { ...selected, ...takeShard(selected, request.shard) };
}

/** The entries of maps that are named one by one, on the Hub or in folders; repeated and renamed ones count once, missing ones are told apart. */
async function entriesOf(params: {
  hub: Hub;
  repos: readonly string[];
  folder: string | undefined;
  signal: AbortSignal;
}): Promise<Pick<CandidateEsms, 'esms' | 'lost'>> {
  const { hub, repos, folder, signal } = params;
  const entries = new Map<string, EsmEntry>();
  const lost: CandidateEsms['lost'] = [];
  for (const repo of new Set(repos)) {
    if (isLocalPath(repo)) {
      for (const entry of await localEsms(repo, folder)) entries.set(entry.repo, entry);
      continue;
    }
    try {
      const { id, sha, tags } = await modelInfo({ hub, id: repo, signal });
      entries.set(id, { repo: id, revision: sha, tags, downloads: 0 });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code === 'run-cancelled') throw error;
      lost.push({ repo, problem: error.problem });
    }
  }
  return { esms: [...entries.values()], lost };
}

async function listedEsms(params: {
  hub: Hub;
  baseModel: string;
  signal: AbortSignal;
}): Promise<Pick<CandidateEsms, 'esms' | 'fromCache' | 'lost'>> {
  const { esms, fromCache, damaged } = await findEsms(params);
  return { esms, fromCache, lost: damaged };
}

function notCached({ repo }: EsmEntry): CandidateEsms['lost'][number] {
  return { repo, problem: { area: 'esm', code: 'esm-not-cached', repo } };
}

function whyNone({ esms, filter, lost }: CandidateEsms): NoneReason {
  if (filter !== null && filter.leftOut > 0) return 'none-match';
  if (esms.length > 0) return 'none-cached';
  return lost.length > 0 ? 'all-skipped' : 'none-listed';
}
