import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { writing } from '../cache/cache-problem.ts';
import { temporaryName } from '../cache/replace-file.ts';
import type { BlobDownload } from './blob-download.ts';
import { Transfer } from './transfer.ts';

/**
 * Writes the content of an opened file to its blob: under a temporary name that no other process uses, checked while it
 * streams, renamed into place only when size and digest are right. A broken connection is taken up where it broke.
 *
 * @throws {ProblemError} hub-file-too-large, hub-corrupt-download, a problem of the Hub or the cache, run-cancelled. Nothing is left behind then
 */
export async function downloadBlob(download: BlobDownload): Promise<void> {
  const { hub, blob } = download;
  const temporary = temporaryName(blob);
  const handle = await writing(hub, () => open(temporary, 'wx+', 0o644));
  try {
    await new Transfer(download, handle).toEnd();
    // A machine that loses its power after the rename must not find an empty file under a name that vouches for its content.
    await writing(hub, () => handle.sync());
    await handle.close();
    await writing(hub, () => intoPlace(temporary, blob, download.opened.size));
  } catch (error) {
    await dropPart(handle, temporary);
    throw error;
  }
}

/** Windows refuses to replace a file that someone reads; where it has the right size, another process was first. */
async function intoPlace(temporary: string, blob: string, size: number | null): Promise<void> {
  try {
    await rename(temporary, blob);
  } catch (error) {
    if (!(await hasBlob(blob, size))) throw error;
    await rm(temporary, { force: true });
  }
}

async function dropPart(handle: FileHandle, temporary: string): Promise<void> {
  await handle.close().catch(() => {});
  await rm(temporary, { force: true }).catch(() => {});
}

/** Whether a blob is there with the right size. */
async function hasBlob(blob: string, size: number | null): Promise<boolean> {
  const found = await stat(blob).catch(() => null);
  return found?.isFile() === true && (size === null || found.size === size);
}
