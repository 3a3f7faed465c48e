import { readFile } from 'node:fs/promises';
import { fileFaultOf } from '../protocol/file-fault.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { RankingDocument } from '../ranking/document.ts';
import { parseRanking } from './parse-ranking.ts';

/**
 * Reads a ranking that `--format json` wrote.
 *
 * @param path where it is; `name`: what problems call it
 * @throws {ProblemError} result-unreadable, result-not-json, result-other-version, result-of-another-kind
 */
export async function readRankingFile(path: string, name: string): Promise<RankingDocument> {
  const written = await readFile(path).catch((cause: unknown) => {
    const facts = { kind: 'ranking', file: name, ...fileFaultOf(cause) } as const;
    throw new ProblemError({ area: 'result', code: 'result-unreadable', ...facts }, { cause });
  });
  return parseRanking(name, written);
}
