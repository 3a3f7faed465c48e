import { ProblemError } from '../../protocol/problem.ts';
import { sameBaseModel } from './same-base-model.ts';

/**
 * Holds a map that was named by hand against the base model of the run.
 *
 * @throws {ProblemError} esm-other-base-model
 */
export function checkBaseModel(params: { repo: string; expected: string; found: string }): void {
  const { repo, expected, found } = params;
  if (sameBaseModel(expected, found)) return;
  throw new ProblemError({ area: 'esm', code: 'esm-other-base-model', repo, expected, found });
}
