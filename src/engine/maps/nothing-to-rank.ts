import { ProblemError } from '../../protocol/problem.ts';
import type { SkippedEsm } from '../../ranking/document.ts';
import { foremostSkipped } from '../../ranking/skipped-maps.ts';

/** At which point the last map of a run was lost. */
export type NoneReason = 'none-listed' | 'none-cached' | 'none-match' | 'all-skipped';

/** The problem of a run that has no map, with what became of those that were skipped. */
export function nothingToRank(model: string, reason: NoneReason, skipped: readonly SkippedEsm[]): ProblemError {
  return new ProblemError({
    area: 'run',
    code: 'run-nothing-to-rank',
    model,
    reason,
    skipped: skipped.length,
    firstSkipped: skipped[0]?.code ?? null,
    firstMaps: foremostSkipped(skipped),
  });
}
