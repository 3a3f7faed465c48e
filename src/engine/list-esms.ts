import { isEsmCached } from '../esm/fetch-esm.ts';
import { findEsms } from '../esm/find-esms.ts';
import { modelInfo } from '../hub/model-info.ts';
import type { EngineContext } from './context.ts';

/** A map of a base model, as a list shows it. */
export interface ListedEsm {
  repo: string;
  revision: string;
  downloads: number;
  /** Whether its files are in the cache at this revision. */
  cached: boolean;
}

/** The maps that the Hub lists for a base model, by repository id. */
export async function listEsms(
  { hub }: EngineContext,
  { model, signal }: { model: string; signal: AbortSignal },
): Promise<ListedEsm[]> {
  const { id } = await modelInfo({ hub, id: model, signal });
  const listed: ListedEsm[] = [];
  for (const esm of await findEsms({ hub, baseModel: id, signal })) {
    const { repo, revision, downloads } = esm;
    listed.push({ repo, revision, downloads, cached: await isEsmCached({ hub, esm }) });
  }
  return listed.sort((a, b) => (a.repo < b.repo ? -1 : 1));
}
