/**
 * The reference's algorithm written down straightforwardly in TypeScript: F = X·Wᵀ + b, all eigenvalues and eigenvectors of FᵀF, the fixed point. An
 * opponent where there is no Python; numpy's LAPACK is some ten times faster, so compare with that where it is at hand.
 */
import type { EmbeddingMap, LabelledEmbeddings } from '../../src/logme/types.ts';
import { eigenDecomposition } from './eigen-decomposition.ts';

/** LogME (n ≥ d), mean over classes. */
export function referenceLogme(examples: LabelledEmbeddings, map: EmbeddingMap): number {
  const { n, d, labels, classes } = examples;
  const mapped = transform(examples, map);
  const { values, vectors } = eigenDecomposition(gram(mapped, n, d), d);
  const sigma = values.map((value) => Math.max(value, 0));
  const targets =
    classes === 0 ? [labels] : Array.from({ length: classes }, (_, k) => labels.map((label) => Number(label === k)));
  const evidences = targets.map((target) => {
    const along = project(mapped, vectors, sigma, target, n, d);
    return fixedPoint(
      sigma,
      along,
      target.reduce((sum, y) => sum + y * y, 0),
      n,
      d,
    );
  });
  return evidences.reduce((sum, evidence) => sum + evidence, 0) / evidences.length;
}

function transform({ embeddings, n, d }: LabelledEmbeddings, { weight, bias }: EmbeddingMap): Float32Array {
  const mapped = new Float32Array(n * d);
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < d; k++) {
      let sum = bias?.[k] ?? 0;
      for (let j = 0; j < d; j++) sum += (weight[k * d + j] ?? 0) * (embeddings[row * d + j] ?? 0);
      mapped[row * d + k] = sum;
    }
  }
  return mapped;
}

/** FᵀF, by rows of F so that memory is read in order. */
function gram(mapped: Float32Array, n: number, d: number): Float64Array {
  const product = new Float64Array(d * d);
  for (let row = 0; row < n; row++) {
    for (let i = 0; i < d; i++) {
      const value = mapped[row * d + i] ?? 0;
      for (let j = 0; j <= i; j++) product[i * d + j] = (product[i * d + j] ?? 0) + value * (mapped[row * d + j] ?? 0);
    }
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) product[j * d + i] = product[i * d + j] ?? 0;
  return product;
}

/** (u_iᵀy)² = (v_iᵀFᵀy)²/σ_i. */
function project(
  mapped: Float32Array,
  vectors: Float64Array,
  sigma: Float64Array,
  target: Float64Array,
  n: number,
  d: number,
): Float64Array {
  const correlation = new Float64Array(d);
  for (let row = 0; row < n; row++) {
    const y = target[row] ?? 0;
    for (let k = 0; k < d; k++) correlation[k] = (correlation[k] ?? 0) + y * (mapped[row * d + k] ?? 0);
  }
  return sigma.map((value, i) => {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += (vectors[i * d + k] ?? 0) * (correlation[k] ?? 0);
    return value > 0 ? (sum * sum) / value : 0;
  });
}

function fixedPoint(sigma: Float64Array, along: Float64Array, total: number, n: number, d: number): number {
  const rest = total - along.reduce((sum, x2) => sum + x2, 0);
  let alpha = 1;
  let beta = 1;
  let weights = 0;
  let residual = 0;
  for (let iteration = 0; iteration < 50; iteration++) {
    const t = alpha / beta;
    const effective = sigma.reduce((sum, s) => sum + s / (s + t), 0);
    weights = sigma.reduce((sum, s, i) => sum + (s * (along[i] ?? 0)) / (s + t) ** 2, 0);
    residual = sigma.reduce((sum, s, i) => sum + (along[i] ?? 0) / (1 + s / t) ** 2, rest);
    alpha = effective / (weights + 1e-5);
    beta = (n - effective) / (residual + 1e-5);
    if (Math.abs(alpha / beta - t) / t <= 1e-3) break;
  }
  const logarithms = sigma.reduce((sum, s) => sum + Math.log(alpha + beta * s), 0);
  const fit = d * Math.log(alpha) + n * Math.log(beta) - logarithms - beta * residual - alpha * weights;
  return (fit - n * Math.log(2 * Math.PI)) / (2 * n);
}
