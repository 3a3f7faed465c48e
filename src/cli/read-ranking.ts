import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { parseJson } from '../json/parse-json.ts';
import { fileFaultOf } from '../protocol/file-fault.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { RankingDocument } from '../ranking/document.ts';
import { readDocument } from '../ranking/read-document.ts';
import type { CommandContext } from './command-context.ts';

const area = 'result';
const kind = 'ranking';

/** A ranking of 100,000 maps, with the draws of a part, stays below it. */
const rankingLimits = { maxBytes: 512 * 1024 * 1024 };

/**
 * Reads a ranking that `--format json` wrote.
 *
 * @param file `-` is standard input
 * @throws {ProblemError} result-unreadable, result-not-json, result-other-version, result-of-another-kind
 */
export async function readRanking(file: string, { stdin }: Pick<CommandContext, 'stdin'>): Promise<RankingDocument> {
  const read = readDocument(parsed(file, await bytesOf(file, stdin)));
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

async function bytesOf(file: string, stdin: CommandContext['stdin']): Promise<Uint8Array> {
  if (file === '-') return buffer(stdin);
  return readFile(file).catch((cause: unknown) => {
    throw new ProblemError({ area, code: 'result-unreadable', kind, file, ...fileFaultOf(cause) }, { cause });
  });
}

function parsed(file: string, written: Uint8Array): unknown {
  try {
    return parseJson(written, rankingLimits);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProblemError({ area, code: 'result-not-json', kind, file, reason }, { cause });
  }
}
