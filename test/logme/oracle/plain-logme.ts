import type { EmbeddingMap, LabelledEmbeddings } from '../../../src/logme/types.ts';
import { type Spectrum, singularValues } from './singular-values.ts';

/**
 * LogME by its definition: transform all embeddings, take singular values, evaluate. Float64, nothing shared, nothing clever: the oracle of the tests.
 * `evidence` is one number per label column.
 */
export function plainLogme(
  examples: LabelledEmbeddings,
  map: EmbeddingMap,
  variant: 'evidence' | 'hfselect',
): number[] {
  const { n, d } = examples;
  const labels = labelColumns(examples);
  const spectrum = singularValues(transform(examples, map), n, d, labels);
  return labels.map((column, target) => {
    const along = spectrum.coordinates[target] ?? new Float64Array();
    const label: Label = { along: along.map((x) => x * x), total: column.reduce((sum, y) => sum + y * y, 0) };
    return variant === 'evidence' && n < d ? maximum(spectrum, label, n) : fixedPoint(spectrum, label, n, d);
  });
}

interface Label {
  /** x_i² = (u_iᵀy)² */
  along: Float64Array;
  /** yᵀy */
  total: number;
}

function labelColumns({ labels, classes }: LabelledEmbeddings): Float64Array[] {
  if (classes === 0) return [labels];
  return Array.from({ length: classes }, (_, index) => labels.map((label) => Number(label === index)));
}

/** F = X·Wᵀ + b. */
function transform({ embeddings, n, d }: LabelledEmbeddings, { weight, bias }: EmbeddingMap): Float64Array {
  const mapped = new Float64Array(n * d);
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < d; k++) {
      let sum = bias?.[k] ?? 0;
      for (let j = 0; j < d; j++) sum += (weight[k * d + j] ?? 0) * (embeddings[row * d + j] ?? 0);
      mapped[row * d + k] = sum;
    }
  }
  return mapped;
}

/** The reference's loop, statement by statement. */
function fixedPoint({ squares }: Spectrum, { along, total }: Label, n: number, d: number): number {
  const each = (term: (square: number, x2: number) => number): number =>
    squares.reduce((sum, square, i) => sum + term(square, along[i] ?? 0), 0);
  const outside = total - along.reduce((sum, x2) => sum + x2, 0);
  let alpha = 1;
  let beta = 1;
  let m2 = 0;
  let res2 = 0;
  for (let iteration = 0; iteration < 50; iteration++) {
    const t = alpha / beta;
    const gamma = each((square) => square / (square + t));
    m2 = each((square, x2) => (square * x2) / (t + square) ** 2);
    res2 = each((square, x2) => x2 / (1 + square / t) ** 2) + outside;
    alpha = gamma / (m2 + 1e-5);
    beta = (n - gamma) / (res2 + 1e-5);
    if (Math.abs(alpha / beta - t) / t <= 1e-3) break;
  }
  const logarithms = each((square) => Math.log(alpha + beta * square));
  const evidence =
    d * Math.log(alpha) + n * Math.log(beta) - logarithms - beta * res2 - alpha * m2 - n * Math.log(2 * Math.PI);
  return evidence / 2 / n;
}

/** The largest L(t) for n < d, where the n left singular vectors leave nothing of y outside; by a grid and ever finer grids around its best point. */
function maximum({ squares }: Spectrum, { along }: Label, n: number): number {
  const height = (logT: number): number => {
    const t = Math.exp(logT);
    const q = squares.reduce((sum, square, i) => sum + (along[i] ?? 0) / (1 + square / t), 0);
    const logDeterminant = squares.reduce((sum, square) => sum + Math.log1p(square / t), 0);
    return (-n * Math.log(2 * Math.PI) + n * Math.log(n / q) - logDeterminant - n) / 2 / n;
  };
  const largest = Math.max(...squares);
  const low = Math.log(largest * 1e-12);
  const high = Math.log(largest * 1e6);
  let best = low;
  for (let step = (high - low) / 119, from = low, to = high; step > 1e-7; step /= 10) {
    for (let logT = from; logT <= to; logT += step) {
      if (height(logT) > height(best)) best = logT;
    }
    from = Math.max(low, best - step);
    to = Math.min(high, best + step);
  }
  return height(best);
}
