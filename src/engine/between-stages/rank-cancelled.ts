import { ProblemError } from '../../protocol/problem.ts';
import type { RankingDocument } from '../../ranking/document.ts';

/** A run that was cancelled, with what it had ranked by then; null where the baseline was not known yet. */
export class RankCancelled extends ProblemError {
  readonly partial: RankingDocument | null;

  constructor(partial: RankingDocument | null, options?: ErrorOptions) {
    super({ area: 'run', code: 'run-cancelled' }, options);
    this.partial = partial;
  }
}
