import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a small file under a temporary name and renames it: readers find the old content or the new, never a part. */
export async function replaceFile(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = temporaryName(path);
  try {
    await writeFile(temporary, content, { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** A name beside `path` that no other process uses. */
export function temporaryName(path: string): string {
  return `${path}.${randomBytes(4).toString('hex')}.incomplete`;
}

/** What `temporaryName` makes of names: also the form of Python's temporary blobs. */
export const temporaryForm = /\.[0-9a-f]{8}\.incomplete$/;
