import type { Stats } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { ProblemError } from '../../protocol/problem.ts';
import { throwIfCancelled } from '../cancellation.ts';
import { nearestName } from '../table/nearest-name.ts';
import type { ByteSource, StreamOptions } from './byte-source.ts';

const CHUNK_BYTES = 1 << 18;

/** In a folder with more files the rest is not compared with a name that is none of them. */
const NAMES_COMPARED = 5_000;

/** A file under the name by which problems and results speak of it, which may be shorter than its path. */
export interface NamedFile {
  name: string;
  path: string;
}

/**
 * A file as a source of bytes. The file is opened for each read and closed after it, so there is nothing to release.
 * @param name Path, absolute or relative to `folder`; problems and results name the file so.
 * @param folder Default: the working folder.
 * @throws ProblemError `dataset-missing-file`, `dataset-is-folder`, `dataset-unreadable-file`; while reading also
 * `dataset-changed-while-reading`.
 */
export async function openFile(name: string, folder = '.'): Promise<ByteSource> {
  return openNamed({ name, path: resolve(folder, name) });
}

/** The same under a name that is no path to it. */
export async function openNamed(file: NamedFile): Promise<ByteSource> {
  const { name } = file;
  const first = await stat(file.path).catch(async (error) => {
    throw await withNearest(file, fileProblem(name, error));
  });
  if (first.isDirectory()) throw new ProblemError({ area: 'dataset', code: 'dataset-is-folder', file: name });
  if (!first.isFile()) throw fileProblem(name, new Error('it is not a regular file'));
  return {
    name,
    byteLength: first.size,
    seekable: true,
    stream: (options) => readChunks(file, first, options),
    slice: (start, end) => withFile(file, first, (handle) => readRange(handle, start, Math.min(end, first.size))),
  };
}

async function* readChunks(
  file: NamedFile,
  first: Stats,
  { start = 0, end = Number.POSITIVE_INFINITY, signal }: StreamOptions = {},
): AsyncGenerator<Uint8Array> {
  const handle = await openUnchanged(file, first);
  try {
    const stop = Math.min(end, first.size);
    for (let position = start; position < stop; position += CHUNK_BYTES) {
      throwIfCancelled(signal);
      yield await readRange(handle, position, Math.min(position + CHUNK_BYTES, stop));
    }
  } catch (error) {
    throw fileProblem(file.name, error);
  } finally {
    await handle.close();
  }
}

async function withFile<T>(file: NamedFile, first: Stats, use: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await openUnchanged(file, first);
  try {
    return await use(handle);
  } catch (error) {
    throw fileProblem(file.name, error);
  } finally {
    await handle.close();
  }
}

async function openUnchanged({ name, path }: NamedFile, first: Stats): Promise<FileHandle> {
  const handle = await open(path, 'r').catch((error) => {
    throw fileProblem(name, error);
  });
  const now = await handle.stat();
  if (now.size === first.size && now.mtimeMs === first.mtimeMs) return handle;
  await handle.close();
  throw new ProblemError({ area: 'dataset', code: 'dataset-changed-while-reading', file: name });
}

/** The bytes from `start` to `end`; a read of a regular file may still give fewer at a time than asked. */
async function readRange(handle: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.max(0, end - start));
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

/** Of a file that is missing, the one beside it whose name is most like it. */
async function withNearest({ name, path }: NamedFile, error: ProblemError): Promise<ProblemError> {
  if (error.problem.code !== 'dataset-missing-file') return error;
  const beside = await readdir(dirname(path)).catch(() => []);
  const nearest = nearestName(basename(path), beside.slice(0, NAMES_COMPARED));
  // In the words of the person: what stands before the name stays.
  const named = name.endsWith(basename(path)) ? name.slice(0, -basename(path).length) : '';
  return nearest === null
    ? error
    : new ProblemError({ ...error.problem, nearest: `${named}${nearest}` }, { cause: error.cause });
}

function fileProblem(file: string, cause: unknown): ProblemError {
  if (cause instanceof ProblemError) return cause;
  const errorCode = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (errorCode === 'ENOENT' || errorCode === 'ENOTDIR') {
    return new ProblemError({ area: 'dataset', code: 'dataset-missing-file', file }, { cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ProblemError({ area: 'dataset', code: 'dataset-unreadable-file', file, reason }, { cause });
}
