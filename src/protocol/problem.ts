import * as z from 'zod';
import { datasetProblem } from './problems/dataset.ts';
import { engineProblem } from './problems/engine.ts';
import { esmProblem } from './problems/esm.ts';
import { filterProblem } from './problems/filter.ts';
import { hubProblem } from './problems/hub.ts';
import { languageModelProblem } from './problems/language-model.ts';
import { mergeProblem } from './problems/merge.ts';
import { publishProblem } from './problems/publish.ts';
import { recipeProblem } from './problems/recipe.ts';
import { resultProblem } from './problems/result.ts';
import { runProblem } from './problems/run.ts';
import { trainingProblem } from './problems/training.ts';

/**
 * Everything that can go wrong and that a person can act on: a closed union, told apart by `code`, grouped by `area`.
 * A problem holds facts, never sentences; `src/words` turns it into words for the command line or the editor.
 */
export const problem = z.discriminatedUnion('code', [
  ...datasetProblem.options,
  ...hubProblem.options,
  ...languageModelProblem.options,
  ...esmProblem.options,
  ...recipeProblem.options,
  ...engineProblem.options,
  ...runProblem.options,
  ...mergeProblem.options,
  ...filterProblem.options,
  ...publishProblem.options,
  ...trainingProblem.options,
  ...resultProblem.options,
]);

/** A problem of any area. */
export type Problem = z.infer<typeof problem>;

/** The code of any problem. */
export type ProblemCode = Problem['code'];

/** The one exception that carries a {@link Problem}. Any other exception is a defect of this program. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  /** @param options `cause`: the lower exception, kept for the log. */
  constructor(problem: Problem, options?: ErrorOptions) {
    super(`${problem.code} ${JSON.stringify(problem)}`, options);
    this.problem = problem;
  }
}
