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
 */
import { bindKernels, type KernelCalls, type MatrixKernels } from './kernel-calls.ts';
import { LogmeError } from './logme-error.ts';
import { layOutReduction, type Precision, type ReductionLayout } from './memory-layout.ts';
import type { EmbeddingMap, SharedStatistics } from './types.ts';

/** T and the label columns in its coordinates. Views into the memory of the kernels: valid until the next map. */
export interface ReducedMap {
  /** Rows of T, r + 1. */
  size: number;
  /** `[size]` */
  diagonal: Float64Array;
  /** `[size]`: entry i stands beside `diagonal[i]` and `diagonal[i - 1]`; entry 0 is not used. */
  offDiagonal: Float64Array;
  /** ζ of each label column, `[targets]` of `[size]`. */
  coordinates: Float64Array[];
}

/** E = (reduced in float32) − (exact), seen along one vector u. */
export interface RoundingError {
  /** |uᵀEu| / ‖u‖². */
  quadratic: number;
  /** ‖Eu‖ / ‖u‖. */
  residual: number;
}

/** Reduces maps one after the other in its own memory, in one precision. */
export class MapReduction {
  readonly precision: Precision;
  readonly #statistics: SharedStatistics;
  readonly #layout: ReductionLayout;
  readonly #memory: WebAssembly.Memory;
  readonly #kernels: KernelCalls;
  readonly #matrix: MatrixKernels;
  readonly #reduced: ReducedMap;

  constructor(statistics: SharedStatistics, kernels: WebAssembly.Module, precision: Precision) {
    this.precision = precision;
    this.#statistics = statistics;
    this.#layout = layOutReduction({ ...statistics, precision });
    this.#memory = new WebAssembly.Memory({ initial: this.#layout.pages });
    this.#kernels = bindKernels(kernels, this.#memory);
    this.#matrix = this.#kernels[precision];
    this.#reduced = this.#viewReduced();
    this.#writeShared();
  }

  /** Throws `LogmeError` with `map-not-finite`. */
  reduce(map: EmbeddingMap): ReducedMap {
    this.#readMap(map);
    this.#mapEmbeddings();
    this.#reduceGram();
    this.#rotateLabels();
    return this.#reduced;
  }

  /**
   * What rounding did, seen along one vector x in the coordinates of T (float32 only): E = H·T·Hᵀ − Ĝ, applied to u = H·x, with Ĝ in float64 straight
   * from the map that was reduced last.
   */
  roundingAlong(x: Float64Array): RoundingError {
    const { d, rank } = this.#statistics;
    const at = this.#layout;
    const { probe } = at;
    const { size } = this.#reduced;
    const u = this.#float64(probe.vectors, size);
    const computed = this.#float64(probe.vectors + at.rowLength * 8, size);
    u.set(x);
    multiplyTridiagonal(this.#reduced, x, computed);
    const quadraticForm = dot(x, computed);
    this.#rotate(probe.vectors, 2, 'backwards');
    const exactForm = this.#kernels.applyGram(
      at.weight,
      at.columnOrder,
      probe.factor,
      at.mappedMean,
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

  /** W, b, and √n·f̄ = √n·(W·μ + b). */
  #readMap({ weight, bias }: EmbeddingMap): void {
    const { d, n } = this.#statistics;
    const at = this.#layout;
    new Float32Array(this.#memory.buffer, at.weight, d * d).set(weight);
    if (bias !== null) new Float32Array(this.#memory.buffer, at.bias, d).set(bias);
    const total = this.#kernels.mapMean(at.weight, bias === null ? 0 : at.bias, at.mean, d, at.mappedMean);
    const mappedMean = this.#float64(at.mappedMean, d);
    if (!Number.isFinite(total) || !mappedMean.every(Number.isFinite)) {
      throw new LogmeError('map-not-finite', 'the map holds a number that is NaN or infinite');
    }
    const scale = Math.sqrt(n);
    for (let row = 0; row < d; row++) mappedMean[row] = scale * (mappedMean[row] ?? 0);
  }

  /** B̂ = [W·P·Rᵀ, √n·f̄]. */
  #mapEmbeddings(): void {
    const { d, rank } = this.#statistics;
    const at = this.#layout;
    this.#matrix.multiplyTriangular(
      at.weight,
      at.columnOrder,
      at.factorPanels,
      d,
      rank,
      at.strips,
      at.mapped,
      at.rowBytes,
    );
    const mapped = this.#numbers(at.mapped, d * at.rowLength);
    const mappedMean = this.#float64(at.mappedMean, d);
    for (let row = 0; row < d; row++) mapped[row * at.rowLength + rank] = mappedMean[row] ?? 0;
  }

  /** Ĝ = B̂ᵀB̂, then T. */
  #reduceGram(): void {
    const { d } = this.#statistics;
    const { size } = this.#reduced;
    const at = this.#layout;
    this.#matrix.gram(at.mapped, d, size, at.strips, at.panels, at.gram, at.rowBytes);
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

  /** ζ = Hᵀẑ. */
  #rotateLabels(): void {
    const { coordinates, targets } = this.#statistics;
    const { size } = this.#reduced;
    const at = this.#layout;
    this.#reduced.coordinates.forEach((vector, target) => {
      vector.set(coordinates.subarray(target * size, (target + 1) * size));
    });
    this.#rotate(at.vectors, targets, 'forwards');
  }

  /** Hᵀ (forwards) or H (backwards) times `count` vectors. */
  #rotate(vectors: number, count: number, direction: 'forwards' | 'backwards'): void {
    const { reflectors, rowBytes, taus, rowLength } = this.#layout;
    const { size } = this.#reduced;
    const backwards = direction === 'backwards';
    this.#matrix.applyReflectors(reflectors, rowBytes, taus, size, vectors, rowLength * 8, count, backwards);
  }

  #writeShared(): void {
    const { d, mean, columnOrder } = this.#statistics;
    const at = this.#layout;
    this.#float64(at.mean, d).set(mean);
    new Int32Array(this.#memory.buffer, at.columnOrder, d).set(columnOrder);
    this.#packFactor();
    if (this.precision === 'float32') this.#copyFactor();
  }

  /** R as it is, for `roundingAlong`. */
  #copyFactor(): void {
    const { d, rank, factor } = this.#statistics;
    const { factor: address, factorLength } = this.#layout.probe;
    const rows = this.#float64(address, rank * factorLength);
    for (let j = 0; j < rank; j++) rows.set(factor.subarray(j * d, (j + 1) * d), j * factorLength);
  }

  /** R by panels: `[panels, d, panelColumns]`, zeros beyond its rows. */
  #packFactor(): void {
    const { d, rank, factor } = this.#statistics;
    const { panelColumns, factorPanels } = this.#layout;
    const panels = Math.ceil(rank / panelColumns);
    const packed = this.#numbers(factorPanels, panels * d * panelColumns);
    for (let j = 0; j < rank; j++) {
      const panel = Math.floor(j / panelColumns) * d * panelColumns + (j % panelColumns);
      for (let k = 0; k < d; k++) packed[panel + k * panelColumns] = factor[j * d + k] ?? 0;
    }
  }

  #viewReduced(): ReducedMap {
    const { rank, targets } = this.#statistics;
    const { diagonal, offDiagonal, vectors, rowLength } = this.#layout;
    const size = rank + 1;
    return {
      size,
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
