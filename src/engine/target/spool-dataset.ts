import { addAbortSignal, type Readable } from 'node:stream';
import { withTemporaryFile } from '../../dataset/sources/temporary-file.ts';
import { ProblemError } from '../../protocol/problem.ts';

/** How standard input is named as a dataset. */
export const standardInput = '-';

/**
 * Writes a stream into a temporary file, for a dataset is read more than once, and removes the file when `use` ends.
 * @param use Gets the folder in which the file lies, named {@link standardInput}.
 * @throws ProblemError `run-cancelled`, `dataset-unreadable-file`; what `use` throws.
 */
export async function withSpooledDataset<T>(
  stream: Readable,
  signal: AbortSignal,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  let spooled = false;
  try {
    return await withTemporaryFile(addAbortSignal(signal, stream), standardInput, (folder) => {
      spooled = true;
      return use(folder);
    });
  } catch (cause) {
    if (spooled) throw cause;
    if (signal.aborted) throw new ProblemError({ area: 'run', code: 'run-cancelled' }, { cause });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProblemError(
      { area: 'dataset', code: 'dataset-unreadable-file', file: standardInput, reason },
      { cause },
    );
  }
}
