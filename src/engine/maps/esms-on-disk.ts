import { cachedEsms, cachedMetadata } from '../../esm/cached-esms.ts';
import { esmsByBaseModel } from '../../esm/coverage.ts';
import type { EsmEntry } from '../../esm/entry.ts';
import { isEsmCached } from '../../esm/fetch-esm.ts';
import { cachedModelIds, cachedSize } from '../../hub/cached-repositories.ts';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import type { Hub } from '../../hub/hub.ts';
import { keptBytesOfModels } from '../../hub/ranges/range-cache.ts';
import { sameBaseModel } from '../base-model/same-base-model.ts';
import type { EngineContext } from '../context.ts';

/** A map of which the cache holds files, or parts of them. */
export interface EsmOnDisk {
  repo: string;
  /** Of all its files in bytes, and of the parts of them that a first look left. */
  bytes: number;
  /** Whether it can be ranked without a download: false where it is not whole, or not of the revision that the Hub lists now. */
  ready: boolean;
  /** What its config.json says of the intermediate task; null where that is not in the cache, or is no metadata of a map. */
  task: { id: string; subset: string | null; language: string | null; examples: number | null } | null;
}

/** A base model that has maps, and what the cache holds of these. */
export interface BaseModelOnDisk {
  model: string;
  /** Maps that the Hub lists; null where it cannot be asked and was not before. */
  esms: number | null;
  /** Whether the cache holds files of the base model itself, as other programs may need it too. */
  cached: boolean;
  /** By repository id. */
  onDisk: EsmOnDisk[];
}

/**
 * Base models that have maps on the Hub or in the cache, most maps first. Without an answer of the Hub, as its last listing said; without
 * that too, what the cached maps say of themselves.
 *
 * @throws {ProblemError} a problem of the Hub, where there is nothing to show without it; run-cancelled
 */
export async function esmsOnDisk({ hub }: EngineContext, signal: AbortSignal): Promise<BaseModelOnDisk[]> {
  const cached = await cachedModelIds(hub);
  const parts = await keptBytesOfModels(hub);
  const { esms, fromCache } = await esmsByBaseModel({ hub, signal });
  const models = new Map<string, BaseModelOnDisk>();
  for (const [model, entries] of esms) {
    const onDisk: EsmOnDisk[] = [];
    const isThere = ({ repo }: EsmEntry) => cached.has(repo) || parts.has(repo);
    for (const esm of entries.filter(isThere)) onDisk.push(await lookAt(hub, esm, parts, signal));
    models.set(model, { model, esms: fromCache ? null : entries.length, cached: cached.has(model), onDisk });
  }
  const listed = new Set([...esms.values()].flatMap((entries) => entries.map(({ repo }) => repo)));
  for (const esm of fromCache ? [] : (await cachedEsms(hub, signal)).esms) {
    if (listed.has(esm.repo)) continue;
    const model = [...models.keys()].find((name) => sameBaseModel(name, esm.baseModelName)) ?? esm.baseModelName;
    const { onDisk, ...entry } = models.get(model) ?? { model, esms: 0, cached: cached.has(model), onDisk: [] };
    models.set(model, { ...entry, onDisk: [...onDisk, await lookAt(hub, esm, parts, signal)] });
  }
  return [...models.values()].map(ordered).sort(mostFirst);
}

async function lookAt(
  hub: Hub,
  esm: Pick<EsmEntry, 'repo' | 'revision'>,
  parts: ReadonlyMap<string, number>,
  signal: AbortSignal,
): Promise<EsmOnDisk> {
  throwIfCancelled(signal);
  const { own, shared } = await cachedSize(hub, { repo: esm.repo });
  const bytes = own + shared + (parts.get(esm.repo) ?? 0);
  return { repo: esm.repo, bytes, ready: await isEsmCached({ hub, esm }), task: await taskOf(hub, esm.repo) };
}

async function taskOf(hub: Hub, repo: string): Promise<EsmOnDisk['task']> {
  const metadata = await cachedMetadata(hub, repo);
  if (metadata === null) return null;
  const { taskId: id, taskSubset: subset, language, examples } = metadata;
  return { id, subset, language, examples };
}

function ordered(model: BaseModelOnDisk): BaseModelOnDisk {
  return { ...model, onDisk: model.onDisk.toSorted((a, b) => (a.repo < b.repo ? -1 : 1)) };
}

function mostFirst(a: BaseModelOnDisk, b: BaseModelOnDisk): number {
  return (b.esms ?? b.onDisk.length) - (a.esms ?? a.onDisk.length) || (a.model < b.model ? -1 : 1);
}
