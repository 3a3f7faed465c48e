import { join } from 'node:path';
import { ProblemError } from '../protocol/problem.ts';
import type { RankingDocument } from '../ranking/document.ts';
import { readRankingFile } from '../saved-ranking/read-ranking-file.ts';
import { readablePath } from './readable-path.ts';
import type { ToolContext } from './tool.ts';

/**
 * A ranking of this session, or one in a file below the folders that are open.
 *
 * @throws {ProblemError} result-not-kept; run-outside-folders; those of a file that is no ranking
 */
export async function namedRanking(
  name: string,
  { results, folders }: Pick<ToolContext, 'results' | 'folders'>,
): Promise<RankingDocument> {
  const kept = results.ranking(name);
  if (kept !== null) return kept;
  if (/^(?:esm-rank:\/\/.*|\w+-\d+)$/.test(name)) {
    throw new ProblemError({ area: 'result', code: 'result-not-kept', name, kept: results.rankingNames() });
  }
  const { folder, path } = await readablePath(name, await folders());
  return readRankingFile(join(folder, path), name);
}
