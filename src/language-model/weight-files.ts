import { open, realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { ProblemError } from '../protocol/problem.ts';
import { headerLength, lengthBytes, parseHeader, type Tensor } from '../safetensors/header.ts';
import { checkTensor } from '../safetensors/read-tensor.ts';
import { SafetensorsError } from '../safetensors/safetensors-error.ts';
import { readJsonFile } from './read-json-file.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** A tensor, and the file that holds it. */
export interface StoredTensor extends Tensor {
  /** Name of the file within {@link WeightFiles.folder}. */
  file: string;
}

/** The weights of a model as they lie on disk. */
export interface WeightFiles {
  /**
   * Folder of all the files, with links resolved: ONNX Runtime refuses external data behind a link that leaves its folder, and
   * the Hub's cache consists of such links.
   */
  folder: string;
  tensors: Map<string, StoredTensor>;
}

const singleFile = 'model.safetensors';
const indexFile = 'model.safetensors.index.json';
const index = z.object({ weight_map: z.record(z.string(), z.string()) });

/**
 * Finds the weights of a model and reads their headers, not their numbers.
 *
 * @throws {ProblemError} model-no-weights, model-damaged-weights, model-bad-config (the index of shards)
 */
export async function openWeightFiles(files: RepositoryFiles): Promise<WeightFiles> {
  const paths: string[] = [];
  for (const name of await weightFileNames(files)) {
    const path = await files.path(name);
    if (path === null) throw noWeights(files);
    paths.push(await realpath(path));
  }
  const [folder] = paths.map(dirname);
  if (folder === undefined) throw noWeights(files);
  const tensors = new Map<string, StoredTensor>();
  for (const path of paths) {
    if (dirname(path) !== folder)
      throw damaged(files.id, basename(path), 'folder', 'the shards lie in different folders');
    for (const tensor of await readTensors(files.id, path)) tensors.set(tensor.name, tensor);
  }
  return { folder, tensors };
}

async function weightFileNames(files: RepositoryFiles): Promise<string[]> {
  if ((await files.path(singleFile)) !== null) return [singleFile];
  const shards = await readJsonFile(files, indexFile, index);
  return shards === null ? [] : [...new Set(Object.values(shards.weight_map))];
}

async function readTensors(model: string, path: string): Promise<StoredTensor[]> {
  const file = basename(path);
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const start = new Uint8Array(Math.min(size, lengthBytes));
    await handle.read(start, 0, start.length, 0);
    const header = new Uint8Array(Math.min(size, lengthBytes + headerLength(start)));
    await handle.read(header, 0, header.length, 0);
    return [...parseHeader(header, size).values()].map((tensor) => ({ ...tensor, file }));
  } catch (error) {
    if (error instanceof SafetensorsError) throw damaged(model, file, error.reason, error.detail);
    throw error;
  } finally {
    await handle.close();
  }
}

/** Checks that a tensor can be used: a floating-point type, as many bytes as its shape needs, the shape that is expected. */
export function checkStoredTensor(model: string, tensor: StoredTensor, shape: readonly number[]): void {
  try {
    checkTensor(tensor);
  } catch (error) {
    if (error instanceof SafetensorsError) throw damaged(model, tensor.file, error.reason, error.detail);
    throw error;
  }
  const same = tensor.shape.length === shape.length && shape.every((size, axis) => size === tensor.shape[axis]);
  if (same) return;
  throw new ProblemError({
    area: 'language-model',
    code: 'model-tensor-shape',
    model,
    tensor: tensor.name,
    expected: [...shape],
    found: [...tensor.shape],
  });
}

function noWeights({ id }: RepositoryFiles): ProblemError {
  return new ProblemError({ area: 'language-model', code: 'model-no-weights', model: id });
}

function damaged(model: string, file: string, reason: string, detail: string): ProblemError {
  return new ProblemError({ area: 'language-model', code: 'model-damaged-weights', model, file, reason, detail });
}
