import { constants, type Stats } from 'node:fs';
import { access, lstat, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { errorCode } from '../protocol/error-code.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { RunProblem } from '../protocol/problems/run.ts';

/** What a name for a result stands for, its links followed, and so how it is written. */
export type OutputTarget =
  /** A file that does not exist yet. */
  | { kind: 'new'; path: string }
  /** A file that a new one takes the place of, with its permissions. */
  | { kind: 'replaced'; path: string; found: Stats }
  /** A file with other names (hard links) or of another owner, which a new one would cut off. */
  | { kind: 'overwritten'; path: string }
  /** A pipe with a name: it has a reader, or will have. */
  | { kind: 'pipe'; path: string }
  /** A device. */
  | { kind: 'device'; path: string }
  /** What a shell has opened for this process: `/dev/stdout`, `/dev/fd/3`. */
  | { kind: 'descriptor'; descriptor: number };

type Reason = Extract<RunProblem, { code: 'run-output-unusable' }>['reason'];

/** As many as Linux follows. */
const mostLinks = 40;

/**
 * Finds out how a result can be written to `file`; writes nothing.
 *
 * @throws {ProblemError} run-output-unusable
 */
export async function outputTarget(file: string): Promise<OutputTarget> {
  if (file === '' || /[\\/]$/.test(file.replaceAll(sep, '/'))) throw unusable(file, file, 'is-folder');
  let path = file;
  for (let links = 0; links < mostLinks; links++) {
    const here = join(await folderOf(file, path), basename(path));
    const descriptor = descriptorOf(here);
    if (descriptor !== null) return { kind: 'descriptor', descriptor };
    const link = await refusedAs(file, here, linkAt(here));
    if (link === null) return targetAt(file, here);
    path = link.startsWith('/') ? link : join(dirname(here), link);
  }
  throw unusable(file, path, 'other', 'ELOOP');
}

/**
 * Holds the name of a result against what it is made of, before any work is done.
 *
 * @param file undefined: stdout, which is open already
 * @param inputs files that are read
 * @throws {ProblemError} run-output-unusable
 */
export async function checkOutput(file: string | undefined, inputs: readonly string[]): Promise<void> {
  if (file === undefined) return;
  const target = await outputTarget(file);
  if (target.kind !== 'replaced' && target.kind !== 'overwritten') return;
  const written = await stat(target.path);
  for (const input of inputs) {
    const read = await stat(input).catch(() => null);
    if (read !== null && read.ino === written.ino && read.dev === written.dev) throw unusable(file, input, 'is-input');
  }
}

/** The folder of a path without links in it. */
async function folderOf(file: string, path: string): Promise<string> {
  const folder = dirname(path);
  try {
    if ((await stat(folder)).isDirectory()) return await realpath(folder);
    throw unusable(file, folder, 'not-a-folder');
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    if (errorCode(error) === 'ENOENT') throw unusable(file, folder, 'no-folder');
    if (errorCode(error) === 'ENOTDIR') throw unusable(file, await fileIn(folder), 'not-a-folder');
    throw refused(file, folder, error);
  }
}

/** The part of a path that is a file, though a folder should stand there. */
async function fileIn(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  return found !== null || dirname(path) === path ? path : fileIn(dirname(path));
}

function descriptorOf(path: string): number | null {
  const [, process, fd] = /^\/proc\/(\d+)\/(?:task\/\d+\/)?fd\/(\d+)$/.exec(path) ?? [];
  if (fd !== undefined) return Number(process) === globalThis.process.pid ? Number(fd) : null;
  const [, number] = /^\/dev\/fd\/(\d+)$/.exec(path) ?? [];
  return number === undefined ? null : Number(number);
}

/** Where a link leads; null where there is none. */
async function linkAt(path: string): Promise<string | null> {
  const found = await lstat(path).catch(nullIfMissing);
  return found?.isSymbolicLink() ? readlink(path) : null;
}

async function targetAt(file: string, path: string): Promise<OutputTarget> {
  const found = await refusedAs(file, path, stat(path).catch(nullIfMissing));
  if (found === null) {
    await refusedAs(file, dirname(path), access(dirname(path), constants.W_OK | constants.X_OK));
    return { kind: 'new', path };
  }
  if (found.isDirectory()) throw unusable(file, path, 'is-folder');
  if (found.isSocket()) throw unusable(file, path, 'is-socket');
  await refusedAs(file, path, access(path, constants.W_OK));
  if (found.isFIFO()) return { kind: 'pipe', path };
  if (!found.isFile()) return { kind: 'device', path };
  const isOwn = process.getuid === undefined || found.uid === process.getuid();
  return found.nlink === 1 && isOwn ? { kind: 'replaced', path, found } : { kind: 'overwritten', path };
}

function nullIfMissing(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null;
  throw error;
}

async function refusedAs<Value>(file: string, path: string, step: Promise<Value>): Promise<Value> {
  try {
    return await step;
  } catch (error) {
    throw refused(file, path, error);
  }
}

function refused(file: string, path: string, error: unknown): ProblemError {
  const code = errorCode(error);
  if (code === 'ENAMETOOLONG') return unusable(file, path, 'name-too-long');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return unusable(file, path, 'no-permission');
  return unusable(file, path, 'other', code || String(error));
}

function unusable(file: string, path: string, reason: Reason, detail = ''): ProblemError {
  return new ProblemError({ area: 'run', code: 'run-output-unusable', file, path, reason, detail });
}
