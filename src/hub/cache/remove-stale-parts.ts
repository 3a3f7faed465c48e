import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryForm } from './replace-file.ts';

/** A part that nothing was written to for so long belongs to a process that is gone: a silent download is given up after seconds. */
const staleAfterMs = 24 * 60 * 60 * 1000;

/** Removes what killed processes, ours or Python's, left half-written in a folder of blobs. Failures do not matter. */
export async function removeStaleParts(blobs: string, now: number = Date.now()): Promise<void> {
  const names = await readdir(blobs).catch(() => []);
  for (const name of names.filter((name) => temporaryForm.test(name))) {
    const path = join(blobs, name);
    const modified = await lstat(path).catch(() => null);
    if (modified !== null && now - modified.mtimeMs > staleAfterMs) await rm(path, { force: true }).catch(() => {});
  }
}
