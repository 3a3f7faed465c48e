/**
 * What all maps share, computed once from the embeddings X `[n, d]` and the labels.
 *
 * A map F = X·Wᵀ + 1bᵀ enters the evidence only through FᵀF and Fᵀy. With μ the mean of X and the factorisation of the centred embeddings,
 * X − 1μᵀ = Q·R·Pᵀ (Q `[n, r]` orthonormal, R `[r, d]` trapezoidal, P a permutation), and f̄ = W·μ + b,
 *
 *     F = 1f̄ᵀ + Q·R·Pᵀ·Wᵀ = [Q, 1/√n] · B̂ᵀ   with   B̂ = [W·P·Rᵀ, √n·f̄]   `[d, r + 1]`.
 *
 * The bracket on the left is orthonormal (Q is orthogonal to 1, as the columns of the centred embeddings are), and no map changes it. So each
 * label column y is replaced once and for all by its coordinates in it, ẑ = [Qᵀy, 1ᵀy/√n], and ρ = yᵀy − ẑᵀẑ, what no map can explain. What is
 * left to do per map depends on n no more: see `reduce-map.ts`.
 *
 * ρ is summed from what the reflections leave of y, not from that difference: it stays exact where the labels are separable and it is almost 0.
 */
import { bindKernels } from './kernel-calls.ts';
import { labelColumns } from './label-columns.ts';
import { LogmeError } from './logme-error.ts';
import { type FactorLayout, layOutFactor } from './memory-layout.ts';
import { largestExponent } from './power-of-two.ts';
import type { LabelledEmbeddings, SharedStatistics } from './types.ts';

/** Rows that are factored in at a time: their block of 768 columns stays in the second-level cache. */
const blockRows = 128;

/** Directions of the centred embeddings below this share of the largest, or of the mean, are rounding errors (float32 itself resolves 6e-8). */
const rankTolerance = 1e-12;

/**
 * Computes what all maps share. Synchronous: 0.25 s for 1,000 examples of 768 dimensions, 1.8 s for 10,000.
 * Throws `LogmeError`: `examples-invalid`, `examples-not-finite`.
 */
export function prepareStatistics(examples: LabelledEmbeddings & { kernels: WebAssembly.Module }): SharedStatistics {
  checkExamples(examples);
  const { n, d, classes } = examples;
  const { targets, labelExponent } = scaleLabels(examples);
  const mean = meanEmbedding(examples);
  const means = targets.map((column) => sum(column) / n);
  const factorisation = new Factorisation(examples.kernels, d, targets.length);
  for (let begin = 0; begin < n; begin += blockRows) {
    const end = Math.min(begin + blockRows, n);
    factorisation.absorb(end - begin, (block) => fillCentred(block, examples, mean, targets, means, begin, end));
  }
  const { rank, factor, columnOrder, coordinates, unexplained } = factorisation.finish({
    maxRank: Math.min(n - 1, d),
    scale: Math.sqrt(n) * Math.max(...mean.map(Math.abs)),
  });
  means.forEach((value, target) => {
    coordinates[target * (rank + 1) + rank] = value * Math.sqrt(n);
  });
  const squaredNorm = Float64Array.from(targets, (column) => sum(column.map((value) => value * value)));
  return {
    n,
    d,
    classes,
    targets: targets.length,
    rank,
    mean,
    factor,
    columnOrder,
    labelExponent,
    coordinates,
    unexplained,
    squaredNorm,
  };
}

/** Smaller labels are not brought up to 1: beyond this the power of two itself would overflow. */
const leastLabelExponent = -1000;

/** Label columns at the size of 1, so that their squares neither over- nor underflow. */
function scaleLabels(examples: LabelledEmbeddings): { targets: Float64Array[]; labelExponent: number } {
  const targets = labelColumns(examples);
  if (examples.classes > 0) return { targets, labelExponent: 0 };
  const largest = Math.max(...targets.map(largestExponent));
  const labelExponent = largest === Number.NEGATIVE_INFINITY ? 0 : Math.max(largest, leastLabelExponent);
  const unit = 2 ** -labelExponent;
  return { targets: targets.map((column) => column.map((label) => label * unit)), labelExponent };
}

function checkExamples({ embeddings, n, d, labels, classes }: LabelledEmbeddings): void {
  if (!Number.isInteger(n) || !Number.isInteger(d) || n < 1 || d < 1) {
    throw new LogmeError('examples-invalid', `there must be at least one example and one dimension, not ${n} × ${d}`);
  }
  if (embeddings.length !== n * d) {
    throw new LogmeError('examples-invalid', `${n} embeddings of ${d} dimensions are not ${embeddings.length} numbers`);
  }
  if (labels.length !== n) {
    throw new LogmeError('examples-invalid', `${n} examples have ${labels.length} labels`);
  }
  if (!embeddings.every(Number.isFinite)) throw new LogmeError('examples-not-finite', 'an embedding is not finite');
  if (!labels.every(Number.isFinite)) throw new LogmeError('examples-not-finite', 'a label is not finite');
  if (classes > 0 && !labels.every((label) => Number.isInteger(label) && label >= 0 && label < classes)) {
    throw new LogmeError('examples-invalid', `a label is not one of the classes 0…${classes - 1}`);
  }
}

