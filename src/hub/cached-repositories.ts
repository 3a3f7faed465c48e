import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { errorCode } from '../protocol/error-code.ts';
import { isRepositoryId } from '../protocol/repository-id.ts';
import { writing } from './cache/cache-problem.ts';
import { type Repository, repositoryFolder } from './cache/layout.ts';
import type { Hub } from './hub.ts';

/** Ids of the models that have a folder in the cache, whatever is in it. Makes no request. */
export async function cachedModelIds(hub: Hub): Promise<Set<string>> {
  const names = await readdir(hub.settings.cacheFolder).catch(() => []);
  const models = names.filter((name) => name.startsWith('models--'));
  return new Set(models.map((name) => name.slice('models--'.length).replaceAll('--', '/')).filter(isRepositoryId));
}

/** What the folder of a repository takes up, in bytes. */
export interface CachedSize {
  /** Of its own files: what removing it frees. */
  own: number;
  /** Of files in the store that newer versions of Python's huggingface_hub share between repositories. */
  shared: number;
}

/** Bytes of a repository in the cache, over all its revisions. Makes no request. */
export async function cachedSize(hub: Hub, repository: Repository): Promise<CachedSize> {
  const folder = repositoryFolder(hub.settings.cacheFolder, repository);
  const size: CachedSize = { own: 0, shared: 0 };
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
    const path = join(entry.parentPath, entry.name);
    // A link in a snapshot is to a blob, which counts by itself; one among the blobs is to the shared store.
    const isShared = entry.isSymbolicLink() && basename(entry.parentPath) === 'blobs';
    if (entry.isFile()) size.own += await bytesOf(path);
    else if (isShared) size.shared += await bytesOf(path);
  }
  return size;
}

function bytesOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/**
 * Removes a repository from the cache: its refs first, its blobs last, so that what is left of an interrupted removal is never taken for
 * whole. Links are removed, not what they lead to: a blob of the shared store stays, for Python to collect when no repository needs it.
 *
 * @throws {ProblemError} hub-cache-not-writable
 */
export async function removeCachedRepository(hub: Hub, repository: Repository): Promise<void> {
  const folder = repositoryFolder(hub.settings.cacheFolder, repository);
  await writing(hub, async () => {
    for (const part of ['refs', 'snapshots', 'blobs', '.']) await remove(join(folder, part));
  });
}

async function remove(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
