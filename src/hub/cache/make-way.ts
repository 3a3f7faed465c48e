import { lstat, rm, rmdir } from 'node:fs/promises';
import { ProblemError } from '../../protocol/problem.ts';
import type { RepositoryFile } from './layout.ts';

/**
 * Takes away what stands where a file of the cache belongs: a file, a link, an empty folder. A folder with something in it is somebody
 * else's to remove.
 *
 * @throws {ProblemError} hub-cached-file-damaged
 */
export async function makeWay({ repo, path }: Pick<RepositoryFile, 'repo' | 'path'>, place: string): Promise<void> {
  if (!(await isFolder(place))) return rm(place, { force: true });
  try {
    await rmdir(place);
  } catch (cause) {
    throw new ProblemError(folderInPlace({ repo, path }, place), { cause });
  }
}

/** Whether a folder, and no link to one, stands there. */
export async function isFolder(place: string): Promise<boolean> {
  const found = await lstat(place).catch(() => null);
  return found?.isDirectory() ?? false;
}

/** The problem of a folder where a file belongs. */
export function folderInPlace({ repo, path }: Pick<RepositoryFile, 'repo' | 'path'>, file: string) {
  return {
    area: 'hub',
    code: 'hub-cached-file-damaged',
    repo,
    path,
    file,
    reason: 'is-folder',
    detail: '',
  } as const;
}
