import type { Hub } from '../hub/hub.ts';
import { listModels } from '../hub/list-models.ts';
import type { EsmEntry } from './entry.ts';
import { esmTag } from './find-esms.ts';

/** A base model, and how many Embedding Space Maps the Hub lists for it. */
export interface BaseModelCoverage {
  model: string;
  esms: number;
}

const baseModelTag = 'base_model:finetune:';

/** Base models that have maps, most maps first. */
export async function baseModelCoverage(params: { hub: Hub; signal: AbortSignal }): Promise<BaseModelCoverage[]> {
  return [...(await esmsByBaseModel(params))]
    .map(([model, { length: esms }]) => ({ model, esms }))
    .sort((a, b) => b.esms - a.esms || (a.model < b.model ? -1 : 1));
}

/**
 * The maps of each base model that has some, read from the `base_model:finetune:<id>` tags of one listing. Offline, what the last listing
 * held.
 *
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function esmsByBaseModel(params: { hub: Hub; signal: AbortSignal }): Promise<Map<string, EsmEntry[]>> {
  const esms = new Map<string, EsmEntry[]>();
  for (const { id, sha, tags, downloads } of await listModels({ ...params, tags: [esmTag] })) {
    for (const tag of tags.filter((name) => name.startsWith(baseModelTag))) {
      const model = tag.slice(baseModelTag.length);
      const entries = esms.get(model) ?? [];
      entries.push({ repo: id, revision: sha, tags, downloads });
      esms.set(model, entries);
    }
  }
  return esms;
}
