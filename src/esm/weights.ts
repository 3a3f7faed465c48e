import { ProblemError } from '../protocol/problem.ts';
import { headerLength, lengthBytes, parseHeader, type Tensor } from '../safetensors/header.ts';
import { checkTensor, readTensor } from '../safetensors/read-tensor.ts';
import { SafetensorsError } from '../safetensors/safetensors-error.ts';
import { mapHeaderLimitBytes } from './file-limits.ts';

/** The linear map of an ESM: F = X · weightᵀ + bias. */
export interface EsmWeights {
  /** `[d, d]` row-major float32, one row per output dimension. */
  weight: Float32Array;
  /** `[d]`, or null where the file has none. */
  bias: Float32Array | null;
}

/** The one linear layer of a file, as its header tells of it. */
export interface Layer {
  weight: Tensor;
  bias: Tensor | null;
}

/** Names of the one linear layer: as reference versions 0.2.0 and 0.1.0 write it. */
const layerNames = ['model', 'sequential.0'];

/**
 * Reads model.safetensors of an Embedding Space Map. The dimension comes from the tensors' shapes; the configuration is not asked.
 *
 * @param file the whole file
 * @param dimension length of the base model's embeddings, which the map must have on both sides
 * @throws {ProblemError} esm-damaged-weights, esm-unsupported-architecture, esm-weight-shape, esm-dimension-mismatch. Numbers that
 * are not finite are found where they are first computed with, in src/logme
 */
export function readEsmWeights(repo: string, file: Uint8Array, dimension: number): EsmWeights {
  return damageOf(repo, () => {
    const layer = findLayer(repo, parseHeader(file, file.byteLength, mapHeaderLimitBytes));
    checkShapes(repo, layer, dimension);
    return readLayer(file, layer);
  });
}

/** Reads a stretch of a file. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>;

/**
 * The layer of a file of which the beginning was read, with the same checks as {@link readEsmWeights}.
 *
 * @param params.read reads the rest of a header that is longer than the beginning
 * @throws {ProblemError} as there
 */
export async function layerOfBeginning(params: {
  repo: string;
  beginning: Uint8Array;
  /** Of the whole file. */
  fileBytes: number;
  dimension: number;
  read: ReadBytes;
}): Promise<Layer> {
  const { repo, beginning, fileBytes, dimension, read } = params;
  const headerEnd = damageOf(repo, () => lengthBytes + headerLength(beginning, mapHeaderLimitBytes));
  const start = headerEnd <= beginning.length ? beginning : await read(0, Math.min(headerEnd, fileBytes));
  return damageOf(repo, () => {
    const layer = findLayer(repo, parseHeader(start, fileBytes, mapHeaderLimitBytes));
    checkShapes(repo, layer, dimension);
    checkTensor(layer.weight);
    if (layer.bias !== null) checkTensor(layer.bias);
    return layer;
  });
}

/**
 * The first rows of a layer.
 *
 * @param params.rows at most those that it has
 * @returns `[rows, d]` and `[rows]`
 */
export async function firstRowsOf(params: {
  repo: string;
  layer: Layer;
  rows: number;
  read: ReadBytes;
}): Promise<EsmWeights> {
  const { repo, layer, rows, read } = params;
  const readRows = async (tensor: Tensor) => {
    const [all = 1, ...rest] = tensor.shape;
    const end = tensor.begin + ((tensor.end - tensor.begin) / all) * rows;
    const bytes = await read(tensor.begin, end);
    return damageOf(repo, () => readTensor(bytes, { ...tensor, shape: [rows, ...rest], end }));
  };
  return { weight: await readRows(layer.weight), bias: layer.bias === null ? null : await readRows(layer.bias) };
}

function damageOf<Value>(repo: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SafetensorsError)) throw error;
    const { reason, detail } = error;
    throw new ProblemError({ area: 'esm', code: 'esm-damaged-weights', repo, reason, detail }, { cause: error });
  }
}

function findLayer(repo: string, tensors: Map<string, Tensor>): Layer {
  for (const name of layerNames) {
    const weight = tensors.get(`${name}.weight`);
    const bias = tensors.get(`${name}.bias`) ?? null;
    const known = bias === null ? 1 : 2;
    if (weight !== undefined && tensors.size === known) return { weight, bias };
  }
  throw new ProblemError({ area: 'esm', code: 'esm-unsupported-architecture', repo, tensors: [...tensors.keys()] });
}

function checkShapes(repo: string, { weight, bias }: Layer, dimension: number): void {
  const [rows, columns] = weight.shape;
  if (rows === undefined || columns === undefined || weight.shape.length !== 2) throw wrongShape(repo, weight);
  const other = [rows, columns].find((size) => size !== dimension);
  if (other !== undefined) {
    throw new ProblemError({ area: 'esm', code: 'esm-dimension-mismatch', repo, expected: dimension, found: other });
  }
  if (bias !== null && (bias.shape.length !== 1 || bias.shape[0] !== rows)) throw wrongShape(repo, bias);
}

function wrongShape(repo: string, tensor: Tensor): ProblemError {
  return new ProblemError({
    area: 'esm',
    code: 'esm-weight-shape',
    repo,
    tensor: tensor.name,
    shape: [...tensor.shape],
  });
}

function readLayer(file: Uint8Array, layer: Layer): EsmWeights {
  const read = (tensor: Tensor) => readTensor(file.subarray(tensor.begin, tensor.end), tensor);
  return { weight: read(layer.weight), bias: layer.bias === null ? null : read(layer.bias) };
}
