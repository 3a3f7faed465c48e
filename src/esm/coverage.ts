import type { Hub } from '../hub/hub.ts';
import { listModels } from '../hub/list-models.ts';
import { esmTag } from './find-esms.ts';

/** A base model, and how many Embedding Space Maps the Hub lists for it. */
export interface BaseModelCoverage {
  model: string;
  esms: number;
}

const baseModelTag = 'base_model:finetune:';

/** Base models that have maps, most maps first; read from the `base_model:finetune:<id>` tags of one listing. */
export async function baseModelCoverage(params: { hub: Hub; signal: AbortSignal }): Promise<BaseModelCoverage[]> {
  const counts = new Map<string, number>();
  for (const { tags } of await listModels({ hub: params.hub, tags: [esmTag], signal: params.signal })) {
    for (const tag of tags.filter((name) => name.startsWith(baseModelTag))) {
      const model = tag.slice(baseModelTag.length);
      counts.set(model, (counts.get(model) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([model, esms]) => ({ model, esms }))
    .sort((a, b) => b.esms - a.esms || (a.model < b.model ? -1 : 1));
}
