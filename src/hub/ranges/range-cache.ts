import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { type RepositoryFile, repositoryFolder } from '../cache/layout.ts';
import { removeStaleParts } from '../cache/remove-stale-parts.ts';
import { replaceFile, temporaryName } from '../cache/replace-file.ts';
import type { Hub } from '../hub.ts';

/** Above so many bytes the files that were used least recently give way. */
const limitBytes = 4e9;

/** A part of a file. */
interface Range {
  hub: Hub;
  /** Names the whole: its digest, or {@link keyOfFile} where that is not known beforehand. */
  key: string;
  start: number;
  end: number;
}

/**
 * A part of a file that was fetched before. The cache that is shared with Python holds whole files only, so parts lie in a folder of
 * this program, one folder for each file: `<key>/<start>-<end>`. The key names the content, so nothing there grows old. After the
 * bytes of the part stands their own sha256: a disk or a machine that lost its power may leave other bytes than were written.
 */
export async function keptRange({ hub, key, start, end }: Range): Promise<Uint8Array | null> {
  const folder = folderOf(hub, key);
  if (folder === null) return null;
  const kept = await readFile(join(folder, nameOf(start, end))).catch(() => null);
  if (kept?.length !== end - start + sealBytes) return null;
  const bytes = kept.subarray(0, end - start);
  return sealOf(bytes).equals(kept.subarray(end - start)) ? bytes : null;
}

/** Keeps a part. A failure to write is only logged: the bytes themselves are there. */
export async function keepRange({ hub, key, start, end }: Range, bytes: Uint8Array): Promise<void> {
  const folder = folderOf(hub, key);
  if (folder === null) return;
  const path = join(folder, nameOf(start, end));
  const temporary = temporaryName(path);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(temporary, [bytes, sealOf(bytes)], { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    hub.log('warn', `a part of a file could not be kept: ${error}`);
  }
}

/** The key of a file of a commit, for one whose digest is known only once it has been asked for. */
export function keyOfFile(file: RepositoryFile): string {
  return `${ownerKey(file)}${file.revision}@${file.path.replaceAll('/', '--')}`;
}

/** What of {@link keyOfFile} is the same at all commits. */
function fileOfKey(key: string): string {
  const [owner = '', , ...path] = key.split('@');
  return [owner, ...path].join('@');
}

function ownerKey(repository: Pick<RepositoryFile, 'repo' | 'repoType'>): string {
  return `${basename(repositoryFolder('', repository))}@`;
}

/** Bytes that are kept of the files of models by {@link keyOfFile}: by repository. */
export async function keptBytesOfModels(hub: Hub): Promise<Map<string, number>> {
  const root = rootOf(hub);
  const names = root === null ? [] : await readdir(root).catch(() => []);
  const kept = new Map<string, number>();
  for (const name of names) {
    const [, folder] = /^models--(.+?)@/.exec(name) ?? [];
    if (folder === undefined) continue;
    const repo = folder.replaceAll('--', '/');
    kept.set(repo, (kept.get(repo) ?? 0) + (await keptBytes(hub, name)));
  }
  return kept;
}

/** Removes the parts that are kept of the files of a repository by {@link keyOfFile}. Never fails. */
export async function forgetRangesOf(hub: Hub, repository: Pick<RepositoryFile, 'repo' | 'repoType'>): Promise<void> {
  for (const key of await keysOf(hub, repository)) await forgetRanges(hub, key);
}

async function keysOf(hub: Hub, repository: Pick<RepositoryFile, 'repo' | 'repoType'>): Promise<string[]> {
  const root = rootOf(hub);
  const names = root === null ? [] : await readdir(root).catch(() => []);
  return names.filter((name) => name.startsWith(ownerKey(repository)));
}

/** The longest stretch from the first byte on that is kept of a file. */
export async function keptBeginning(hub: Hub, key: string): Promise<Uint8Array> {
  const folder = folderOf(hub, key);
  const names = folder === null ? [] : await readdir(folder).catch(() => []);
  const longest = names
    .filter((name) => name.startsWith('0-'))
    .reduce((most, name) => Math.max(most, lengthOf(name)), 0);
  return (longest === 0 ? null : await keptRange({ hub, key, start: 0, end: longest })) ?? new Uint8Array();
}

/** What the Hub said of a file whose parts are kept. */
export interface KeptFacts {
  etag: string;
  size: number | null;
}

const keptFacts = z.object({ etag: z.string(), size: z.number().int().nonnegative().nullable() });
const factsName = 'facts.json';

/** What was noted of a file; null where nothing was, or not what stands there. */
export async function readKeptFacts(hub: Hub, key: string): Promise<KeptFacts | null> {
  const folder = folderOf(hub, key);
  if (folder === null) return null;
  const text = await readFile(join(folder, factsName), 'utf8').catch(() => '');
  const [facts = '', seal] = text.split('\n');
  return seal === hash('sha256', facts) ? (keptFacts.safeParse(parsedOr(facts)).data ?? null) : null;
}

/** Notes what the Hub says of a file. A failure to write is only logged. */
export async function keepFacts(hub: Hub, key: string, facts: KeptFacts): Promise<void> {
  const folder = folderOf(hub, key);
  if (folder === null) return;
  const text = JSON.stringify(facts);
  await replaceFile(join(folder, factsName), `${text}\n${hash('sha256', text)}`).catch((error: unknown) => {
    hub.log('warn', `facts of a part of a file could not be kept: ${error}`);
  });
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Removes the parts of a file: they hold something that is not the file. Never fails. */
export async function forgetRanges(hub: Hub, key: string): Promise<void> {
  const folder = folderOf(hub, key);
  if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => {});
}

/** Bytes that are kept of a file. */
export async function keptBytes(hub: Hub, key: string): Promise<number> {
  const folder = folderOf(hub, key);
  if (folder === null) return 0;
  const names = await readdir(folder).catch(() => []);
  return names.reduce((sum, name) => sum + lengthOf(name), 0);
}

/**
 * Notes that files are in use, and removes what killed processes left, the parts of the same files at other commits and, where there is too much, the parts of others,
 * the oldest first. Never fails.
 */
export async function tidyRanges(hub: Hub, keys: readonly string[]): Promise<void> {
  const root = rootOf(hub);
  if (root === null) return;
  const now = new Date();
  const used = new Set(keys);
  await Promise.all(keys.map((key) => utimes(join(root, key), now, now).catch(() => {})));
  await Promise.all(keys.map((key) => removeStaleParts(join(root, key))));
  const names = await readdir(root).catch(() => []);
  const files = new Set(keys.map(fileOfKey));
  const isOutdated = (name: string) => name.includes('@') && !used.has(name) && files.has(fileOfKey(name));
  await Promise.all(names.filter(isOutdated).map((name) => forgetRanges(hub, name)));
  const left = names.filter((name) => !isOutdated(name));
  const folders = await Promise.all(
    left.map(async (name) => ({
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
    if (used.has(folder.name)) continue;
    await rm(join(root, folder.name), { recursive: true, force: true }).catch(() => {});
    bytes -= folder.bytes;
  }
}

function rootOf({ answersFolder }: Hub): string | null {
  return answersFolder === null ? null : join(answersFolder, 'ranges');
}

function folderOf(hub: Hub, key: string): string | null {
  const root = rootOf(hub);
  return root === null ? null : join(root, key);
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
