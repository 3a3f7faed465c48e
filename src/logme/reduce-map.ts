/**
 * One map, reduced to what the evidence needs: O(d³) once, whatever the number of examples, then O(d) for each value of the regularisation.
 *
 * With F = [Q, 1/√n]·B̂ᵀ (see `prepare-statistics.ts`) the non-zero eigenvalues of F·Fᵀ are those of Ĝ = B̂ᵀB̂ `[r + 1, r + 1]`, and the labels
 * are ẑ in the same coordinates. Ĝ is reduced to a tridiagonal T = HᵀĜH by reflections H; with ζ = Hᵀẑ every quantity of the evidence is one of
 *
 *     ζᵀ(T + tI)⁻¹ζ,   ‖(T + tI)⁻¹ζ‖²,   ln det(T + tI),   tr(T + tI)⁻¹.
 *
 * Why this Gram matrix, and not WᵀW or FᵀF: rounding errors of an entry are relative to the two columns of B̂ that it comes from. R has its
 * rows in the order of their size, so B̂ has its columns so, and Ĝ and T are graded: small eigenvalues keep their digits even in float32.
 *
 * B̂ is brought to the size of 1 by a power of two, 2^−s, so that no scale of embeddings or maps over- or underflows in Ĝ, and none changes a digit of T.
 */
import { bindKernels, type KernelCalls, type MatrixKernels } from './kernel-calls.ts';
import { LogmeError } from './logme-error.ts';
import { layOutReduction, type Precision, type ReductionLayout } from './memory-layout.ts';
import { exponentOf, largestExponent } from './power-of-two.ts';
import type { EmbeddingMap, SharedStatistics } from './types.ts';

/** T and the label columns in its coordinates. Views into the memory of the kernels: valid until the next map. */
export interface ReducedMap {
  /** Rows of T: r + 1, or the rank of B̂ (see `reduceByRank`). */
  size: number;
  /** s: the eigenvalues of F·Fᵀ are 4^s times those of T. */
  exponent: number;
  /** `[size]` */
  diagonal: Float64Array;
  /** `[size]`: entry i stands beside `diagonal[i]` and `diagonal[i - 1]`; entry 0 is not used. */
  offDiagonal: Float64Array;
  /** ζ of each label column, `[targets]` of `[size]`. */
  coordinates: Float64Array[];
  /** `[targets]`: squared length of what is left of each label column outside these coordinates. */
  unexplained: Float64Array;
}

/** E = (reduced in float32) − (exact), seen along one vector u. */
export interface RoundingError {
  /** |uᵀEu| / ‖u‖². */
  quadratic: number;
  /** ‖Eu‖ / ‖u‖. */
  residual: number;
}

/** `reduceByRank`: directions of B̂ below this share of the largest are rounding errors of its float64 numbers. */
const rankTolerance = 1e-14;

/** Reduces maps one after the other in its own memory, in one precision. */
export class MapReduction {
  readonly precision: Precision;
  readonly #statistics: SharedStatistics;
  readonly #layout: ReductionLayout;
  readonly #memory: WebAssembly.Memory;
  readonly #kernels: KernelCalls;
  readonly #matrix: MatrixKernels;
  /** The largest number of R is between 1 and 2 times 2 to this. */
  readonly #factorExponent: number;
  /** Scale of B̂ for the map that was read last, and what it leaves to W when R has been brought to the size of 1. */
  #exponent = 0;
  #weightScale = 1;
  /** Rows of the map that was read last. */
  #rows: number;
  /** B̂ of the map that was reduced last by `reduceFewRows`, `[rows, r + 1]`. */
  #mapped = new Float64Array();

  constructor(statistics: SharedStatistics, kernels: WebAssembly.Module, precision: Precision) {
    this.precision = precision;
    this.#statistics = statistics;
    this.#rows = statistics.d;
    this.#layout = layOutReduction({ ...statistics, precision });
    this.#memory = new WebAssembly.Memory({ initial: this.#layout.pages });
    this.#kernels = bindKernels(kernels, this.#memory);
    this.#matrix = this.#kernels[precision];
    const exponent = largestExponent(statistics.factor);
    this.#factorExponent = exponent === Number.NEGATIVE_INFINITY ? 0 : exponent;
    this.#writeShared();
  }

  /** Throws `LogmeError` with `map-not-finite`. */
  reduce(map: EmbeddingMap): ReducedMap {
    const { rank, unexplained } = this.#statistics;
    this.#readMap(map);
    this.#mapEmbeddings();
    const reduced = this.#newReduced(rank + 1, unexplained);
    this.#writeLabels(reduced);
    this.#reduceGram(rank + 1);
    this.#rotateLabels(reduced);
    return reduced;
  }

