import { ProblemError } from '../protocol/problem.ts';

/**
 * Checks that a text can be the id of a repository (`name` or `owner/name`), because it becomes part of URLs and folder names.
 *
 * @throws {ProblemError} hub-bad-repository-id
 */
export function checkRepositoryId(repo: string): void {
  const valid =
    /^[\w-][\w.-]*(\/[\w-][\w.-]*)?$/.test(repo) &&
    !repo.includes('--') &&
    !repo.includes('..') &&
    repo.length <= 96 * 2;
  if (!valid) throw new ProblemError({ area: 'hub', code: 'hub-bad-repository-id', repo });
}
