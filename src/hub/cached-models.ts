import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isCommit, repositoryFolder } from './cache/layout.ts';
import { temporaryForm } from './cache/replace-file.ts';
import { cachedCommit } from './cached-file.ts';
import type { Hub } from './hub.ts';

/** A model of which the cache holds files, whoever fetched them. */
export interface CachedModel {
  id: string;
  /** Commit that its branch `main` meant when it was fetched; where that is not noted, the only one that is there. */
  sha: string;
  /** Paths of its files of that commit that are there; not all that the repository has. */
  files: string[];
}

/** What the cache holds of a model; null where that is nothing. Makes no request. */
export async function cachedModel(hub: Hub, id: string): Promise<CachedModel | null> {
  const sha = (await cachedCommit(hub, { repo: id }, 'main')) ?? (await onlySnapshot(hub, id));
  if (sha === null) return null;
  const files = await filesOfSnapshot(hub, id, sha);
  return files.length === 0 ? null : { id, sha, files };
}

/** All models of which the cache holds files, by id. Makes no request. */
export async function listCachedModels(hub: Hub): Promise<CachedModel[]> {
  const models: CachedModel[] = [];
  const names = await readdir(hub.settings.cacheFolder).catch(() => []);
  for (const name of names.filter((name) => name.startsWith('models--')).sort()) {
    // Ids never contain `--`, so the folder's name can be taken apart.
    const model = await cachedModel(hub, name.slice('models--'.length).replaceAll('--', '/'));
    if (model !== null) models.push(model);
  }
  return models;
}

/** Who fetches a commit by its name notes no branch: where the cache holds one commit only, that is the model. */
async function onlySnapshot(hub: Hub, repo: string): Promise<string | null> {
  const folder = join(repositoryFolder(hub.settings.cacheFolder, { repo }), 'snapshots');
  const [only, ...others] = (await readdir(folder).catch(() => [])).filter(isCommit);
  return others.length === 0 ? (only ?? null) : null;
}

async function filesOfSnapshot(hub: Hub, repo: string, sha: string): Promise<string[]> {
  const folder = join(repositoryFolder(hub.settings.cacheFolder, { repo }), 'snapshots', sha);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory() && !temporaryForm.test(entry.name))
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .sort();
}

/** The entries, each at the commit that the cache holds where it holds files of another one only. Makes no request. */
export async function withCachedCommits<Entry extends { id: string; sha: string }>(
  hub: Hub,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const current: Entry[] = [];
  for (const entry of entries) {
    const held = (await filesOfSnapshot(hub, entry.id, entry.sha)).length > 0;
    const cached = held ? null : await cachedModel(hub, entry.id);
    current.push(cached === null ? entry : { ...entry, sha: cached.sha });
  }
  return current;
}