function meanEmbedding({ embeddings, n, d }: LabelledEmbeddings): Float64Array {
  const mean = new Float64Array(d);
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < d; k++) mean[k] = (mean[k] ?? 0) + (embeddings[row * d + k] ?? 0);
  }
  return mean.map((total) => total / n);
}

/** Writes rows `begin` ≤ i < `end` of the centred embeddings and label columns, by columns. */
function fillCentred(
  block: Float64Array,
  { embeddings, d }: LabelledEmbeddings,
  mean: Float64Array,
  targets: Float64Array[],
  means: number[],
  begin: number,
  end: number,
): void {
  for (let row = begin; row < end; row++) {
    const at = row - begin;
    for (let k = 0; k < d; k++) block[k * blockRows + at] = (embeddings[row * d + k] ?? 0) - (mean[k] ?? 0);
    targets.forEach((column, target) => {
      block[(d + target) * blockRows + at] = (column[row] ?? 0) - (means[target] ?? 0);
    });
  }
}

/** The factorisation under way: first a plain QR, block by block of rows; then the small triangle once more, with pivoting. */
class Factorisation {
  readonly #d: number;
  readonly #targets: number;
  readonly #layout: FactorLayout;
  readonly #memory: WebAssembly.Memory;
  readonly #kernels: ReturnType<typeof bindKernels>;
  readonly #unexplained: Float64Array;

  constructor(module: WebAssembly.Module, d: number, targets: number) {
    this.#d = d;
    this.#targets = targets;
    this.#layout = layOutFactor({ d, width: d + targets, blockRows });
    this.#memory = new WebAssembly.Memory({ initial: this.#layout.pages });
    this.#kernels = bindKernels(module, this.#memory);
    this.#unexplained = new Float64Array(targets);
  }

  /** Factors in up to `blockRows` rows, which `fill` writes into `[d + targets, blockRows]`. */
  absorb(rows: number, fill: (block: Float64Array) => void): void {
    const width = this.#d + this.#targets;
    const block = this.#numbers(this.#layout.block, width * blockRows);
    if (rows < blockRows) block.fill(0);
    fill(block);
    this.#kernels.absorbRows(this.#layout.triangle, this.#layout.block, blockRows, this.#d, width);
    this.#addUnexplained((target) =>
      block.subarray((this.#d + target) * blockRows, (this.#d + target + 1) * blockRows),
    );
  }

  /** Pivots the triangle, cuts it at its rank (`scale`: length of a column of the embeddings before centring), and turns it so that small rows and columns come first. */
  finish(limits: {
    maxRank: number;
    scale: number;
  }): Pick<SharedStatistics, 'rank' | 'factor' | 'columnOrder' | 'coordinates' | 'unexplained'> {
    const d = this.#d;
    const { columnLength } = this.#layout;
    const columns = this.#transposeTriangle();
    const { rank, order } = this.#pivot(limits);
    const factor = new Float64Array(rank * d);
    for (let j = 0; j < rank; j++) {
      for (let k = j; k < d; k++) factor[(rank - 1 - j) * d + (d - 1 - k)] = columns[k * columnLength + j] ?? 0;
    }
    const coordinates = new Float64Array(this.#targets * (rank + 1));
    for (let target = 0; target < this.#targets; target++) {
      for (let j = 0; j < rank; j++) {
        coordinates[target * (rank + 1) + (rank - 1 - j)] = columns[(d + target) * columnLength + j] ?? 0;
      }
    }
    this.#addUnexplained((target) =>
      columns.subarray((d + target) * columnLength + rank, (d + target + 1) * columnLength),
    );
    return { rank, factor, columnOrder: order.toReversed(), coordinates, unexplained: this.#unexplained };
  }

  #pivot({ maxRank, scale }: { maxRank: number; scale: number }): { rank: number; order: Int32Array } {
    const { columns, columnLength, order: orderAt, norms } = this.#layout;
    const d = this.#d;
    const order = new Int32Array(this.#memory.buffer, orderAt, d);
    for (let k = 0; k < d; k++) order[k] = k;
    const width = d + this.#targets;
    const rank = this.#kernels.pivotedQr(
      columns,
      columnLength * 8,
      d,
      d,
      width,
      maxRank,
      rankTolerance,
      scale,
      orderAt,
      norms,
    );
    return { rank, order };
  }

  #transposeTriangle(): Float64Array {
    const width = this.#d + this.#targets;
    const { columnLength } = this.#layout;
    const triangle = this.#numbers(this.#layout.triangle, this.#d * width);
    const columns = this.#numbers(this.#layout.columns, width * columnLength);
    for (let row = 0; row < this.#d; row++) {
      for (let k = row; k < width; k++) columns[k * columnLength + row] = triangle[row * width + k] ?? 0;
    }
    return columns;
  }

  #addUnexplained(restOf: (target: number) => Float64Array): void {
    for (let target = 0; target < this.#targets; target++) {
      for (const rest of restOf(target)) this.#unexplained[target] = (this.#unexplained[target] ?? 0) + rest * rest;
    }
  }

  #numbers(address: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, address, length);
  }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
