import { join } from 'node:path';
import { ProblemError } from '../../protocol/problem.ts';

/** A repository of the Hub. */
export interface Repository {
  repo: string;
  /** Default: model. */
  repoType?: 'model' | 'dataset';
}

/** One file of a repository at one revision. */
export interface RepositoryFile extends Repository {
  /** A commit (40 hex digits), or a branch or tag. */
  revision: string;
  path: string;
}

/** Folder of a repository in the cache: `models--owner--name` (huggingface_hub, `repo_folder_name`). */
export function repositoryFolder(cacheFolder: string, { repo, repoType = 'model' }: Repository): string {
  return join(cacheFolder, [`${repoType}s`, ...repo.split('/')].join('--'));
}

/** Where a blob lies: content under its digest. */
export function blobPath(cacheFolder: string, repository: Repository, etag: string): string {
  return join(repositoryFolder(cacheFolder, repository), 'blobs', etag);
}

/** Where a file of a commit lies. */
export function snapshotPath(cacheFolder: string, file: RepositoryFile, commit: string): string {
  return join(repositoryFolder(cacheFolder, file), 'snapshots', commit, ...safeSegments(file.repo, file.path));
}

/** Where it is marked that a commit has no such file. */
export function absencePath(cacheFolder: string, file: RepositoryFile, commit: string): string {
  return join(repositoryFolder(cacheFolder, file), '.no_exist', commit, ...safeSegments(file.repo, file.path));
}

/** Where the commit of a branch or tag is noted. */
export function refPath(cacheFolder: string, repository: Repository, ref: string): string {
  return join(repositoryFolder(cacheFolder, repository), 'refs', ...safeSegments(repository.repo, ref));
}

/** Whether a revision is a commit, which never changes. */
export function isCommit(revision: string): boolean {
  return /^[0-9a-f]{40}$/.test(revision);
}

/**
 * The segments of a path within a repository.
 *
 * @throws {ProblemError} hub-unsafe-path where it would leave its folder: absolute, with `..`, a drive letter or a backslash
 */
export function safeSegments(repo: string, path: string): string[] {
  const segments = path.split('/');
  const unsafe = segments.some(
    (segment) => segment === '' || segment === '.' || segment === '..' || /[\\:\0]/.test(segment),
  );
  if (unsafe) throw new ProblemError({ area: 'hub', code: 'hub-unsafe-path', repo, path });
  return segments;
}
