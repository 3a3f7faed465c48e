import type { RankingDocument } from '../../ranking/document.ts';
import { measuredRanking, type NamedTransfers } from '../../transfers/measured-ranking.ts';
import type { CommandContext } from '../command-context.ts';
import { describeWarnings, linesOf } from '../run-notes.ts';

/** The ranking with what was measured, where that is of the same rows and model; where it is not, stderr says so. */
export function withTransfers(
  document: RankingDocument,
  transfers: NamedTransfers | null,
  { stderr }: Pick<CommandContext, 'stderr'>,
): RankingDocument {
  if (transfers === null) return document;
  const measured = measuredRanking(document, transfers);
  stderr.write(linesOf(describeWarnings(measured.warnings.slice(document.warnings.length))));
  return measured;
}
