/**
 * k nearest neighbours, each row left out of its own: the features of each text against those of all others by Euclidean distance, k = 3, as the Python
 * package transformer-ranker 0.2.0 has it (Garbas, Ploner and Akbik, "TransformerRanker", 2024).
 */
import { blockRows, type MappedFeatures } from './mapped-features.ts';

/** How many neighbours tell. */
const neighbours = 3;

/**
 * The share of rows whose class is that of most of their neighbours (of classes with as many votes the first counts), which is F1 with micro-average; or Pearson's
 * correlation of numbers with the mean of their neighbours', NaN where that has none. Of rows that are equally near, the earlier ones count.
 *
 * @param labels `[n]`
 * @param classes 0: regression
 */
export function nearestNeighbours(features: MappedFeatures, labels: Float64Array, classes: number): number {
  const nearest = findNearest(features);
  const count = Math.min(neighbours, features.n - 1);
  const labelsOf = (row: number) =>
    Array.from({ length: count }, (_, place) => labels[nearest[row * neighbours + place] ?? 0] ?? 0);
  if (classes === 0)
    return correlation(
      labels,
      labels.map((_, row) => mean(labelsOf(row))),
    );
  const votes = new Uint8Array(classes);
  return (
    labels.reduce((right, label, row) => right + Number(mostVoted(labelsOf(row), votes) === label), 0) / features.n
  );
}

/** The class of the most votes, of several the first. */
function mostVoted(own: readonly number[], votes: Uint8Array): number {
  votes.fill(0);
  for (const label of own) votes[label] = (votes[label] ?? 0) + 1;
  return votes.indexOf(Math.max(...own.map((label) => votes[label] ?? 0)));
}

/** The rows nearest to each, `[n, neighbours]`, from ‖f_i − f_j‖² = ‖f_i‖² + ‖f_j‖² − 2·f_iᵀf_j: the lower half of FFᵀ, by blocks of rows. */
function findNearest(features: MappedFeatures): Int32Array {
  const { n, d, at, rowLength, kernels } = features;
  const squares = Float64Array.from({ length: n }, (_, row) => squaredLength(features.row(row)));
  const found = new Nearest(n);
  const rowBytes = rowLength.rows * 8;
  for (let begin = 0; begin < n; begin += blockRows) {
    const end = Math.min(begin + blockRows, n);
    kernels.crossProduct(
      ...[at.transposed + begin * 8, rowBytes, end - begin, at.transposed, rowBytes, end, d],
      ...[at.strips, at.panels, at.block, rowBytes, false, false],
    );
    for (let i = begin; i < end; i++) {
      const products = features.numbers(at.block + (i - begin) * rowBytes, i);
      const own = squares[i] ?? 0;
      for (let j = 0; j < i; j++) {
        const distance = own + (squares[j] ?? 0) - 2 * (products[j] ?? 0);
        found.offer(i, j, distance);
        found.offer(j, i, distance);
      }
    }
  }
  return found.rows;
}

/** The nearest rows of each so far, in order. */
class Nearest {
  readonly rows: Int32Array;
  readonly #distances: Float64Array;

  constructor(n: number) {
    this.rows = new Int32Array(n * neighbours).fill(-1);
    this.#distances = new Float64Array(n * neighbours).fill(Number.POSITIVE_INFINITY);
  }

  /** Takes a neighbour, if it is nearer than one that is known; those of one row come in their order. */
  offer(row: number, other: number, distance: number): void {
    const distances = this.#distances;
    const first = row * neighbours;
    let place = first + neighbours - 1;
    if (!(distance < (distances[place] ?? 0))) return;
    for (; place > first && distance < (distances[place - 1] ?? 0); place--) {
      distances[place] = distances[place - 1] ?? 0;
      this.rows[place] = this.rows[place - 1] ?? -1;
    }
    distances[place] = distance;
    this.rows[place] = other;
  }
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [centreA, centreB] = [mean(a), mean(b)];
  let [both, ofA, ofB] = [0, 0, 0];
  a.forEach((value, row) => {
    const [x, y] = [value - centreA, (b[row] ?? 0) - centreB];
    both += x * y;
    ofA += x * x;
    ofB += y * y;
  });
  return both / Math.sqrt(ofA * ofB);
}

function mean(values: readonly number[] | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function squaredLength(vector: Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return sum;
}
