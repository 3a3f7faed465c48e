import { copyFile, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { errorCode } from '../../protocol/error-code.ts';
import { exists } from '../cached-file.ts';
import type { Hub } from '../hub.ts';
import { writing } from './cache-problem.ts';
import { type RepositoryFile, snapshotPath } from './layout.ts';
import { isFolder, makeWay } from './make-way.ts';
import { temporaryName } from './replace-file.ts';

/** What systems and disks answer that make no symbolic links: Windows without Developer Mode, FAT, some network disks. */
const noLinks = new Set(['EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL']);

/**
 * Puts a verified blob into the snapshot of its commit: a relative link, or the file itself where links are not possible, as Python does.
 *
 * @param isNew whether the blob was fetched for this file; another one may be linked from elsewhere and has to stay
 * @param replace whether what lies there is damaged; otherwise it stays
 * @returns the path in the snapshot
 * @throws {ProblemError} hub-cached-file-damaged, hub-cache-not-writable, hub-disk-full
 */
export async function placeInSnapshot(params: {
  hub: Hub;
  file: RepositoryFile;
  commit: string;
  blob: string;
  isNew: boolean;
  replace: boolean;
}): Promise<string> {
  const { hub, file, commit, blob, isNew, replace } = params;
  const path = snapshotPath(hub.settings.cacheFolder, file, commit);
  await writing(hub, async () => {
    await mkdir(dirname(path), { recursive: true });
    if (!replace && (await exists(path))) return;
    if (await isFolder(path)) await makeWay(file, path);
    if (hub.settings.symlinks === false || !(await link(blob, path))) await putFile(blob, path, isNew);
  });
  return path;
}

/**
 * False where links are not possible. What stands there, also a link whose target was deleted, is replaced in one step: taken away first, a
 * link that another process has just made would be gone for a moment in which that process reads it.
 */
async function link(blob: string, path: string): Promise<boolean> {
  // Beside the blobs, where what a killed process leaves is found and removed.
  const temporary = temporaryName(blob);
  try {
    await symlink(relative(dirname(path), blob), temporary);
    await rename(temporary, path);
    return true;
  } catch (error) {
    await rm(temporary, { force: true });
    if (noLinks.has(errorCode(error))) return false;
    throw error;
  }
}

async function putFile(blob: string, path: string, isNew: boolean): Promise<void> {
  if (isNew) {
    await rename(blob, path);
    return;
  }
  const temporary = temporaryName(path);
  try {
    await copyFile(blob, temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
