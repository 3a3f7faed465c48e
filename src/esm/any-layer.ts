import { ProblemError } from '../protocol/problem.ts';
import { checkNoHoles, parseHeader, type Tensor } from '../safetensors/header.ts';
import { readTensor } from '../safetensors/read-tensor.ts';
import { SafetensorsError } from '../safetensors/safetensors-error.ts';
import { mapHeaderLimitBytes } from './file-limits.ts';
import type { EsmWeights } from './weights.ts';

/** The one linear layer of a file, whatever its tensors are called. */
export interface AnyLayer extends EsmWeights {
  dimension: number;
  /** Of the tensors, as they are called. */
  names: string[];
  /** As the file names the type of its numbers. */
  dtype: string;
}

/** What the reference calls its one linear layer: in version 0.1.0, and since. */
export function layerName(version: string | null | undefined): string {
  return version === '0.1.0' ? 'sequential.0' : 'model';
}

/**
 * Reads the weights of a map under any names, for who writes them anew: one square matrix, and at most one vector of its size. Null where
 * there is anything else, or numbers of a type that is not read.
 *
 * @throws {ProblemError} esm-damaged-weights where it is no safetensors file
 */
export function readAnyLayer(repo: string, file: Uint8Array): AnyLayer | null {
  const tensors = [...tensorsOf(repo, file).values()];
  const [weight, ...otherMatrices] = tensors.filter(({ shape }) => shape.length === 2);
  const [bias = null, ...otherVectors] = tensors.filter(({ shape }) => shape.length === 1);
  const dimension = weight?.shape[0] ?? 0;
  const isOnly = otherMatrices.length + otherVectors.length === 0 && tensors.length === (bias === null ? 1 : 2);
  if (weight === undefined || !isOnly || weight.shape[1] !== dimension) return null;
  if (bias !== null && bias.shape[0] !== dimension) return null;
  const read = (tensor: Tensor) => readTensor(file.subarray(tensor.begin, tensor.end), tensor);
  try {
    const numbers = { weight: read(weight), bias: bias === null ? null : read(bias) };
    return { ...numbers, dimension, names: tensors.map(({ name }) => name), dtype: weight.dtype };
  } catch (error) {
    if (error instanceof SafetensorsError) return null;
    throw error;
  }
}

/** The table of tensors of a map, as strictly as Python's library takes it. @throws {ProblemError} esm-damaged-weights */
export function tensorsOf(repo: string, file: Uint8Array): Map<string, Tensor> {
  try {
    const tensors = parseHeader(file, file.byteLength, mapHeaderLimitBytes);
    checkNoHoles(tensors, file, file.byteLength);
    return tensors;
  } catch (error) {
    if (!(error instanceof SafetensorsError)) throw error;
    const { reason, detail } = error;
    throw new ProblemError({ area: 'esm', code: 'esm-damaged-weights', repo, reason, detail }, { cause: error });
  }
}
