import type { Hub } from '../hub/hub.ts';
import { listModels } from '../hub/list-models.ts';
import { type CachedEsms, cachedEsms, isMapOf, listedOrCached } from './cached-esms.ts';
import type { EsmEntry } from './entry.ts';
import { esmTag } from './esm-tag.ts';

/** The maps of a base model that are known. */
export interface FoundEsms {
  esms: EsmEntry[];
  /** True where the Hub's list is not known: these are the maps in the cache, and there may be more. */
  fromCache: boolean;
  /** Maps in the cache of which nobody can tell to which base model they belong. */
  damaged: CachedEsms['damaged'];
}

/**
 * All maps that the Hub lists for a base model, in the order of the listing. Offline, what the last listing held; where there was none,
 * the maps in the cache whose config.json names the model.
 *
 * @param params.baseModel canonical id: the Hub tags maps with it, whatever name their config.json uses
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function findEsms(params: { hub: Hub; baseModel: string; signal: AbortSignal }): Promise<FoundEsms> {
  const { hub, baseModel, signal } = params;
  const damaged: FoundEsms['damaged'] = [];
  const list = async () => {
    const models = await listModels({ hub, tags: [esmTag, `base_model:${baseModel}`], signal });
    return models.map(({ id, sha, tags, downloads }): EsmEntry => ({ repo: id, revision: sha, tags, downloads }));
  };
  const inCache = async () => {
    const cached = await cachedEsms(hub, signal);
    damaged.push(...cached.damaged);
    return cached.esms.filter(({ baseModelName }) => isMapOf(baseModel, baseModelName));
  };
  const { entries, fromCache } = await listedOrCached<EsmEntry>(hub, list, inCache);
  return { esms: entries, fromCache, damaged };
}
