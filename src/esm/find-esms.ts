import type { Hub } from '../hub/hub.ts';
import { listModels } from '../hub/list-models.ts';
import type { EsmEntry } from './entry.ts';

/** Tag of every Embedding Space Map on the Hub. */
export const esmTag = 'embedding_space_map';

/**
 * All maps that the Hub lists for a base model, in the order of the listing. Offline, what the last listing held.
 *
 * @param params.baseModel canonical id: the Hub tags maps with it, whatever name their config.json uses
 */
export async function findEsms(params: { hub: Hub; baseModel: string; signal: AbortSignal }): Promise<EsmEntry[]> {
  const { hub, baseModel, signal } = params;
  const models = await listModels({ hub, tags: [esmTag, `base_model:${baseModel}`], signal });
  return models.map(({ id, sha, tags, downloads }) => ({ repo: id, revision: sha, tags, downloads }));
}
