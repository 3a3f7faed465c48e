import { buffer } from 'node:stream/consumers';
import type { RankingDocument } from '../ranking/document.ts';
import { parseRanking } from '../saved-ranking/parse-ranking.ts';
import { readRankingFile } from '../saved-ranking/read-ranking-file.ts';
import type { CommandContext } from './command-context.ts';

/**
 * Reads a ranking that `--format json` wrote.
 *
 * @param file `-` is standard input
 * @throws {ProblemError} result-unreadable, result-not-json, result-other-version, result-of-another-kind
 */
export async function readRanking(file: string, { stdin }: Pick<CommandContext, 'stdin'>): Promise<RankingDocument> {
  return file === '-' ? parseRanking(file, await buffer(stdin)) : readRankingFile(file, file);
}
