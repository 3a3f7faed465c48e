/**
 * What the influence of the rows on a score is computed from, once for all maps: the orthonormal basis [Q, 1/√n] of `prepare-statistics.ts` in the
 * rows of the sample, and what no map can explain of their labels.
 *
 * R is kept there, Q is not. With L the columns of R that pivoting took (lower triangular), the rows of Q are those of the centred embeddings, in these
 * dimensions, times L⁻¹. In the directions of the smallest rows of R they hold rounding; what is left of the labels is computed from the same
 * numbers, so that both together give back the labels.
 */
import { bindKernels, type KernelCalls } from './kernel-calls.ts';
import { labelColumns } from './label-columns.ts';
import { LogmeError } from './logme-error.ts';
import { arena, roundUp } from './memory-layout.ts';
import type { InfluenceBasis, LabelledEmbeddings, SharedStatistics } from './types.ts';

/** Rows that are solved for at a time. */
const blockRows = 64;

/**
 * Computes the basis. Synchronous: 0.2 s for 1,000 rows of 768 dimensions.
 *
 * @param params.statistics of the same examples
 * @param params.rows which rows of the examples to look at: of a sample of many thousands a part tells enough
 * @throws LogmeError `examples-invalid` where a row is not one of the examples
 */
export function prepareInfluence(params: {
  examples: LabelledEmbeddings;
  statistics: SharedStatistics;
  rows: Uint32Array;
  kernels: WebAssembly.Module;
}): InfluenceBasis {
  const { examples, statistics, rows, kernels } = params;
  if (rows.some((row) => row >= examples.n)) {
    throw new LogmeError('examples-invalid', `${examples.n} examples have no row ${Math.max(...rows)}`);
  }
  const { rank, targets, n } = statistics;
  const length = rank + 1;
  const solver = new RowSolver(statistics, kernels);
  const writeCentred = centredRows(examples, statistics);
  const basis = new Float32Array(rows.length * length).fill(1 / Math.sqrt(n));
  const unexplained = new Float32Array(rows.length * targets);
  for (let begin = 0; begin < rows.length; begin += blockRows) {
    const block = rows.subarray(begin, begin + blockRows);
    const solved = solver.solve(block.length, (place, row) => writeCentred(block[place] ?? 0, row));
    for (const [place, { coordinates, rest }] of solved.entries()) {
      basis.set(coordinates, (begin + place) * length);
      unexplained.set(rest, (begin + place) * targets);
    }
  }
  return { rows: rows.length, basis, unexplained };
}

/** A row of the examples, centred: its embedding in the dimensions that pivoting took, in their order, and its label in each column. */
interface AugmentedRow {
  /** `[r]` */
  coordinates: Float64Array;
  /** `[targets]` */
  rest: Float64Array;
}

function centredRows(
  examples: LabelledEmbeddings,
  statistics: SharedStatistics,
): (row: number, to: AugmentedRow) => void {
  const { embeddings, d, n } = examples;
  const { rank, mean, columnOrder, coordinates, labelExponent } = statistics;
  const dimensions = columnOrder.subarray(d - rank);
  const unit = 2 ** -labelExponent;
  const columns = labelColumns(examples);
  const means = columns.map((_, target) => (coordinates[target * (rank + 1) + rank] ?? 0) / Math.sqrt(n));
  return (row, to) => {
    for (const [place, dimension] of dimensions.entries()) {
      to.coordinates[place] = (embeddings[row * d + dimension] ?? 0) - (mean[dimension] ?? 0);
    }
    for (const [target, column] of columns.entries()) {
      to.rest[target] = unit * (column[row] ?? 0) - (means[target] ?? 0);
    }
  };
}

/** Solves for blocks of rows in a memory of its own. */
class RowSolver {
  readonly #rank: number;
  readonly #labelsAt: number;
  readonly #rowBytes: number;
  readonly #targets: number;
  readonly #memory: WebAssembly.Memory;
  readonly #kernels: KernelCalls;
  readonly #factor: number;
  readonly #reciprocals: number;
  readonly #rows: number;

  constructor(statistics: SharedStatistics, kernels: WebAssembly.Module) {
    const { rank, targets } = statistics;
    this.#rank = rank;
    this.#targets = targets;
    this.#labelsAt = roundUp(rank, 2);
    this.#rowBytes = (this.#labelsAt + roundUp(targets, 2)) * 8;
    const { take, pages } = arena();
    this.#factor = take(rank * this.#rowBytes);
    this.#reciprocals = take(rank * 8);
    this.#rows = take(blockRows * this.#rowBytes);
    this.#memory = new WebAssembly.Memory({ initial: pages() });
    this.#kernels = bindKernels(kernels, this.#memory);
    this.#writeFactor(statistics);
  }

  /** Solves for up to `blockRows` rows, which `write` fills in; what it gives is valid until the next call. */
  solve(count: number, write: (place: number, row: AugmentedRow) => void): AugmentedRow[] {
    const rows = Array.from({ length: count }, (_, place) => this.#row(this.#rows + place * this.#rowBytes));
    for (const [place, row] of rows.entries()) write(place, row);
    this.#kernels.solveRows(
      this.#factor,
      this.#reciprocals,
      this.#rank,
      this.#labelsAt,
      this.#targets,
      this.#rowBytes,
      this.#rows,
      count,
    );
    return rows;
  }

  /** [L, Z], the diagonal of L apart. */
  #writeFactor({ d, rank, factor, coordinates }: SharedStatistics): void {
    const reciprocals = new Float64Array(this.#memory.buffer, this.#reciprocals, rank);
    for (let j = 0; j < rank; j++) {
      const row = this.#row(this.#factor + j * this.#rowBytes);
      const begin = j * d + d - rank;
      row.coordinates.set(factor.subarray(begin, begin + j));
      reciprocals[j] = 1 / (factor[begin + j] ?? 1);
      for (let target = 0; target < this.#targets; target++) {
        row.rest[target] = coordinates[target * (rank + 1) + j] ?? 0;
      }
    }
  }

  #row(address: number): AugmentedRow {
    const { buffer } = this.#memory;
    return {
      coordinates: new Float64Array(buffer, address, this.#rank),
      rest: new Float64Array(buffer, address + this.#labelsAt * 8, this.#targets),
    };
  }
}
