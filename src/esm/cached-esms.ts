import { readFile } from 'node:fs/promises';
import { cacheMayAnswer } from '../hub/cache/cache-may-answer.ts';
import { type CachedDamage, cachedDamage } from '../hub/cache/cached-damage.ts';
import { cachedFile } from '../hub/cached-file.ts';
import { type CachedModel, cachedModel, listCachedModels } from '../hub/cached-models.ts';
import type { Hub } from '../hub/hub.ts';
import { tellLastKnown } from '../hub/last-known.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { EsmEntry } from './entry.ts';
import { configLimitBytes, configName } from './file-limits.ts';
import { type EsmMetadata, parseEsmMetadata } from './metadata.ts';

/** A map that the cache holds, whoever fetched it, with the base model that its config.json names. */
export interface CachedEsm extends EsmEntry {
  /** As written there; may be an old or short name. */
  baseModelName: string;
}

/** The maps in the cache. */
export interface CachedEsms {
  /** By repository id. */
  esms: CachedEsm[];
  /** Repositories with the files of a map whose config.json is damaged, so that nobody can tell whose map it is. */
  damaged: { repo: string; problem: CachedDamage }[];
}

/** All maps of which the cache holds a config.json. Makes no request. */
export async function cachedEsms(hub: Hub, signal: AbortSignal): Promise<CachedEsms> {
  const found: CachedEsms = { esms: [], damaged: [] };
  for (const model of await listCachedModels(hub)) {
    const metadata = await metadataOf(hub, model);
    if (metadata !== null) found.esms.push(entryOf(model, metadata));
    else if (hasFilesOfMap(model)) {
      const problem = await damageOfConfig(hub, model, signal);
      if (problem !== null) found.damaged.push({ repo: model.id, problem });
    }
  }
  return found;
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

/** What a map says of itself as far as the cache holds it; null where it does not, or it is none. Makes no request. */
export async function cachedMetadata(hub: Hub, repo: string): Promise<EsmMetadata | null> {
  const model = await cachedModel(hub, repo);
  return model === null ? null : metadataOf(hub, model);
}

async function metadataOf(hub: Hub, { id, sha }: CachedModel): Promise<EsmMetadata | null> {
  const config = await cachedFile(hub, { repo: id, revision: sha, path: configName });
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

/** Whether a repository may be a map by its files: weights, and no tokenizer. */
function hasFilesOfMap({ files }: CachedModel): boolean {
  return files.includes('model.safetensors') && !files.some((name) => /^(tokenizer|vocab|merges)/.test(name));
}

async function damageOfConfig(hub: Hub, { id, sha }: CachedModel, signal: AbortSignal): Promise<CachedDamage | null> {
  const file = { repo: id, revision: sha, path: configName };
  const config = await cachedFile(hub, file);
  return config.kind === 'cached' ? cachedDamage({ hub, file, path: config.path, signal }) : null;
}

/** With the tags that its metadata stand for, by which maps are ordered. */
function entryOf({ id, sha }: CachedModel, { baseModelName, taskId, language }: EsmMetadata): CachedEsm {
  const languages = language?.split(', ') ?? [];
  return { repo: id, revision: sha, tags: [...languages, `dataset:${taskId}`], downloads: 0, baseModelName };
}

function withoutOwner(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
