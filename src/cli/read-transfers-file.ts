import { readFile } from 'node:fs/promises';
import { fileFaultOf } from '../protocol/file-fault.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { NamedTransfers } from '../transfers/measured-ranking.ts';
import { readTransfers } from '../transfers/read-transfers.ts';

/**
 * Reads a file that the fine-tuning cell wrote.
 *
 * @param file undefined: none was named
 * @throws {ProblemError} result-unreadable, and what `readTransfers` throws
 */
export async function readTransfersFile(file: string | undefined): Promise<NamedTransfers | null> {
  if (file === undefined) return null;
  const written = await readFile(file).catch((cause: unknown) => {
    const problem = { area: 'result', code: 'result-unreadable', kind: 'transfers', file } as const;
    throw new ProblemError({ ...problem, ...fileFaultOf(cause) }, { cause });
  });
  return { file, transfers: readTransfers(file, written) };
}
