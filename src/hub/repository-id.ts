import { ProblemError } from '../protocol/problem.ts';

/**
 * Whether a text can be the id of a repository, `name` or `owner/name` (huggingface_hub, `validate_repo_id`). It becomes part of URLs and
 * folder names.
 */
export function isRepositoryId(repo: string): boolean {
  return /^[\w-][\w.-]*(\/[\w-][\w.-]*)?$/.test(repo) && !/--|\.\./.test(repo) && repo.length <= 96 * 2;
}

/** @throws {ProblemError} hub-bad-repository-id */
export function checkRepositoryId(repo: string): void {
  if (!isRepositoryId(repo)) throw new ProblemError({ area: 'hub', code: 'hub-bad-repository-id', repo });
}
