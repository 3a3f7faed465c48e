import { readFile, stat } from 'node:fs/promises';
import { absencePath, isCommit, type Repository, type RepositoryFile, refPath, snapshotPath } from './cache/layout.ts';
import type { Hub } from './hub.ts';

/** A file in the cache (absolute path, size in bytes); known not to exist in that revision; or not known. */
export type CachedFile = { kind: 'cached'; path: string; size: number } | { kind: 'absent' } | { kind: 'unknown' };

/** Looks a file up in the cache as Python does offline: ref → snapshot → marker of absence. Makes no request. */
export async function cachedFile(hub: Hub, file: RepositoryFile): Promise<CachedFile> {
  const { cacheFolder } = hub.settings;
  const commit = await cachedCommit(hub, file, file.revision);
  if (commit === null) return { kind: 'unknown' };
  const path = snapshotPath(cacheFolder, file, commit);
  const size = await sizeOf(path);
  if (size !== null) return { kind: 'cached', path, size };
  return (await exists(absencePath(cacheFolder, file, commit))) ? { kind: 'absent' } : { kind: 'unknown' };
}

/** The commit that a revision meant when the cache last saw it; null where it has not. A commit is itself. */
export async function cachedCommit(hub: Hub, repository: Repository, revision: string): Promise<string | null> {
  if (isCommit(revision)) return revision;
  const path = refPath(hub.settings.cacheFolder, repository, revision);
  const content = await readFile(path, 'utf8').catch(() => '');
  return isCommit(content.trim()) ? content.trim() : null;
}

/** Whether a file can be reached; a link whose target is gone cannot. */
export async function exists(path: string): Promise<boolean> {
  return (await sizeOf(path)) !== null;
}

function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
}
