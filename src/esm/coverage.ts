import { cachedModelIds } from '../hub/cached-repositories.ts';
import type { Hub } from '../hub/hub.ts';
import { listModels } from '../hub/list-models.ts';
import { cachedEsms, isMapOf, listedOrCached } from './cached-esms.ts';
import type { EsmEntry } from './entry.ts';
import { esmTag } from './esm-tag.ts';

/** A base model, and how many Embedding Space Maps are known for it. */
export interface BaseModelCoverage {
  model: string;
  esms: number;
}

/** The maps of each base model that has some. */
export interface EsmsByBaseModel {
  esms: Map<string, EsmEntry[]>;
  /** True where the Hub's list is not known: these are the maps in the cache, and there may be more. */
  fromCache: boolean;
}

/** A map with a base model that it belongs to. */
interface MapOfModel {
  model: string;
  entry: EsmEntry;
}

const baseModelTag = 'base_model:finetune:';

/**
 * Base models that have maps, most maps first.
 *
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function baseModelCoverage(params: {
  hub: Hub;
  signal: AbortSignal;
}): Promise<{ models: BaseModelCoverage[]; fromCache: boolean }> {
  const { esms, fromCache } = await esmsByBaseModel(params);
  const models = [...esms]
    .map(([model, { length: count }]) => ({ model, esms: count }))
    .sort((a, b) => b.esms - a.esms || (a.model < b.model ? -1 : 1));
  return { models, fromCache };
}

/**
 * The maps of each base model that has some, read from the `base_model:finetune:<id>` tags of one listing. Offline, what the last listing
 * held; where there was none, the maps in the cache, by the base model that their config.json names.
 *
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function esmsByBaseModel(params: { hub: Hub; signal: AbortSignal }): Promise<EsmsByBaseModel> {
  const { hub } = params;
  const found = await listedOrCached(
    hub,
    () => listed(params),
    () => inCache(params),
  );
  const esms = new Map<string, EsmEntry[]>();
  for (const { model, entry } of found.entries) {
    const entries = esms.get(model) ?? [];
    entries.push(entry);
    esms.set(model, entries);
  }
  return { esms, fromCache: found.fromCache };
}

async function listed(params: { hub: Hub; signal: AbortSignal }): Promise<MapOfModel[]> {
  const models = await listModels({ ...params, tags: [esmTag] });
  return models.flatMap(({ id, sha, tags, downloads }) =>
    tags
      .filter((tag) => tag.startsWith(baseModelTag))
      .map((tag) => ({
        model: tag.slice(baseModelTag.length),
        entry: { repo: id, revision: sha, tags, downloads },
      })),
  );
}

/** Base models by the id under which the cache holds them, where it does: maps may name them without the owner. */
async function inCache({ hub, signal }: { hub: Hub; signal: AbortSignal }): Promise<MapOfModel[]> {
  const ids = [...(await cachedModelIds(hub))].sort();
  const { esms } = await cachedEsms(hub, signal);
  return esms.map(({ baseModelName, ...entry }) => ({
    model: ids.find((id) => isMapOf(id, baseModelName)) ?? baseModelName,
    entry,
  }));
}
