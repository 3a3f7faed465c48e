/**
 * Where each array lies in the memory of the kernels. All sizes in bytes; every array starts on a cache line, after what comes before it.
 *
 * n here is the size of G, r + 1. Rows of the large matrices are padded to a multiple of 24 numbers, the least that holds whole strips (6
 * columns), panels (8 or 4) and diagonal blocks (4); rows of the weight to a multiple of 6. Memory starts as zeros, and padding is never
 * written with anything else.
 */

const cacheLine = 64;
const pageBytes = 65_536;
/** Numbers to which a row of the large matrices is padded: lcm of 6 and 8. */
const rowUnit = 24;
/** Rows of a strip, as in `kernels/micro-kernel.ts`. */
const stripRows = 6;
/** Bytes of a panel's line, as in `kernels/micro-kernel.ts`. */
const panelBytes = 32;
/** Columns and rows that are packed at a time, as in `kernels/multiply-triangular.ts` and `kernels/cross-product.ts`. */
const productDepth = 256;
const gramDepth = 128;

/** Precision of the matrix part. */
export type Precision = 'float32' | 'float64';

/** Addresses of what is needed to reduce one map to tridiagonal form. */
export interface ReductionLayout {
  /** Bytes of a number in the large matrices: 4 or 8. */
  numberBytes: number;
  /** Numbers in a padded row of B, G and the reflectors, and their distance in bytes. */
  rowLength: number;
  rowBytes: number;
  /** Columns in a panel of the factor. */
  panelColumns: number;
  /** W `[d, d]` float32, and bias `[d]`. */
  weight: number;
  bias: number;
  /** Order of the factor's columns `[d]` int32; mean embedding μ `[d]`, mapped mean √n·f̄ `[d]` float64. */
  columnOrder: number;
  mean: number;
  mappedMean: number;
  /** R packed in panels `[panels, d, panelColumns]`. */
  factorPanels: number;
  /** Packed operands of the products. */
  strips: number;
  panels: number;
  /** B `[d, n]`, and in float64 a row for each label column below it; G `[n, n]`, reflectors `[n, n]`. */
  mapped: number;
  gram: number;
  reflectors: number;
  /** For pivoting the rows of B, float64 only: their order `[d]` int32, and norms `[2, d]` float64. */
  rowOrder: number;
  rowNorms: number;
  /** Rows for the reduction: `[n]` in the precision of the matrices. */
  pending: number;
  product: number;
  /** `[n]` float64: scale factors of the reflections, T's diagonal and the numbers below it. */
  taus: number;
  diagonal: number;
  offDiagonal: number;
  /** Vectors `[targets, n]` float64, `rowLength` numbers apart. */
  vectors: number;
  probe: ProbeLayout;
  /** Pages of 64 KiB in all. */
  pages: number;
}

/** Addresses of what is needed to see what rounding did to a float32 reduction; everything float64. */
export interface ProbeLayout {
  /** R `[r, factorLength]`, in rows of d numbers and perhaps a zero. */
  factor: number;
  factorLength: number;
  /** Two vectors `[n]`, `rowLength` numbers apart. */
  vectors: number;
  /** `[n]` */
  result: number;
  /** Three vectors of `factorLength` numbers. */
  source: number;
  mapped: number;
  work: number;
}

/** Lays out the memory for maps `[d, d]` in the coordinates of r centred dimensions. */
export function layOutReduction(params: {
  d: number;
  rank: number;
  targets: number;
  precision: Precision;
}): ReductionLayout {
  const { d, rank, targets, precision } = params;
  const numberBytes = precision === 'float32' ? 4 : 8;
  // At least one zero after the n numbers: pivoting takes rows of B by pairs.
  const rowLength = roundUp(rank + 2, rowUnit);
  const rowBytes = rowLength * numberBytes;
  const rows = roundUp(d, stripRows);
  const float64Rows = precision === 'float64' ? d : 0;
  const panelColumns = panelBytes / numberBytes;
  const { take, pages } = arena();
  return {
    numberBytes,
    rowLength,
    rowBytes,
    panelColumns,
    weight: take(rows * d * 4),
    bias: take(d * 4),
    columnOrder: take(d * 4),
    mean: take(roundUp(d, 2) * 8),
    mappedMean: take(roundUp(d, 2) * 8),
    factorPanels: take(roundUp(rank, panelColumns) * d * numberBytes),
    strips: take(Math.max(rows * productDepth, rowLength * gramDepth) * numberBytes),
    panels: take(rowLength * gramDepth * numberBytes),
    mapped: take(Math.max(rows, float64Rows + targets) * rowBytes),
    gram: take(rowLength * rowBytes),
    reflectors: take(rowLength * rowBytes),
    rowOrder: take(float64Rows * 4),
    rowNorms: take(2 * float64Rows * 8),
    pending: take(rowBytes),
    product: take(rowBytes),
    taus: take(rowLength * 8),
    diagonal: take(rowLength * 8),
    offDiagonal: take(rowLength * 8),
    vectors: take(targets * rowLength * 8),
    probe: layOutProbe(take, { d, rank: precision === 'float32' ? rank : 0, rowLength }),
    pages: pages(),
  };
}

function layOutProbe(
  take: (bytes: number) => number,
  { d, rank, rowLength }: { d: number; rank: number; rowLength: number },
): ProbeLayout {
  const factorLength = roundUp(d, 2);
  return {
    factor: take(rank * factorLength * 8),
    factorLength,
    vectors: take(2 * rowLength * 8),
    result: take(rowLength * 8),
    source: take(factorLength * 8),
    mapped: take(factorLength * 8),
    work: take(factorLength * 8),
  };
}

/** Addresses of what is needed to factor the centred embeddings and label columns side by side, `width` = d + targets columns. */
export interface FactorLayout {
  /** `[d, width]` row-major, as `absorbRows` leaves it. */
  triangle: number;
  /** `[width, blockRows]`, columns contiguous. */
  block: number;
  /** `[width, columnLength]`, columns contiguous: the triangle once more, for pivoting. */
  columns: number;
  /** Numbers from one column to the next: d and at least one zero. */
  columnLength: number;
  /** `[d]` int32. */
  order: number;
  /** `[2, d]` */
  norms: number;
  pages: number;
}

/** Lays out the memory for the factorisation; everything float64. */
export function layOutFactor(params: { d: number; width: number; blockRows: number }): FactorLayout {
  const { d, width, blockRows } = params;
  const columnLength = roundUp(d + 1, 2);
  const { take, pages } = arena();
  return {
    triangle: take(d * width * 8),
    block: take(width * blockRows * 8),
    columns: take(width * columnLength * 8),
    columnLength,
    order: take(d * 4),
    norms: take(2 * d * 8),
    pages: pages(),
  };
}

/** Hands out addresses one behind the other; `pages` is what they need in all. */
export function arena(): { take: (bytes: number) => number; pages: () => number } {
  // Address 0 is left free: a kernel reads it as "no bias".
  let next = cacheLine;
  return {
    take(bytes) {
      const address = next;
      next = roundUp(next + bytes, cacheLine);
      return address;
    },
    pages: () => Math.ceil((next + cacheLine) / pageBytes),
  };
}

/** The least multiple of `unit` that is not below `value`. */
export function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
