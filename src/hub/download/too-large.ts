import { ProblemError } from '../../protocol/problem.ts';

/** @param bytes size of the file; null where it is not known, only that it is above the limit */
export function tooLarge(file: { repo: string; path: string }, bytes: number | null, limitBytes: number): ProblemError {
  const { repo, path } = file;
  return new ProblemError({ area: 'hub', code: 'hub-file-too-large', repo, path, bytes, limitBytes });
}

/** @throws {ProblemError} hub-file-too-large @param bytes null: not known */
export function checkSize(file: { repo: string; path: string; limitBytes: number }, bytes: number | null): void {
  if (bytes !== null && bytes > file.limitBytes) throw tooLarge(file, bytes, file.limitBytes);
}
