import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { ProblemError } from '../protocol/problem.ts';
import { isCommit, type Repository, type RepositoryFile, repositoryFolder, safeSegments } from './cache-layout.ts';
import { cachedCommit, exists } from './cached-file.ts';
import type { Hub } from './hub.ts';

/**
 * Notes which commit a branch or tag means now (`refs/<name>`, without a newline: Python would not read it otherwise). Written to a
 * temporary name and renamed.
 *
 * @throws {ProblemError} hub-cache-not-writable, hub-disk-full
 */
export async function writeRef(hub: Hub, repository: Repository, ref: string, commit: string): Promise<void> {
  if (isCommit(ref) || (await cachedCommit(hub, repository, ref)) === commit) return;
  const path = join(
    repositoryFolder(hub.settings.cacheFolder, repository),
    'refs',
    ...safeSegments(repository.repo, ref),
  );
  await writing(hub, async () => {
    await mkdir(dirname(path), { recursive: true });
    const temporary = temporaryName(path);
    await writeFile(temporary, commit, { flag: 'wx' });
    await rename(temporary, path);
  });
}

/** Notes that a file does not exist in a commit, so that it is not asked for again. */
export async function markAbsent(hub: Hub, file: RepositoryFile, commit: string): Promise<void> {
  const folder = repositoryFolder(hub.settings.cacheFolder, file);
  const marker = join(folder, '.no_exist', commit, ...safeSegments(file.repo, file.path));
  await writing(hub, async () => {
    await mkdir(dirname(marker), { recursive: true });
    await writeFile(marker, '');
  });
}

/** Puts a verified blob into the snapshot of its commit: by a relative link, or the file itself where links are not allowed. */
export async function linkSnapshot(hub: Hub, file: RepositoryFile, commit: string, blob: string): Promise<string> {
  const folder = repositoryFolder(hub.settings.cacheFolder, file);
  const path = join(folder, 'snapshots', commit, ...safeSegments(file.repo, file.path));
  await writing(hub, async () => {
    await mkdir(dirname(path), { recursive: true });
    if (await exists(path)) return;
    // A link whose target was deleted is in the way of a new one.
    await rm(path, { force: true });
    await symlink(relative(dirname(path), blob), path).catch(async (error: unknown) => {
      if (errorCode(error) === 'EEXIST') return;
      if (errorCode(error) !== 'EPERM') throw error;
      await rename(blob, path);
    });
  });
  return path;
}

/** A name beside `path` that no other process uses. */
export function temporaryName(path: string): string {
  return `${path}.${randomBytes(4).toString('hex')}.incomplete`;
}

/**
 * Runs a step that writes to the cache and turns the system's refusals into problems.
 *
 * @throws {ProblemError} hub-disk-full, hub-cache-not-writable
 */
export async function writing<Value>(hub: Hub, step: () => Promise<Value>): Promise<Value> {
  try {
    return await step();
  } catch (cause) {
    throw cacheProblem(hub.settings.cacheFolder, cause) ?? cause;
  }
}

const diskFull = new Set(['ENOSPC', 'EDQUOT']);
const notWritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ENAMETOOLONG', 'EMFILE']);

function cacheProblem(folder: string, cause: unknown): ProblemError | null {
  const code = errorCode(cause);
  if (diskFull.has(code)) return new ProblemError({ area: 'hub', code: 'hub-disk-full', folder }, { cause });
  if (!notWritable.has(code)) return null;
  return new ProblemError({ area: 'hub', code: 'hub-cache-not-writable', folder, reason: code }, { cause });
}

/** The system's code of an error (`ENOENT`); empty where it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
