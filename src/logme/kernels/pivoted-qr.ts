import { addMultiple, dot } from './lanes.ts';

/** A remaining column norm is computed afresh when subtraction has eaten so much of it (squared). */
const cancelled: f64 = 1e-8;

/**
 * Householder QR with column pivoting (Businger and Golub, Numerische Mathematik 7, 1965): at each step the column with the largest remaining
 * norm comes next, so the rows of R shrink from the first to the last and the rank shows. Float64.
 *
 * `columns` is `[width, size]`, each column contiguous, with `columnBytes` to the next and one or two zeros after its `size` numbers.
 * The first d are pivoted (`order[k]`: which column came k-th, to be initialised by the caller); the others are right-hand sides, only transformed.
 * Stops where the largest remaining norm is at most `tolerance` times the first or times `scale`, and returns how many steps were done: the rank r ≤ `maxRank`.
 * Then column k holds R[0…min(k, r-1), k]; below that, nothing of use. Right-hand sides hold their coordinates, and below r their rest.
 * `norms` has room for 2·d numbers.
 */
export function pivotedQr(
  columns: usize,
  columnBytes: usize,
  size: i32,
  d: i32,
  width: i32,
  maxRank: i32,
  tolerance: f64,
  scale: f64,
  order: usize,
  norms: usize,
): i32 {
  const references = norms + ((<usize>d) << 3);
  const even = (size + 1) & ~1;
  for (let k = 0; k < d; k++) {
    const column = columns + <usize>k * columnBytes;
    const squared = dot<f64, f64>(column, column, even);
    store<f64>(norms + ((<usize>k) << 3), squared);
    store<f64>(references + ((<usize>k) << 3), squared);
  }
  let limit = 0.0;
  for (let k = 0; k < maxRank; k++) {
    const best = largest(norms, k, d);
    const squared = load<f64>(norms + ((<usize>best) << 3));
    if (k === 0) limit = max(squared, scale * scale) * tolerance * tolerance;
    if (squared <= limit) return k;
    swapColumns(columns, columnBytes, k, best, order, norms, references);
    reflectBelow(columns, columnBytes, k, size, width);
    reduceNorms(columns, columnBytes, k, size, d, norms, references);
  }
  return maxRank;
}

function largest(norms: usize, begin: i32, end: i32): i32 {
  let best = begin;
  for (let k = begin + 1; k < end; k++) {
    if (load<f64>(norms + ((<usize>k) << 3)) > load<f64>(norms + ((<usize>best) << 3))) best = k;
  }
  return best;
}

function swapColumns(
  columns: usize,
  columnBytes: usize,
  a: i32,
  b: i32,
  order: usize,
  norms: usize,
  references: usize,
): void {
  if (a === b) return;
  const columnA = columns + <usize>a * columnBytes;
  const columnB = columns + <usize>b * columnBytes;
  for (let at: usize = 0; at < columnBytes; at += 8) swap<f64>(columnA + at, columnB + at);
  swap<i32>(order + ((<usize>a) << 2), order + ((<usize>b) << 2));
  swap<f64>(norms + ((<usize>a) << 3), norms + ((<usize>b) << 3));
  swap<f64>(references + ((<usize>a) << 3), references + ((<usize>b) << 3));
}

function swap<T>(a: usize, b: usize): void {
  const kept = load<T>(a);
  store<T>(a, load<T>(b));
  store<T>(b, kept);
}

/** Reflects column k, rows k…, onto row k, and all columns after it likewise. */
function reflectBelow(columns: usize, columnBytes: usize, k: i32, size: i32, width: i32): void {
  const offset = (<usize>k) << 3;
  const v = columns + <usize>k * columnBytes + offset;
  const count = (size - k + 1) & ~1;
  const diagonal = load<f64>(v);
  const norm = sqrt(dot<f64, f64>(v, v, count));
  store<f64>(v, diagonal > 0 ? diagonal + norm : diagonal - norm);
  const tau = 2 / dot<f64, f64>(v, v, count);
  for (let j = k + 1; j < width; j++) {
    const other = columns + <usize>j * columnBytes + offset;
    addMultiple<f64>(-tau * dot<f64, f64>(v, other, count), v, other, count);
  }
  store<f64>(v, diagonal > 0 ? -norm : norm);
}

/** Takes row k out of the remaining norms. */
function reduceNorms(
  columns: usize,
  columnBytes: usize,
  k: i32,
  size: i32,
  d: i32,
  norms: usize,
  references: usize,
): void {
  const count = (size - k) & ~1;
  for (let j = k + 1; j < d; j++) {
    const entry = columns + <usize>j * columnBytes + ((<usize>k) << 3);
    const norm = norms + ((<usize>j) << 3);
    const reference = references + ((<usize>j) << 3);
    let squared = load<f64>(norm) - load<f64>(entry) * load<f64>(entry);
    if (squared <= cancelled * load<f64>(reference)) {
      squared = dot<f64, f64>(entry + 8, entry + 8, count);
      store<f64>(reference, squared);
    }
    store<f64>(norm, squared);
  }
}
