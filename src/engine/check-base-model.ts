import { ProblemError } from '../protocol/problem.ts';

/**
 * Holds a map that was named by hand against the base model of the run. Names are compared without their owner and without
 * regard to case, because config.json often has the old, short name (`bert-base-uncased`).
 *
 * @throws {ProblemError} esm-other-base-model
 */
export function checkBaseModel(params: { repo: string; expected: string; found: string }): void {
  const { repo, expected, found } = params;
  if (shortName(expected) === shortName(found)) return;
  throw new ProblemError({ area: 'esm', code: 'esm-other-base-model', repo, expected, found });
}

function shortName(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1).toLowerCase();
}
