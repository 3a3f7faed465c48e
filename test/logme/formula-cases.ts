import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { EmbeddingMap, LabelledEmbeddings } from '../../src/logme/types.ts';

const formulaCase = z.object({
  rows: z.number(),
  dimension: z.number(),
  classes: z.number(),
  task: z.enum(['classification', 'regression']),
  seed: z.number(),
  esms: z.number(),
  embeddings_first_row: z.array(z.number()),
  labels_first: z.array(z.number()),
  weight_first_row: z.array(z.number()),
  scores: z.array(z.number()),
});

/** A golden case whose inputs come from a formula (`test/golden/README.md`). */
export type FormulaCase = z.infer<typeof formulaCase>;

const path = join(import.meta.dirname, '../golden/scores/formula.json');

/** The cases at 384 and 768 dimensions. */
export const formulaCases = z.array(formulaCase).parse(JSON.parse(readFileSync(path, 'utf8')));

/** X = (Z·A + c + E)/1024 with a signal of 12 dimensions, and labels from the first two of them. */
export function makeExamples({ rows: n, dimension: d, classes, seed }: FormulaCase): LabelledEmbeddings {
  const rank = 12;
  const signal = integers(seed, n * rank, 8);
  const mixing = integers(seed + 1, rank * d, 8);
  const offset = integers(seed + 2, d, 256);
  const noise = integers(seed + 3, n * d, 48);
  const embeddings = new Float32Array(n * d);
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < d; k++) {
      let sum = at(offset, k) + at(noise, row * d + k);
      for (let j = 0; j < rank; j++) sum += at(signal, row * rank + j) * at(mixing, j * d + k);
      embeddings[row * d + k] = sum / 1024;
    }
  }
  const jitter = integers(seed + 4, n, 24);
  const sums = Array.from({ length: n }, (_, row) => {
    return 4 * at(signal, row * rank) + 2 * at(signal, row * rank + 1) + at(jitter, row);
  });
  return { embeddings, n, d, ...makeLabels(sums, classes) };
}

/** W = integers/16384 + I (even) or I/2 (odd); b = integers/256. */
export function makeMap({ dimension: d, seed }: FormulaCase, index: number): EmbeddingMap {
  const diagonal = index % 2 === 0 ? 1 : 0.5;
  const weight = new Float32Array(d * d);
  integers(seed + 10 + 2 * index, d * d, 16 * (index + 1)).forEach((value, i) => {
    weight[i] = value / 16384 + (i % (d + 1) === 0 ? diagonal : 0);
  });
  const bias = Float32Array.from(integers(seed + 11 + 2 * index, d, 64), (value) => value / 256);
  return { weight, bias };
}

function makeLabels(sums: number[], classes: number): { labels: Float64Array; classes: number } {
  if (classes === 0) return { labels: Float64Array.from(sums, (sum) => sum / 8), classes };
  const raw = sums.map((sum) => Math.min(Math.max(Math.floor((sum + 8 * classes) / 16), 0), classes - 1));
  const present = [...new Set(raw)].sort((a, b) => a - b);
  return { labels: Float64Array.from(raw, (label) => present.indexOf(label)), classes: present.length };
}

function integers(seed: number, count: number, most: number): Int32Array {
  const values = new Int32Array(count);
  for (let k = 1; k <= count; k++) {
    const a = (seed + Math.imul(k, 0x6d2b79f5)) | 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    t ^= t >>> 14;
    values[k - 1] = ((t >>> 8) % (2 * most + 1)) - most;
  }
  return values;
}

function at(values: Int32Array, index: number): number {
  return values[index] ?? Number.NaN;
}
