import type { DatasetFormat } from '../../protocol/dataset-facts.ts';
import { ProblemError } from '../../protocol/problem.ts';

/**
 * What a format's library threw, as the problem of a damaged file: these libraries throw plain errors of every kind on bytes they
 * cannot read. Our own problems pass.
 */
export function damaged(file: string, format: DatasetFormat, cause: unknown): ProblemError {
  if (cause instanceof ProblemError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ProblemError({ area: 'dataset', code: 'dataset-damaged-file', file, format, reason }, { cause });
}
