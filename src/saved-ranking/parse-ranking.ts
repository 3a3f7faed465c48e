import { parseJson } from '../json/parse-json.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { RankingDocument } from '../ranking/document.ts';
import { readDocument } from '../ranking/read-document.ts';

const area = 'result';
const kind = 'ranking';

/** A ranking of 100,000 maps, with the draws of a part, stays below it. */
const rankingLimits = { maxBytes: 512 * 1024 * 1024 };

/**
 * The ranking in the bytes of a file that `--format json` wrote.
 *
 * @param file its name, for problems
 * @throws {ProblemError} result-not-json, result-other-version, result-of-another-kind
 */
export function parseRanking(file: string, written: Uint8Array): RankingDocument {
  const read = readDocument(parsed(file, written));
  switch (read.kind) {
    case 'document':
      return read.document;
    case 'other-version':
      throw new ProblemError({ area, code: 'result-other-version', kind, file, schema: read.schema });
    case 'invalid': {
      const { where, reason } = read;
      throw new ProblemError({ area, code: 'result-of-another-kind', kind, file, where, reason });
    }
  }
}

function parsed(file: string, written: Uint8Array): unknown {
  try {
    return parseJson(written, rankingLimits);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProblemError({ area, code: 'result-not-json', kind, file, reason }, { cause });
  }
}
