import { readFile } from 'node:fs/promises';
import { esmsByBaseModel } from '../../esm/coverage.ts';
import type { EsmEntry } from '../../esm/entry.ts';
import { isEsmCached } from '../../esm/fetch-esm.ts';
import { configLimitBytes } from '../../esm/file-limits.ts';
import { parseEsmMetadata } from '../../esm/metadata.ts';
import { isUnanswered } from '../../hub/cache/cache-may-answer.ts';
import { cachedFile } from '../../hub/cached-file.ts';
import { cachedModelIds, cachedSize } from '../../hub/cached-repositories.ts';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import type { Hub } from '../../hub/hub.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { EngineContext } from '../context.ts';
import { sameBaseModel } from '../same-base-model.ts';

/** A map of which the cache holds files. */
export interface EsmOnDisk {
  repo: string;
  /** Of all its files, in bytes. */
  bytes: number;
  /** Whether it can be ranked without a download: false where it is not whole, or not of the revision that the Hub lists now. */
  ready: boolean;
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
  const listing = await listEsms(hub, signal);
  const models = new Map<string, BaseModelOnDisk>();
  for (const [model, entries] of listing.esms) {
    const onDisk: EsmOnDisk[] = [];
    for (const esm of entries) if (cached.has(esm.repo)) onDisk.push(await lookAt(hub, esm, signal));
    models.set(model, { model, esms: entries.length, cached: cached.has(model), onDisk });
  }
  const listed = new Set([...listing.esms.values()].flatMap((entries) => entries.map(({ repo }) => repo)));
  for (const repo of cached) {
    const named = listed.has(repo) ? null : await baseModelOf(hub, repo);
    if (named === null) continue;
    const model = [...models.keys()].find((name) => sameBaseModel(name, named)) ?? named;
    const unlisted = { model, esms: listing.failure === null ? 0 : null, cached: cached.has(model), onDisk: [] };
    const { onDisk, ...entry } = models.get(model) ?? unlisted;
    models.set(model, { ...entry, onDisk: [...onDisk, await lookAt(hub, { repo, revision: 'main' }, signal)] });
  }
  if (models.size === 0 && listing.failure !== null) throw listing.failure;
  return [...models.values()].map(ordered).sort(mostFirst);
}

/** What the Hub lists, or why it does not. */
async function listEsms(
  hub: Hub,
  signal: AbortSignal,
): Promise<{ esms: Map<string, EsmEntry[]>; failure: ProblemError | null }> {
  try {
    return { esms: await esmsByBaseModel({ hub, signal }), failure: null };
  } catch (error) {
    if (error instanceof ProblemError && isUnanswered(error)) return { esms: new Map(), failure: error };
    throw error;
  }
}

async function lookAt(hub: Hub, esm: Pick<EsmEntry, 'repo' | 'revision'>, signal: AbortSignal): Promise<EsmOnDisk> {
  throwIfCancelled(signal);
  const { own, shared } = await cachedSize(hub, { repo: esm.repo });
  return { repo: esm.repo, bytes: own + shared, ready: await isEsmCached({ hub, esm }) };
}

/** The base model that a cached repository names, where it is a map; null where it is none. */
async function baseModelOf(hub: Hub, repo: string): Promise<string | null> {
  const config = await cachedFile(hub, { repo, revision: 'main', path: 'config.json' });
  if (config.kind !== 'cached' || config.size > configLimitBytes) return null;
  try {
    return parseEsmMetadata(repo, await readFile(config.path, 'utf8')).baseModelName;
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

function ordered(model: BaseModelOnDisk): BaseModelOnDisk {
  return { ...model, onDisk: model.onDisk.toSorted((a, b) => (a.repo < b.repo ? -1 : 1)) };
}

function mostFirst(a: BaseModelOnDisk, b: BaseModelOnDisk): number {
  return (b.esms ?? b.onDisk.length) - (a.esms ?? a.onDisk.length) || (a.model < b.model ? -1 : 1);
}
