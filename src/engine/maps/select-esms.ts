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
import { nearestMap } from './nearest-map.ts';
import { type NoneReason, nothingToRank } from './nothing-to-rank.ts';
import { skippedEsm } from './scored-task.ts';
import { takeShard } from './take-shard.ts';

/** Maps that exist for a base model, or that a request names. */
export interface CandidateEsms {
  esms: EsmEntry[];
  /** Those of them that the request names. */
  named: ReadonlySet<EsmEntry>;
  /** How many there are for the base model: those that the Hub lists, and those named beside them; null where the request names all its maps, and where the list is not known. */
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
  const { names, beside } = namesOf(request);
  if (names === null && isLocalPath(request.model)) {
    throw new ProblemError({ area: 'run', code: 'run-local-model-needs-esms', model: request.model });
  }
  const given = { hub, repos: names ?? [], folder: request.folder, signal };
  const { esms: own, lost } = names === null ? { esms: [], lost: [] } : await entriesOf(given);
  const isListed = names === null || beside;
  const listed = isListed ? await listedEsms({ hub, baseModel, signal }) : { esms: [], lost: [], fromCache: false };
  const named = new Set(own);
  const repos = new Set(own.map(({ repo }) => repo));
  const esms = [...own, ...listed.esms.filter(({ repo }) => !repos.has(repo))];
  const { fromCache } = listed;
  const missing = await namingMeant(lost, { hub, baseModel, signal });
  missing.push(...listed.lost);
  const cached = new Set<EsmEntry>();
  for (const esm of esms) if (await isEsmCached({ hub, esm })) cached.add(esm);
  const usable = request.cachedOnly ? esms.filter((esm) => cached.has(esm)) : esms;
  // What is named and cannot be had is told; what is merely listed is left out, as was asked for.
  missing.push(...own.filter((esm) => !usable.includes(esm)).map(notCached));
  const available = isListed && !fromCache ? esms.length : null;
  const candidates = {
    esms: isListed ? esms : usable,
    named,
    lost: missing,
    available,
    fromCache,
    cached,
    filter: null,
  };
  const { filter: text } = request;
  if (text === undefined) return candidates;
  const progress = onProgress === undefined ? {} : { onProgress };
  const { passing, unreadable } = await filterEsms({ hub, esms: usable, filter: text, signal, ...progress });
  const leftOut = usable.length - passing.length - unreadable.length;
  return { ...candidates, esms: passing, lost: [...missing, ...unreadable], filter: { text, leftOut } };
}

/**
 * Chooses and orders the maps of a run. For one of several machines, which maps count as the first so many does not depend on what
 * its cache holds; of them it gets its share.
 *
 * @throws {ProblemError} run-nothing-to-rank
 */
export function selectEsms(candidates: CandidateEsms, request: RankRequest, traits: TargetTraits): SelectedEsms {
  const isCached = (esm: EsmEntry) => candidates.cached.has(esm);
  const isNamed = (esm: EsmEntry) => candidates.named.has(esm);
  const usable = request.cachedOnly ? candidates.esms.filter(isCached) : candidates.esms;
  const first = request.shard === undefined ? isCached : () => false;
  const fitting = orderForFetching(usable, traits, first);
  // Who names a map beside those of the Hub wants it among the first so many.
  const ordered = [...fitting.filter(isNamed), ...fitting.filter((esm) => !isNamed(esm))];
  const esms = request.maxEsms === undefined ? ordered : ordered.slice(0, request.maxEsms);
  if (esms.length === 0) {
    const skipped = candidates.lost.map(({ repo, problem }) => skippedEsm(repo, problem));
    throw nothingToRank(request.model, whyNone(candidates), skipped);
  }
  const selected = { ...candidates, esms, isCached, part: null };
  return request.shard === undefined ? selected : { ...selected, ...takeShard(selected, request.shard) };
}

/**
 * The maps that a request names, and whether they come beside those that the Hub lists; null: it names none. A base model in a folder has no list:
 * there the named ones are all.
 */
function namesOf({ esms, model }: RankRequest): { names: string[] | null; beside: boolean } {
  if (esms === undefined) return { names: null, beside: false };
  const names = esms.map((name) => name.replace(/^\+/, ''));
  return { names, beside: !isLocalPath(model) && esms.some((name) => name.startsWith('+')) };
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

/** Tells of maps that the Hub does not have which were most likely meant; as they are where the Hub does not list those of the base model. */
async function namingMeant(
  lost: CandidateEsms['lost'],
  params: { hub: Hub; baseModel: string; signal: AbortSignal },
): Promise<CandidateEsms['lost']> {
  if (!lost.some(({ problem }) => problem.code === 'hub-repository-not-found') || isLocalPath(params.baseModel))
    return [...lost];
  const { esms } = await listedEsms(params).catch(() => ({ esms: [] }));
  const repos = esms.map(({ repo }) => repo);
  return lost.map(({ repo, problem }) => {
    const nearest = problem.code === 'hub-repository-not-found' ? nearestMap(repo, repos) : null;
    return { repo, problem: nearest === null ? problem : { ...problem, nearest } };
  });
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
