import type { Examples } from '../../dataset/examples/examples.ts';
import { takesNumbers } from '../../estimators/estimator.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { RankRequest } from '../../protocol/rank-request.ts';
import { wholeMapsFor } from '../maps/first-look.ts';

/** @throws {ProblemError} run-variant-without-logme; run-estimator-needs-whole-maps, where a first look at maps is asked for with it */
export function checkSettings(request: RankRequest): void {
  const { variant, estimators: [first] = [], estimators = [] } = request;
  if (variant !== 'evidence' && first !== undefined && !estimators.includes('logme'))
    throw new ProblemError({ area: 'run', code: 'run-variant-without-logme', variant, estimator: first });
  const estimator = wholeMapsFor(request);
  if (request.look !== 'first' || estimator === null) return;
  throw new ProblemError({ area: 'run', code: 'run-estimator-needs-whole-maps', estimator });
}

/** @throws {ProblemError} run-estimator-needs-classes, where the labels are numbers to predict */
export function checkLabels({ estimators = [] }: RankRequest, { classes, labelColumn }: Examples): void {
  const estimator = estimators.find((name) => name !== 'logme' && !takesNumbers(name));
  if (classes.length > 0 || estimator === undefined) return;
  throw new ProblemError({ area: 'run', code: 'run-estimator-needs-classes', estimator, column: labelColumn });
}
