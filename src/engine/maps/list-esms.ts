import { isEsmCached } from '../../esm/fetch-esm.ts';
import { findEsms } from '../../esm/find-esms.ts';
import { parseFilter } from '../../esm-filter/parse-filter.ts';
import { modelInfo } from '../../hub/model-info.ts';
import type { RunWarning } from '../../protocol/run-warnings.ts';
import type { SkippedEsm } from '../../ranking/document.ts';
import type { EngineContext } from '../context.ts';
import { esmsFromCacheWarning } from './esms-from-cache.ts';
import { filterEsms } from './filter-esms.ts';
import { skippedEsm } from './scored-task.ts';

/** A map of a base model, as a list shows it. */
export interface ListedEsm {
  repo: string;
  revision: string;
  downloads: number;
  /** Whether its files are in the cache at this revision. */
  cached: boolean;
}

/** The maps of a base model, and what is missing among them. */
export interface EsmList {
  /** By repository id. */
  esms: ListedEsm[];
  /** Maps of which a filter could not be told. */
  skipped: SkippedEsm[];
  warnings: RunWarning[];
}

/**
 * The maps that the Hub lists for a base model; with a filter, those that pass it. Where its list is not known, those in the cache.
 *
 * @throws {ProblemError} of the areas `filter` and `hub`
 */
export async function listEsms(
  { hub }: EngineContext,
  { model, filter, signal }: { model: string; filter?: string | undefined; signal: AbortSignal },
): Promise<EsmList> {
  if (filter !== undefined) parseFilter(filter);
  const { id } = await modelInfo({ hub, id: model, signal });
  const warnings: RunWarning[] = [];
  const onWarning = (warning: RunWarning) => void warnings.push(warning);
  const { esms, fromCache, damaged } = await findEsms({ hub: { ...hub, onWarning }, baseModel: id, signal });
  if (fromCache) warnings.push(esmsFromCacheWarning(id, esms.length));
  const { passing, unreadable } =
    filter === undefined ? { passing: esms, unreadable: [] } : await filterEsms({ hub, esms, filter, signal });
  const listed: ListedEsm[] = [];
  for (const esm of passing) {
    const { repo, revision, downloads } = esm;
    listed.push({ repo, revision, downloads, cached: await isEsmCached({ hub, esm }) });
  }
  return {
    esms: listed.sort((a, b) => (a.repo < b.repo ? -1 : 1)),
    skipped: [...damaged, ...unreadable].map(({ repo, problem }) => skippedEsm(repo, problem)),
    warnings,
  };
}
