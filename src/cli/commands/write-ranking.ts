import type { RankingDocument } from '../../ranking/document.ts';
import { skippedSentence } from '../../ranking/skipped-maps.ts';
import type { CommandContext } from '../command-context.ts';
import { writeOutput } from '../write-output.ts';
import { describeFact } from './describe-fact.ts';
import { formatRanking } from './format-ranking.ts';
import type { RankFormat } from './rank-options.ts';

/** Where a ranking goes, and in which form. */
export interface RankingOutput {
  format: RankFormat;
  /** Rows to show, where the format is for reading. Default: those of the format. */
  top: number | undefined;
  /** A file; stdout where undefined. */
  out: string | undefined;
}

/**
 * Writes a ranking to a file or to stdout, and says on stderr which maps are missing in it.
 *
 * @throws {ProblemError} run-output-unusable, run-output-not-written
 */
export async function writeRanking(
  document: RankingDocument,
  { format, top, out }: RankingOutput,
  context: CommandContext,
): Promise<void> {
  const text = await formatRanking(document, { format, top, width: context.stdout.columns });
  if (out === undefined) context.stdout.write(text);
  else await writeOutput(out, text, context);
  // Who reads the table on a terminal has just read it there.
  const isSeen = format === 'table' && out === undefined && context.stdout.isTTY;
  const skipped = skippedSentence(document, describeFact);
  if (skipped !== '' && !isSeen) context.stderr.write(`${skipped}\n`);
}
