import * as z from 'zod';
import { parseJson } from '../json/parse-json.ts';
import { type Problem, ProblemError } from '../protocol/problem.ts';
import { type Transfers, transfersFile, transfersLimits, transfersSchema } from './transfers-file.ts';

const kind = 'transfers';
const anySchema = z.object({ schema: z.string().startsWith('intermediate-task-transfers/') });

/**
 * What a file of measured gains says.
 *
 * @param file as a person knows it, for problems
 * @throws {ProblemError} result-not-json, result-other-version, result-of-another-kind
 */
export function readTransfers(file: string, written: Uint8Array): Transfers {
  const value = parsed(file, written);
  const named = anySchema.safeParse(value);
  if (named.success && named.data.schema !== transfersSchema) {
    throw new ProblemError({ area: 'result', code: 'result-other-version', kind, file, schema: named.data.schema });
  }
  const read = transfersFile.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.map(String).join('.') ?? '';
  const problem: Problem = {
    area: 'result',
    code: 'result-of-another-kind',
    kind,
    file,
    where,
    reason: issue?.message ?? '',
  };
  throw new ProblemError(problem);
}

function parsed(file: string, written: Uint8Array): unknown {
  try {
    return parseJson(written, transfersLimits);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProblemError({ area: 'result', code: 'result-not-json', kind, file, reason }, { cause });
  }
}
