import { open, realpath, stat } from 'node:fs/promises';
import { basename, dirname, relative, sep } from 'node:path';
import * as z from 'zod';
import { ProblemError } from '../../protocol/problem.ts';
import { headerLength, lengthBytes, parseHeader, type Tensor } from '../../safetensors/header.ts';
import { SafetensorsError } from '../../safetensors/safetensors-error.ts';
import { readJsonFile } from '../repository/read-json-file.ts';
import type { RepositoryFiles } from '../repository/repository-files.ts';

/** A tensor, and the file that holds it. */
export interface StoredTensor extends Tensor {
  /** Name of its file in the repository, for messages. */
  file: string;
  /** Path of that file within {@link WeightFiles.folder}, with `/` between its parts. */
  location: string;
}

/** The weights of a model as they lie on disk. */
export interface WeightFiles {
  /**
   * A folder that holds all the files, with links resolved: ONNX Runtime refuses weights behind a link that leaves their folder, and
   * the Hub's cache consists of such links.
   */
  folder: string;
  tensors: ReadonlyMap<string, StoredTensor>;
}

const singleFile = 'model.safetensors';
const indexFile = 'model.safetensors.index.json';

/** The table of a model in several files: which tensor is in which. Names of folders are not expected, and not followed. */
const shardIndex = z.object({ weight_map: z.record(z.string(), z.string().regex(/^[^/\\]+\.safetensors$/)) });

/**
 * Finds the weights of a model and reads their headers, not their numbers.
 *
 * @param limitBytes what all of them together can have
 * @throws {ProblemError} model-no-weights, model-damaged-weights, model-bad-config (the table of shards)
 */
export async function openWeightFiles(files: RepositoryFiles, limitBytes: number): Promise<WeightFiles> {
  const names = await weightFileNames(files);
  const paths = await weightPaths(files, names, limitBytes);
  const folder = commonFolder(paths);
  const tensors = new Map<string, StoredTensor>();
  for (const [i, path] of paths.entries()) {
    const file = names[i] ?? basename(path);
    const location = relative(folder, path).replaceAll(sep, '/');
    for (const tensor of await readTensorTable(files.id, file, path)) {
      tensors.set(tensor.name, { ...tensor, file, location });
    }
  }
  return { folder, tensors };
}

/**
 * Names of the files that hold a model's weights: several where there is a table of shards and no single file, which transformers
 * prefers as well.
 */
export async function weightFileNames(files: RepositoryFiles): Promise<string[]> {
  if (await files.has(singleFile)) return [singleFile];
  const index = await readJsonFile(files, indexFile, shardIndex);
  return index === null ? [singleFile] : [...new Set(Object.values(index.weight_map))].sort();
}

/** One after the other: each may have what the others before it left of the limit. */
async function weightPaths(files: RepositoryFiles, names: readonly string[], limitBytes: number): Promise<string[]> {
  const paths: string[] = [];
  let left = limitBytes;
  for (const name of names) {
    const path = await realPathOf(files, name, left);
    paths.push(path);
    left = Math.max(0, left - (await stat(path)).size);
  }
  return paths;
}

async function realPathOf(files: RepositoryFiles, file: string, limitBytes: number): Promise<string> {
  const path = await files.path(file, limitBytes);
  if (path === null)
    throw new ProblemError({ area: 'language-model', code: 'model-no-weights', model: files.id, file });
  return realpath(path).catch((cause: unknown) => {
    throw damaged(files.id, file, cause);
  });
}

/** The innermost folder that all the files are in. */
function commonFolder(paths: readonly string[]): string {
  let folder = dirname(paths[0] ?? sep);
  while (!paths.every((path) => !relative(folder, path).startsWith('..'))) folder = dirname(folder);
  return folder;
}

async function readTensorTable(model: string, file: string, path: string): Promise<Tensor[]> {
  try {
    return await readHeader(path);
  } catch (cause) {
    throw damaged(model, file, cause);
  }
}

async function readHeader(path: string): Promise<Tensor[]> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const start = new Uint8Array(Math.min(size, lengthBytes));
    await handle.read(start, 0, start.length, 0);
    const header = new Uint8Array(Math.min(size, lengthBytes + headerLength(start)));
    await handle.read(header, 0, header.length, 0);
    return [...parseHeader(header, size).values()];
  } finally {
    await handle.close();
  }
}

/** A file that is no safetensors file, or that the system does not let be read. */
function damaged(model: string, file: string, cause: unknown): ProblemError {
  const found =
    cause instanceof SafetensorsError
      ? { reason: cause.reason, detail: cause.detail }
      : { reason: 'unreadable', detail: cause instanceof Error ? cause.message : String(cause) };
  return new ProblemError({ area: 'language-model', code: 'model-damaged-weights', model, file, ...found }, { cause });
}
