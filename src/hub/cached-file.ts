import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isCommit, type Repository, type RepositoryFile, repositoryFolder, safeSegments } from './cache-layout.ts';
import type { Hub } from './hub.ts';

/** A file in the cache; known not to exist in that revision; or not known. */
export type CachedFile = { kind: 'cached'; path: string } | { kind: 'absent' } | { kind: 'unknown' };

/** Looks a file up in the cache as Python does offline: ref → snapshot → marker of absence. Makes no request. */
export async function cachedFile(hub: Hub, file: RepositoryFile): Promise<CachedFile> {
  const folder = repositoryFolder(hub.settings.cacheFolder, file);
  const segments = safeSegments(file.repo, file.path);
  const commit = await cachedCommit(hub, file, file.revision);
  if (commit === null) return { kind: 'unknown' };
  const path = join(folder, 'snapshots', commit, ...segments);
  if (await exists(path)) return { kind: 'cached', path };
  return (await exists(join(folder, '.no_exist', commit, ...segments))) ? { kind: 'absent' } : { kind: 'unknown' };
}

/** The commit that a revision meant when the cache last saw it; null where it has not. A commit is itself. */
export async function cachedCommit(hub: Hub, repository: Repository, revision: string): Promise<string | null> {
  if (isCommit(revision)) return revision;
  const refs = join(repositoryFolder(hub.settings.cacheFolder, repository), 'refs');
  const content = await readFile(join(refs, ...safeSegments(repository.repo, revision)), 'utf8').catch(() => '');
  return isCommit(content.trim()) ? content.trim() : null;
}

/** Whether a path can be reached; a link whose target is gone cannot. */
export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