  /**
   * The same for the map that was reduced last, by its rank (float64 only, several times as long): a pivoted QR factorisation B̂ᵀΠ = Q·U finds the
   * directions in which B̂ is 0 to rounding and takes them out, and T is made from U·Uᵀ, graded by the map itself.
   * For where T + tI is wanted for a t below the rounding errors of Ĝ.
   */
  reduceByRank(): ReducedMap {
    const { size, unexplained } = this.#pivotRows();
    const reduced = this.#newReduced(size, unexplained);
    this.#takeTriangle(reduced);
    this.#reduceGram(size);
    this.#rotateLabels(reduced);
    return reduced;
  }

  /** The same for a map of fewer rows than B̂ has columns: T has the size of its rank, and takes the time of that (float64 only). */
  reduceFewRows(map: EmbeddingMap): ReducedMap {
    this.#readMap(map);
    this.#mapEmbeddings();
    this.#mapped = this.#copyMapped();
    return this.reduceByRank();
  }

  /**
   * What the fit leaves of each label column, in the coordinates of [Q, 1/√n]: after `reduceFewRows`, for vectors x = (T + tI)⁻¹ζ that were written
   * over `coordinates`. With B̂ᵀΠ = Q·U it is ẑ − B̂ᵀΠ·Uᵀ·H·x.
   */
  residualsOfFewRows(reduced: ReducedMap): readonly Float64Array[] {
    const { rank, coordinates } = this.#statistics;
    const { mapped, rowLength, rowOrder } = this.#layout;
    const columns = rank + 1;
    const order = new Int32Array(this.#memory.buffer, rowOrder, this.#rows);
    const triangle = this.#float64(mapped, this.#rows * rowLength);
    return this.rotateBack(reduced).map((vector, target) => {
      const residual = coordinates.slice(target * columns, (target + 1) * columns);
      for (const [place, row] of order.entries()) {
        const weight = dot(vector, triangle.subarray(place * rowLength, place * rowLength + reduced.size));
        const begin = row * columns;
        for (let j = 0; j < columns; j++) residual[j] = (residual[j] ?? 0) - weight * (this.#mapped[begin + j] ?? 0);
      }
      return residual;
    });
  }

  /**
   * What rounding did, seen along one vector x in the coordinates of T (float32 only): E = H·T·Hᵀ − Ĝ, applied to u = H·x, with Ĝ in float64 straight
   * from the map that was reduced last.
   */
  roundingAlong(reduced: ReducedMap, x: Float64Array): RoundingError {
    const { d, rank } = this.#statistics;
    const at = this.#layout;
    const { probe } = at;
    const { size } = reduced;
    const u = this.#float64(probe.vectors, size);
    const computed = this.#float64(probe.vectors + at.rowLength * 8, size);
    u.set(x);
    multiplyTridiagonal(reduced, x, computed);
    const quadraticForm = dot(x, computed);
    this.#rotate(reduced, probe.vectors, 2, 'backwards');
    const exactForm = this.#kernels.applyGram(
      at.weight,
      at.columnOrder,
      this.#weightScale,
      probe.factor,
      at.mappedMean,
      this.#rows,
      d,
      rank,
      probe.vectors,
      probe.source,
      probe.mapped,
      probe.work,
      probe.result,
    );
    const exact = this.#float64(probe.result, size);
    const length = dot(u, u);
    const residual = exact.reduce((sum, value, i) => sum + (value - (computed[i] ?? 0)) ** 2, 0);
    return { quadratic: Math.abs(quadraticForm - exactForm) / length, residual: Math.sqrt(residual / length) };
  }

  /** H times vectors that were written over `coordinates` (not after `reduceByRank`): back in the coordinates of [Q, 1/√n]. In place. */
  rotateBack(reduced: ReducedMap): readonly Float64Array[] {
    this.#rotate(reduced, this.#layout.vectors, reduced.coordinates.length, 'backwards');
    return reduced.coordinates;
  }

  /** W, b, and 2^−s·√n·f̄ = 2^−s·√n·(W·μ + b). */
  #readMap({ weight, bias }: EmbeddingMap): void {
    const { d, n } = this.#statistics;
    const at = this.#layout;
    const rows = weight.length / d;
    const weights = new Float32Array(this.#memory.buffer, at.weight, d * d);
    weights.set(weight);
    // Some kernels take rows by sixes: what the map before left there must not be among them.
    if (rows < this.#rows) weights.fill(0, rows * d);
    this.#rows = rows;
    if (bias !== null) new Float32Array(this.#memory.buffer, at.bias, d).set(bias);
    const largest = this.#kernels.largestMagnitude(at.weight, rows * d);
    this.#kernels.mapMean(at.weight, bias === null ? 0 : at.bias, at.mean, rows, d, at.mappedMean);
    this.#float64(at.mappedMean, d).fill(0, rows);
    const mappedMean = this.#float64(at.mappedMean, rows);
    if (!Number.isFinite(largest) || !mappedMean.every(Number.isFinite)) {
      throw new LogmeError('map-not-finite', 'the map holds a number that is NaN or infinite');
    }
    this.#chooseScale(exponentOf(largest) + this.#factorExponent, largestExponent(mappedMean));
    const scale = Math.sqrt(n) * 2 ** -this.#exponent;
    for (let row = 0; row < rows; row++) mappedMean[row] = scale * (mappedMean[row] ?? 0);
  }

  /** s, from the size of the products in W·P·Rᵀ and of the mapped mean. */
  #chooseScale(products: number, mappedMean: number): void {
    const exponent = Math.max(products, mappedMean);
    this.#exponent = exponent === Number.NEGATIVE_INFINITY ? 0 : exponent;
    this.#weightScale = 2 ** (this.#factorExponent - this.#exponent);
  }

  /** 2^−s·B̂ = 2^−s·[W·P·Rᵀ, √n·f̄] `[rows, r + 1]`. */
  #mapEmbeddings(): void {
    const { d, rank } = this.#statistics;
    const at = this.#layout;
    this.#matrix.multiplyTriangular(
      at.weight,
      at.columnOrder,
      this.#weightScale,
      at.factorPanels,
      this.#rows,
      d,
      rank,
      at.strips,
      at.mapped,
      at.rowBytes,
    );
    const mapped = this.#numbers(at.mapped, this.#rows * at.rowLength);
    const mappedMean = this.#float64(at.mappedMean, this.#rows);
    for (let row = 0; row < this.#rows; row++) mapped[row * at.rowLength + rank] = mappedMean[row] ?? 0;
  }

  /** Ĝ = B̂ᵀB̂, then T. */
  #reduceGram(size: number): void {
    const at = this.#layout;
    this.#matrix.gram(at.mapped, this.#rows, size, at.strips, at.panels, at.gram, at.rowBytes);
    this.#matrix.tridiagonalise(
      at.gram,
      at.rowBytes,
      size,
      at.reflectors,
      at.taus,
      at.pending,
      at.product,
      at.diagonal,
      at.offDiagonal,
    );
  }

  /** ẑ */
  #writeLabels({ size, coordinates }: ReducedMap): void {
    coordinates.forEach((vector, target) => {
      vector.set(this.#statistics.coordinates.subarray(target * size, (target + 1) * size));
    });
  }

  /** ζ = Hᵀẑ. */
  #rotateLabels(reduced: ReducedMap): void {
    this.#rotate(reduced, this.#layout.vectors, this.#statistics.targets, 'forwards');
  }

  /** Hᵀ (forwards) or H (backwards) times `count` vectors. */
  #rotate({ size }: ReducedMap, vectors: number, count: number, direction: 'forwards' | 'backwards'): void {
    const { reflectors, rowBytes, taus, rowLength } = this.#layout;
    const backwards = direction === 'backwards';
    this.#matrix.applyReflectors(reflectors, rowBytes, taus, size, vectors, rowLength * 8, count, backwards);
  }

  /**
   * U and Qᵀẑ in place of B̂ᵀ and ẑ, row by row as B̂ is stored; returns the rank, and what of the labels lies outside. B̂ᵀ is turned so that its large
   * rows come first: then the small ones keep their digits (Cox and Higham, "Stability of Householder QR factorization for weighted least
   * squares problems", 1998).
   */
  #pivotRows(): { size: number; unexplained: Float64Array } {
    const { rank, targets, coordinates, unexplained } = this.#statistics;
    const at = this.#layout;
    const columns = rank + 1;
    const rows = this.#rows;
    const order = new Int32Array(this.#memory.buffer, at.rowOrder, rows);
    for (let row = 0; row < rows; row++) order[row] = row;
    const labels = this.#float64(at.mapped + rows * at.rowBytes, targets * at.rowLength);
    labels.fill(0);
    for (let target = 0; target < targets; target++) {
      labels.set(coordinates.subarray(target * columns, (target + 1) * columns), target * at.rowLength);
    }
    for (let row = 0; row < rows + targets; row++) this.#float64(at.mapped + row * at.rowBytes, columns).reverse();
    const size = this.#kernels.pivotedQr(
      at.mapped,
      at.rowBytes,
      columns,
      rows,
      rows + targets,
      Math.min(rows, columns),
      rankTolerance,
      0,
      at.rowOrder,
      at.rowNorms,
    );
    const rests = unexplained.map((rest, target) => {
      const outside = labels.subarray(target * at.rowLength + size, target * at.rowLength + columns);
      return outside.reduce((sum, value) => sum + value * value, rest);
    });
    return { size, unexplained: rests };
  }

  /** Clears what the factorisation leaves below the triangle, and turns rows of U and entries of the labels so that small ones come first. */
  #takeTriangle({ size, coordinates }: ReducedMap): void {
    const { mapped, rowLength } = this.#layout;
    const rows = this.#float64(mapped, (this.#rows + coordinates.length) * rowLength);
    for (let row = 0; row < this.#rows; row++) {
      const column = rows.subarray(row * rowLength, (row + 1) * rowLength);
      column.fill(0, Math.min(row + 1, size));
      column.subarray(0, size).reverse();
    }
    coordinates.forEach((vector, target) => {
      const begin = (this.#rows + target) * rowLength;
      vector.set(rows.subarray(begin, begin + size).reverse());
    });
  }

  #copyMapped(): Float64Array<ArrayBuffer> {
    const { mapped, rowBytes } = this.#layout;
    const columns = this.#statistics.rank + 1;
    const copy = new Float64Array(this.#rows * columns);
    for (let row = 0; row < this.#rows; row++) {
      copy.set(this.#float64(mapped + row * rowBytes, columns), row * columns);
    }
    return copy;
  }

  #writeShared(): void {
    const { d, mean, columnOrder } = this.#statistics;
    const at = this.#layout;
    this.#float64(at.mean, d).set(mean);
    new Int32Array(this.#memory.buffer, at.columnOrder, d).set(columnOrder);
    this.#packFactor();
    if (this.precision === 'float32') this.#copyFactor();
  }

  /** R at the size of 1, for `roundingAlong`. */
  #copyFactor(): void {
    const { d, rank, factor } = this.#statistics;
    const { factor: address, factorLength } = this.#layout.probe;
    const unit = 2 ** -this.#factorExponent;
    const rows = this.#float64(address, rank * factorLength);
    for (let j = 0; j < rank; j++) {
      for (let k = 0; k < d; k++) rows[j * factorLength + k] = unit * (factor[j * d + k] ?? 0);
    }
  }

  /** R at the size of 1 by panels: `[panels, d, panelColumns]`, zeros beyond its rows. */
  #packFactor(): void {
    const { d, rank, factor } = this.#statistics;
    const { panelColumns, factorPanels } = this.#layout;
    const unit = 2 ** -this.#factorExponent;
    const panels = Math.ceil(rank / panelColumns);
    const packed = this.#numbers(factorPanels, panels * d * panelColumns);
    for (let j = 0; j < rank; j++) {
      const panel = Math.floor(j / panelColumns) * d * panelColumns + (j % panelColumns);
      for (let k = 0; k < d; k++) packed[panel + k * panelColumns] = unit * (factor[j * d + k] ?? 0);
    }
  }

  #newReduced(size: number, unexplained: Float64Array): ReducedMap {
    const { targets } = this.#statistics;
    const { diagonal, offDiagonal, vectors, rowLength } = this.#layout;
    this.#float64(vectors, targets * rowLength).fill(0);
    return {
      size,
      exponent: this.#exponent,
      unexplained,
      diagonal: this.#float64(diagonal, size),
      offDiagonal: this.#float64(offDiagonal, size),
      coordinates: Array.from({ length: targets }, (_, target) =>
        this.#float64(vectors + target * rowLength * 8, size),
      ),
    };
  }

  #float64(address: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, address, length);
  }

  /** An array in the precision of the matrices. */
  #numbers(address: number, length: number): Float32Array | Float64Array {
    if (this.precision === 'float64') return this.#float64(address, length);
    return new Float32Array(this.#memory.buffer, address, length);
  }
}

function multiplyTridiagonal(
  { size, diagonal, offDiagonal }: ReducedMap,
  x: Float64Array,
  product: Float64Array,
): void {
  for (let i = 0; i < size; i++) {
    const before = i === 0 ? 0 : (offDiagonal[i] ?? 0) * (x[i - 1] ?? 0);
    const after = i + 1 < size ? (offDiagonal[i + 1] ?? 0) * (x[i + 1] ?? 0) : 0;
    product[i] = before + (diagonal[i] ?? 0) * (x[i] ?? 0) + after;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
