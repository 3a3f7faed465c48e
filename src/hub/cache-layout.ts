import { join } from 'node:path';
import { ProblemError } from '../protocol/problem.ts';

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
