import { readFile } from 'node:fs/promises';
import { cacheMayAnswer } from '../hub/cache/cache-may-answer.ts';
import { cachedFile } from '../hub/cached-file.ts';
import { type CachedModel, listCachedModels } from '../hub/cached-models.ts';
import type { Hub } from '../hub/hub.ts';
import { tellLastKnown } from '../hub/last-known.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { EsmEntry } from './entry.ts';
import { configLimitBytes } from './file-limits.ts';
import { type EsmMetadata, parseEsmMetadata } from './metadata.ts';

/** A map that the cache holds, whoever fetched it, with the base model that its config.json names. */
export interface CachedEsm extends EsmEntry {
  /** As written there; may be an old or short name. */
  baseModelName: string;
}

/** All maps of which the cache holds a readable config.json, by repository id. Makes no request. */
export async function cachedEsms(hub: Hub): Promise<CachedEsm[]> {
  const esms: CachedEsm[] = [];
  for (const model of await listCachedModels(hub)) {
    const metadata = await metadataOf(hub, model);
    if (metadata !== null) esms.push(entryOf(model, metadata));
  }
  return esms;
}

/**
 * What the Hub lists; where it does not answer and its list is not known from before, what lies in the cache.
 *
 * @param inCache what the cache holds of it
 * @throws what `list` throws, where the cache holds nothing either
 */
export async function listedOrCached<Entry>(
  hub: Hub,
  list: () => Promise<Entry[]>,
  inCache: () => Promise<Entry[]>,
): Promise<{ entries: Entry[]; fromCache: boolean }> {
  try {
    const entries = await list();
    // A list from before that is empty tells nothing of what was fetched since.
    const cached = entries.length === 0 && hub.settings.offline ? await inCache() : [];
    return cached.length > 0 ? { entries: cached, fromCache: true } : { entries, fromCache: false };
  } catch (error) {
    const cached = cacheMayAnswer(error) ? await inCache() : [];
    if (cached.length === 0) throw error;
    tellLastKnown(hub, error);
    return { entries: cached, fromCache: true };
  }
}

/**
 * Whether a map that names its base model so is one of the model `id`: the same name, or one without its owner, as models were called
 * before they had one. Owners that differ are told apart: nobody has looked at the list of this pair.
 */
export function isMapOf(id: string, baseModelName: string): boolean {
  const [a, b] = [id.toLowerCase(), baseModelName.toLowerCase()];
  if (a.includes('/') && b.includes('/')) return a === b;
  return withoutOwner(a) === withoutOwner(b);
}

async function metadataOf(hub: Hub, { id, sha }: CachedModel): Promise<EsmMetadata | null> {
  const config = await cachedFile(hub, { repo: id, revision: sha, path: 'config.json' });
  if (config.kind !== 'cached' || config.size > configLimitBytes) return null;
  try {
    return parseEsmMetadata(id, await readFile(config.path, 'utf8'));
  } catch (error) {
    // Most of a cache are no maps.
    if (error instanceof ProblemError) return null;
    hub.log('warn', `${config.path} cannot be read: ${error}`);
    return null;
  }
}

/** With the tags that its metadata stand for, by which maps are ordered. */
function entryOf({ id, sha }: CachedModel, { baseModelName, taskId, language }: EsmMetadata): CachedEsm {
  const languages = language?.split(', ') ?? [];
  return { repo: id, revision: sha, tags: [...languages, `dataset:${taskId}`], downloads: 0, baseModelName };
}

function withoutOwner(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
