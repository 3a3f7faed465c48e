import type { EmbeddingMap, LabelledEmbeddings } from '../../src/logme/types.ts';

/** Uniform numbers in [0, 1) from a seed (mulberry32). */
export function uniform(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Normally distributed numbers from a seed. */
export function normal(seed: number): () => number {
  const next = uniform(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** What a random problem is like. */
export interface ProblemShape {
  n: number;
  d: number;
  /** 0: regression. */
  classes: number;
  seed: number;
  /** Noise of the labels against a linear signal of size 1; 0: the labels follow from the embeddings. Default 1. */
  noise?: number;
  /** Standard deviation of the last direction of the embeddings against the first. Default 0.1. */
  decay?: number;
  /** Size of the embeddings' mean. Default 0.5. */
  offset?: number;
}

/** Embeddings with a decaying spectrum and a mean, labels from a linear signal in them plus noise. Every class has an example if n allows. */
export function randomExamples(shape: ProblemShape): LabelledEmbeddings {
  const { n, d, classes, seed, noise = 1, decay = 0.1, offset = 0.5 } = shape;
  const next = normal(seed);
  const mean = Array.from({ length: d }, () => offset * next());
  const direction = Array.from({ length: d }, next);
  const mixing = Array.from({ length: 4 * d }, next);
  const embeddings = new Float32Array(n * d);
  const signal = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    const source = Array.from({ length: d }, (_, k) => next() * decay ** (k / d));
    for (let k = 0; k < d; k++) {
      const mixed = [0, 1, 2, 3].reduce(
        (sum, j) => sum + (mixing[4 * k + j] ?? 0) * (source[(k * (j + 1) + j) % d] ?? 0),
        0,
      );
      embeddings[row * d + k] = mixed + (mean[k] ?? 0);
      signal[row] = (signal[row] ?? 0) + (direction[k] ?? 0) * (embeddings[row * d + k] ?? 0);
    }
  }
  return { embeddings, n, d, classes, labels: makeLabels(standardise(signal), classes, () => noise * next()) };
}

/** A map near the identity (0.5·I + noise) with a bias. */
export function randomMap(d: number, seed: number): EmbeddingMap {
  const next = normal(seed);
  const weight = Float32Array.from(
    { length: d * d },
    (_, i) => (i % (d + 1) === 0 ? 0.5 : 0) + (0.3 / Math.sqrt(d)) * next(),
  );
  return { weight, bias: Float32Array.from({ length: d }, () => 0.1 * next()) };
}

function makeLabels(signal: Float64Array, classes: number, noise: () => number): Float64Array {
  const values = signal.map((value) => value + noise());
  if (classes === 0) return values;
  const order = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const labels = new Float64Array(values.length);
  order.forEach((row, rank) => {
    labels[row] = Math.floor((rank * classes) / values.length);
  });
  return labels;
}

function standardise(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return values.map((value) => (value - mean) / (Math.sqrt(variance) || 1));
}
