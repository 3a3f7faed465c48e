import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadKernels } from '../../src/logme/load-kernels.ts';
import type { EmbeddingMap, LabelledEmbeddings } from '../../src/logme/types.ts';
import { normal } from '../../test/logme/random-problem.ts';

/** Dimensions of the signal that the embeddings share. */
const signalRank = 12;

/** The kernels, as `npm run build:kernels` builds them. */
export function readKernels(): WebAssembly.Module {
  const read = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, '../../build/kernels', name)));
  return loadKernels({ relaxed: read('logme-relaxed.wasm'), simd: read('logme-simd.wasm') });
}

/** Embeddings like those of a pooler (a common mean, a few strong directions, noise in all; within ±1), and labels from two of the directions with noise. */
export function makeExamples(n: number, d: number, classes: number, seed: number): LabelledEmbeddings {
  const next = normal(seed);
  const mean = Float64Array.from({ length: d }, () => 0.5 * next());
  const mixing = Float64Array.from({ length: signalRank * d }, () => 0.1 * next());
  const embeddings = new Float32Array(n * d);
  const signal = new Float64Array(signalRank);
  const targets = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    for (let j = 0; j < signalRank; j++) signal[j] = next();
    targets[row] = (signal[0] ?? 0) + 0.5 * (signal[1] ?? 0) + next();
    for (let k = 0; k < d; k++) {
      let value = (mean[k] ?? 0) + 0.1 * next();
      for (let j = 0; j < signalRank; j++) value += (signal[j] ?? 0) * (mixing[j * d + k] ?? 0);
      embeddings[row * d + k] = Math.tanh(value);
    }
  }
  return { embeddings, n, d, classes, labels: classes === 0 ? targets : quantiles(targets, classes) };
}

/** A map near the identity with a bias, as training leaves it. */
export function makeMap(d: number, seed: number): EmbeddingMap {
  const next = normal(seed);
  const weight = new Float32Array(d * d);
  for (let i = 0; i < d * d; i++) weight[i] = 0.02 * next() + (i % (d + 1) === 0 ? 0.7 : 0);
  return { weight, bias: Float32Array.from({ length: d }, () => 0.1 * next()) };
}

/** Classes of equal size by the order of the values. */
function quantiles(values: Float64Array, classes: number): Float64Array {
  const labels = new Float64Array(values.length);
  const order = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  order.forEach((row, rank) => {
    labels[row] = Math.floor((rank * classes) / values.length);
  });
  return labels;
}
