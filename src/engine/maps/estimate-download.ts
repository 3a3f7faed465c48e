import { isEsmCached } from '../../esm/fetch-esm.ts';
import { findEsms } from '../../esm/find-esms.ts';
import { keptBytesOfMaps } from '../../esm/look-at-esm.ts';
import { openBaseModel } from '../base-model/open-base-model.ts';
import { esmBytes } from '../between-stages/download-plan.ts';
import type { EngineContext } from '../context.ts';
import { firstLookBytes, isLookOfUse } from './first-look.ts';

/** What a base model and its maps are in bytes, for a person who has to choose how many to rank. */
export interface DownloadEstimate {
  /** Canonical id of the base model. */
  model: string;
  esms: number;
  esmsCached: number;
  /** Bytes of one map, from the dimension of the model. */
  bytesPerEsm: number;
  /** What a first look at all maps downloads at most, the model apart; null where it is no use. */
  firstLookBytes: number | null;
  /** Bytes of the model's weights; 0 where they are in the cache. */
  modelBytesToFetch: number;
}

/** Looks up a base model and its maps; fetches nothing but the small files of the model. */
export async function estimateDownload(
  { hub }: EngineContext,
  params: { model: string; signal: AbortSignal },
): Promise<DownloadEstimate> {
  const { signal } = params;
  const model = await openBaseModel({ hub, id: params.model, pooling: undefined, signal, onBytes: () => {} });
  const { esms } = await findEsms({ hub, baseModel: model.id, signal });
  const cached = await Promise.all(esms.map((esm) => isEsmCached({ hub, esm })));
  const toFetch = esms.filter((_, index) => cached[index] !== true);
  const { dimension } = model.description;
  const facts = { maps: esms.length, dimension, kept: await keptBytesOfMaps(hub, toFetch) };
  return {
    model: model.id,
    esms: esms.length,
    esmsCached: cached.filter((is) => is).length,
    bytesPerEsm: esmBytes(dimension),
    firstLookBytes: isLookOfUse({ dimension, toFetch: toFetch.length, maps: esms.length })
      ? firstLookBytes(toFetch, facts)
      : null,
    modelBytesToFetch: model.cached ? 0 : model.description.weightBytes,
  };
}
