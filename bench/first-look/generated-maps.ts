import type { EmbeddingMap, LabelledEmbeddings } from '../../src/logme/types.ts';
import { normal, uniform } from '../../test/logme/random-problem.ts';

/**
 * Singular values of the maps of the sample hub without their mean, by the share of the dimensions that come before: 4.5, 3.1, 2.3, 1.4, 1.0, 0.9, 0.7, 0.4, 0.2 at
 * 0, 1, 2, 4, 8, 16, 32, 64, 100 of 128.
 */
const strong = [4.5, 3.1, 2.3, 1.8, 1.4, 1.3, 1.2, 1.1, 1.05, 1, 1, 0.95];
const noiseSize = 0.45;
const sharedSize = 0.35;
/** So many matrices of noise serve all maps, each with its rows turned and signs of its own. */
const noises = 6;

/** A made-up problem: texts' embeddings with labels, and maps of which some fit. */
export interface MadeProblem {
  examples: LabelledEmbeddings;
  /** Made afresh for each call: 1,500 of 768 dimensions do not fit in memory. */
  mapAt(index: number): EmbeddingMap;
}

/**
 * Embeddings with a power-law spectrum and labels along a few directions of them; maps that have a small part in common, a strong part of low rank of their own, and
 * noise in all. How much of its strong part lies along the labels differs from map to map; of the first few, much.
 *
 * @param planted maps that fit well
 */
export function makeProblem(shape: {
  n: number;
  d: number;
  classes: number;
  planted: number;
  seed: number;
}): MadeProblem {
  const { n, d, classes, planted, seed } = shape;
  const next = normal(seed);
  const scale = Float64Array.from({ length: d }, (_, k) => (k + 1) ** -0.5);
  const directions = Array.from({ length: Math.max(1, classes - 1) }, () => direction(d, next, scale));
  const examples = examplesOf({ n, d, classes }, directions, scale, next);
  const shared = Array.from({ length: 4 }, () => ({ u: unit(d, next), v: unit(d, next) }));
  const noise = Array.from({ length: noises }, () => {
    const size = noiseSize / Math.sqrt(d);
    return Float32Array.from({ length: d * d }, () => size * 2 * next());
  });
  const mapAt = (index: number): EmbeddingMap => {
    const own = normal(seed * 7919 + index + 1);
    const pick = uniform(seed * 104729 + index + 1);
    const weight = turned(noise[Math.floor(pick() * noises)] ?? new Float32Array(d * d), d, Math.floor(pick() * d));
    for (const { u, v } of shared) addOuter(weight, d, sharedSize * 3, u, v);
    const fit = index < planted ? 0.75 - 0.08 * index : 0.45 * pick() ** 2;
    for (const [place, size] of strong.entries()) {
      const label = directions[place % directions.length] ?? new Float64Array(d);
      const share = place < directions.length * 2 ? fit : 0;
      const random = unit(d, own);
      const v = random.map((value, k) => (1 - share) * value + share * (label[k] ?? 0));
      addOuter(weight, d, size, unit(d, own), v);
    }
    return { weight, bias: Float32Array.from({ length: d }, () => 0.05 * own()) };
  };
  return { examples, mapAt };
}

function examplesOf(
  { n, d, classes }: { n: number; d: number; classes: number },
  directions: readonly Float64Array[],
  scale: Float64Array,
  next: () => number,
): LabelledEmbeddings {
  const embeddings = new Float32Array(n * d);
  const labels = new Float64Array(n);
  const mean = Float64Array.from({ length: d }, () => 0.3 * next());
  for (let row = 0; row < n; row++) {
    const centred = scale.map((size) => size * next());
    embeddings.set(
      centred.map((value, k) => value + (mean[k] ?? 0)),
      row * d,
    );
    const heights = directions.map((direction) => 4 * dot(direction, centred) + 0.8 * next());
    const highest = Math.max(...heights);
    labels[row] = highest < 0 ? 0 : heights.indexOf(highest) + 1;
  }
  return { embeddings, n, d, labels, classes };
}

/** A direction in which the embeddings vary, not only along the first few. */
function direction(d: number, next: () => number, scale: Float64Array): Float64Array {
  const raw = Float64Array.from({ length: d }, (_, k) => next() * Math.sqrt(scale[k] ?? 0));
  const length = Math.sqrt(dot(raw, raw));
  return raw.map((value) => value / length);
}

function unit(d: number, next: () => number): Float64Array {
  const size = 1 / Math.sqrt(d);
  return Float64Array.from({ length: d }, () => size * next());
}

function turned(noise: Float32Array, d: number, by: number): Float32Array {
  const weight = new Float32Array(d * d);
  weight.set(noise.subarray(by * d));
  weight.set(noise.subarray(0, by * d), (d - by) * d);
  return weight;
}

function addOuter(weight: Float32Array, d: number, size: number, u: Float64Array, v: Float64Array): void {
  for (let i = 0; i < d; i++) {
    const factor = size * (u[i] ?? 0);
    const begin = i * d;
    for (let k = 0; k < d; k++) weight[begin + k] = (weight[begin + k] ?? 0) + factor * (v[k] ?? 0);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}
