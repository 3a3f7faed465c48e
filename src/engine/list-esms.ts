import { isEsmCached } from '../esm/fetch-esm.ts';
import { findEsms } from '../esm/find-esms.ts';
import { parseFilter } from '../esm-filter/parse-filter.ts';
import { modelInfo } from '../hub/model-info.ts';
import type { EngineContext } from './context.ts';
import { filterEsms } from './filter-esms.ts';

/** A map of a base model, as a list shows it. */
export interface ListedEsm {
  repo: string;
  revision: string;
  downloads: number;
  /** Whether its files are in the cache at this revision. */
  cached: boolean;
}

/**
 * The maps that the Hub lists for a base model, by repository id; with a filter, those that pass it.
 *
 * @throws {ProblemError} of the areas `filter` and `hub`
 */
export async function listEsms(
  { hub }: EngineContext,
  { model, filter, signal }: { model: string; filter?: string | undefined; signal: AbortSignal },
): Promise<ListedEsm[]> {
  if (filter !== undefined) parseFilter(filter);
  const { id } = await modelInfo({ hub, id: model, signal });
  const esms = await findEsms({ hub, baseModel: id, signal });
  const { passing } = filter === undefined ? { passing: esms } : await filterEsms({ hub, esms, filter, signal });
  const listed: ListedEsm[] = [];
  for (const esm of passing) {
    const { repo, revision, downloads } = esm;
    listed.push({ repo, revision, downloads, cached: await isEsmCached({ hub, esm }) });
  }
  return listed.sort((a, b) => (a.repo < b.repo ? -1 : 1));
}
