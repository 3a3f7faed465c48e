import { errorCode } from '../../protocol/error-code.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Hub } from '../hub.ts';

/**
 * Runs a step that writes to the cache and turns the system's refusals into problems.
 *
 * @throws {ProblemError} hub-disk-full, hub-cache-not-writable
 */
export async function writing<Value>(hub: Hub, step: () => Promise<Value>): Promise<Value> {
  try {
    return await step();
  } catch (cause) {
    throw cacheProblem(hub.settings.cacheFolder, cause) ?? cause;
  }
}

const diskFull = new Set(['ENOSPC', 'EDQUOT']);
const notWritable = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'EEXIST',
  'EISDIR',
  'ENAMETOOLONG',
  'EMFILE',
  'ENFILE',
  'EFBIG',
  'EBUSY',
  'EIO',
]);

function cacheProblem(folder: string, cause: unknown): ProblemError | null {
  const code = errorCode(cause);
  if (diskFull.has(code)) return new ProblemError({ area: 'hub', code: 'hub-disk-full', folder }, { cause });
  if (!notWritable.has(code)) return null;
  return new ProblemError(
    { area: 'hub', code: 'hub-cache-not-writable', folder, reason: reasonOf(code, cause) },
    { cause },
  );
}

/** With the place where something of another kind stands in the way. */
function reasonOf(code: string, cause: unknown): string {
  const place = cause instanceof Error && 'path' in cause && typeof cause.path === 'string' ? cause.path : null;
  return place !== null && ['ENOTDIR', 'EEXIST', 'EISDIR'].includes(code) ? `${code} ${place}` : code;
}
