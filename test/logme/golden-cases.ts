import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { EmbeddingMap } from '../../src/logme/types.ts';
import { parseHeader } from '../../src/safetensors/header.ts';

const folder = join(import.meta.dirname, '../golden/scores');

const result = z.object({
  esm: z.string(),
  score: z.number(),
  per_class: z.array(z.number()),
  score_float64_transform: z.number(),
  evidence_score: z.number().optional(),
  evidence_per_class: z.array(z.number()).optional(),
});

const goldenCase = z.object({
  case: z.string(),
  rows: z.number(),
  dimension: z.number(),
  task: z.enum(['classification', 'regression']),
  labels: z.array(z.number()),
  results: z.array(result),
});

/** What the reference says of one map (`test/golden/README.md`). */
export type GoldenResult = z.infer<typeof result>;

/** Embeddings, labels and maps of one golden case, with the reference's results. */
export interface GoldenCase {
  examples: { embeddings: Float32Array; n: number; d: number; labels: Float64Array; classes: number };
  maps: { result: GoldenResult; map: EmbeddingMap }[];
}

/** Names of the cases that are stored as files. */
export const caseNames = z.array(z.string()).parse(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')));

/** Reads a case by its name. */
export function readCase(name: string): GoldenCase {
  const json = goldenCase.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
  const tensors = readTensors(join(folder, `${name}.esms.safetensors`));
  const maps = json.results.map((entry) => ({
    result: entry,
    map: { weight: tensors(`${entry.esm}.weight`), bias: tensors(`${entry.esm}.bias`) },
  }));
  const labels = Float64Array.from(json.labels);
  return {
    examples: {
      embeddings: readNpy(join(folder, `${name}.embeddings.npy`)),
      n: json.rows,
      d: json.dimension,
      labels,
      classes: json.task === 'classification' ? Math.max(...labels) + 1 : 0,
    },
    maps,
  };
}

/** The reference's own float32 noise, and at least 1e-6: how far a score may be off. */
export function tolerance(entry: GoldenResult): number {
  return Math.max(1e-6, Math.abs(entry.score - entry.score_float64_transform));
}

function readNpy(path: string): Float32Array {
  const bytes = readFileSync(path);
  const headerBytes = bytes.readUInt16LE(8);
  return floats(bytes.subarray(10 + headerBytes));
}

function readTensors(path: string): (name: string) => Float32Array {
  const bytes = readFileSync(path);
  const tensors = parseHeader(bytes, bytes.length);
  return (name) => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new Error(`${path} has no ${name}`);
    return floats(bytes.subarray(tensor.begin, tensor.end));
  };
}

/** Bytes may start anywhere; a Float32Array may not. */
function floats(bytes: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}
