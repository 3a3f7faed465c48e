import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeStaleParts } from '../cache/remove-stale-parts.ts';
import { temporaryName } from '../cache/replace-file.ts';
import type { Hub } from '../hub.ts';

/** Above so many bytes the files that were used least recently give way. */
const limitBytes = 4e9;

/** A part of a file, named by the digest of the whole. */
interface Range {
  hub: Hub;
  digest: string;
  start: number;
  end: number;
}

/**
 * A part of a file that was fetched before. The cache that is shared with Python holds whole files only, so parts lie in a folder of
 * this program, one folder for each file: `<digest>/<start>-<end>`. The digest names the content, so nothing there grows old. After the
 * bytes of the part stands their own sha256: a disk or a machine that lost its power may leave other bytes than were written.
 */
export async function keptRange({ hub, digest, start, end }: Range): Promise<Uint8Array | null> {
  const folder = folderOf(hub, digest);
  if (folder === null) return null;
  const kept = await readFile(join(folder, nameOf(start, end))).catch(() => null);
  if (kept?.length !== end - start + sealBytes) return null;
  const bytes = kept.subarray(0, end - start);
  return sealOf(bytes).equals(kept.subarray(end - start)) ? bytes : null;
}

/** Keeps a part. A failure to write is only logged: the bytes themselves are there. */
export async function keepRange({ hub, digest, start, end }: Range, bytes: Uint8Array): Promise<void> {
  const folder = folderOf(hub, digest);
  if (folder === null) return;
  const path = join(folder, nameOf(start, end));
  const temporary = temporaryName(path);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(temporary, [bytes, sealOf(bytes)], { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    hub.log('warn', `a part of a dataset could not be kept: ${error}`);
  }
}

/** Removes the parts of a file: they hold something that is not the file. Never fails. */
export async function forgetRanges(hub: Hub, digest: string): Promise<void> {
  const folder = folderOf(hub, digest);
  if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => {});
}

/** Bytes that are kept of a file. */
export async function keptBytes(hub: Hub, digest: string): Promise<number> {
  const folder = folderOf(hub, digest);
  if (folder === null) return 0;
  const names = await readdir(folder).catch(() => []);
  return names.reduce((sum, name) => sum + lengthOf(name), 0);
}

/** Notes that files are in use, and removes what killed processes left and, where there is too much, the parts of others, the oldest first. Never fails. */
export async function tidyRanges(hub: Hub, digests: readonly string[]): Promise<void> {
  const root = rootOf(hub);
  if (root === null) return;
  const now = new Date();
  await Promise.all(digests.map((digest) => utimes(join(root, digest), now, now).catch(() => {})));
  await Promise.all(digests.map((digest) => removeStaleParts(join(root, digest))));
  const names = await readdir(root).catch(() => []);
  const folders = await Promise.all(
    names.map(async (name) => ({
      name,
      bytes: await keptBytes(hub, name),
      usedAt: await stat(join(root, name)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    })),
  );
  let bytes = folders.reduce((sum, folder) => sum + folder.bytes, 0);
  for (const folder of folders.sort((a, b) => a.usedAt - b.usedAt)) {
    if (bytes <= limitBytes) return;
    if (digests.includes(folder.name)) continue;
    await rm(join(root, folder.name), { recursive: true, force: true }).catch(() => {});
    bytes -= folder.bytes;
  }
}

function rootOf({ answersFolder }: Hub): string | null {
  return answersFolder === null ? null : join(answersFolder, 'ranges');
}

function folderOf(hub: Hub, digest: string): string | null {
  const root = rootOf(hub);
  return root === null ? null : join(root, digest);
}

const sealBytes = 32;

function sealOf(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}

function nameOf(start: number, end: number): string {
  return `${start}-${end}`;
}

function lengthOf(name: string): number {
  const [, start, end] = /^(\d+)-(\d+)$/.exec(name) ?? [];
  return start === undefined ? 0 : Number(end) - Number(start);
}
