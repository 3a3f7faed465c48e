import { lstat, readdir, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { ProblemError } from '../protocol/problem.ts';

/** A path that may be read: `path` from `folder`, both without links at the time when it was looked at. */
export interface ReadablePath {
  folder: string;
  path: string;
}

/** Entries of a folder that are looked at; no dataset or map has as many, and a whole disk has more. */
const mostEntries = 20_000;

/**
 * What a name means below the folders that are open to an assistant. A relative one starts from the first folder that has it, else from the
 * first. Links are followed on both sides, so that none leads out; the links in a folder that is named are looked at, too. What does not
 * exist passes: whoever opens it says so.
 *
 * @param folders absolute paths
 * @throws {ProblemError} run-outside-folders
 */
export async function readablePath(name: string, folders: readonly string[]): Promise<ReadablePath> {
  const refused = () =>
    new ProblemError({ area: 'run', code: 'run-outside-folders', file: name, folders: [...folders] });
  const roots = await realFolders(folders);
  const [first] = roots;
  // A path with this character names nothing, and Node refuses to look at it.
  if (first === undefined || name.includes('\0')) throw refused();
  const real = await realPath(await absolute(name, roots, first));
  const root = real === null ? undefined : roots.find((folder) => isBelow(real, folder));
  if (real === null || root === undefined || (await hasLinkOut(real, roots))) throw refused();
  const path = relative(root, real);
  return { folder: root, path: path === '' ? '.' : path };
}

async function realFolders(folders: readonly string[]): Promise<string[]> {
  const found = await Promise.all(folders.map((folder) => realpath(folder).catch(() => null)));
  return found.filter((folder) => folder !== null);
}

async function absolute(name: string, roots: readonly string[], first: string): Promise<string> {
  if (/^~[\\/]/.test(name)) return join(homedir(), name.slice(2));
  if (isAbsolute(name)) return resolve(name);
  for (const root of roots) if ((await lstat(join(root, name)).catch(() => null)) !== null) return join(root, name);
  return join(first, name);
}

/** The path without links; of what does not exist that of the folders above it. Null for a link to nothing. */
async function realPath(path: string): Promise<string | null> {
  const real = await realpath(path).catch(() => null);
  if (real !== null) return real;
  // A link to what is not there may be one to what is there a moment later.
  if ((await lstat(path).catch(() => null))?.isSymbolicLink()) return null;
  const above = dirname(path);
  const realAbove = above === path ? null : await realPath(above);
  return realAbove === null ? null : join(realAbove, relative(above, path));
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Whether a folder holds a link that leads out of all roots, or more than anybody can look at. */
async function hasLinkOut(path: string, roots: readonly string[]): Promise<boolean> {
  const waiting = [path];
  let seen = 0;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    // A file has no entries.
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      if (++seen > mostEntries) return true;
      const place = join(folder, entry.name);
      if (entry.isDirectory()) waiting.push(place);
      if (entry.isSymbolicLink() && (await leadsOut(place, roots))) return true;
    }
  }
  return false;
}

async function leadsOut(link: string, roots: readonly string[]): Promise<boolean> {
  const real = await realpath(link).catch(() => null);
  return real === null || !roots.some((root) => isBelow(real, root));
}
