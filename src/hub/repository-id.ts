import { ProblemError } from '../protocol/problem.ts';
import { isRepositoryId } from '../protocol/repository-id.ts';

/** @throws {ProblemError} hub-bad-repository-id */
export function checkRepositoryId(repo: string): void {
  if (!isRepositoryId(repo)) throw new ProblemError({ area: 'hub', code: 'hub-bad-repository-id', repo });
}
