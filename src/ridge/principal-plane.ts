/** Where rows are in the plane of their first two principal components. */
export interface PrincipalPlane {
  /** By row. */
  places: [number, number][];
  /** Shares of the variance that the two axes hold. */
  explained: [number, number];
}

/** Subspace iterations: enough for a plot even where the second and the third axis differ little. */
const iterations = 60;

/**
 * The first two principal components of rows, by subspace iteration (Golub and Van Loan, Matrix Computations, 4th ed., 8.2.4) with rotation to the axes at the end.
 * Each axis points to where its largest entry is positive, so that equal rows give equal places.
 *
 * @param rows of one length; with fewer than three, or in fewer dimensions, axes may be zero
 */
export function principalPlane(rows: readonly Float32Array[]): PrincipalPlane {
  const d = rows[0]?.length ?? 0;
  const mean = meanOf(rows, d);
  const centred = rows.map((row) => Float64Array.from(row, (value, k) => value - (mean[k] ?? 0)));
  const variance = centred.reduce((sum, row) => sum + dot(row, row), 0);
  const none: PrincipalPlane = { places: rows.map(() => [0, 0]), explained: [0, 0] };
  if (!(variance > 0)) return none;
  let first = Float64Array.from({ length: d }, (_, k) => Math.sin(k + 1));
  let second = Float64Array.from({ length: d }, (_, k) => Math.cos(2 * k + 1));
  for (let iteration = 0; iteration < iterations; iteration++) {
    [first, second] = orthonormal(spread(centred, first), spread(centred, second));
  }
  return placed(centred, rotated(centred, first, second), variance);
}

function meanOf(rows: readonly Float32Array[], d: number): Float64Array {
  const mean = new Float64Array(d);
  for (const row of rows) for (let k = 0; k < d; k++) mean[k] = (mean[k] ?? 0) + (row[k] ?? 0) / rows.length;
  return mean;
}

/** XᵀX·v */
function spread(rows: readonly Float64Array[], vector: Float64Array): Float64Array {
  const product = new Float64Array(vector.length);
  for (const row of rows) {
    const along = dot(row, vector);
    for (let k = 0; k < product.length; k++) product[k] = (product[k] ?? 0) + along * (row[k] ?? 0);
  }
  return product;
}

function orthonormal(a: Float64Array, b: Float64Array): [Float64Array<ArrayBuffer>, Float64Array<ArrayBuffer>] {
  const first = unit(a);
  const along = dot(first, b);
  const rest = b.map((value, k) => value - along * (first[k] ?? 0));
  // What rounding leaves of a second direction where there is none is no direction.
  return [first, dot(rest, rest) > 1e-20 * dot(b, b) ? unit(rest) : new Float64Array(a.length)];
}

/** The axes within the plane: the eigenvectors of the 2 × 2 matrix of its variances. */
function rotated(rows: readonly Float64Array[], a: Float64Array, b: Float64Array): [Float64Array, Float64Array] {
  let [aa, ab, bb] = [0, 0, 0];
  for (const row of rows) {
    const [alongA, alongB] = [dot(row, a), dot(row, b)];
    aa += alongA * alongA;
    ab += alongA * alongB;
    bb += alongB * alongB;
  }
  const angle = Math.atan2(2 * ab, aa - bb) / 2;
  const mix = (cos: number, sin: number) => upright(a.map((value, k) => cos * value + sin * (b[k] ?? 0)));
  return [mix(Math.cos(angle), Math.sin(angle)), mix(-Math.sin(angle), Math.cos(angle))];
}

function placed(
  rows: readonly Float64Array[],
  [first, second]: [Float64Array, Float64Array],
  variance: number,
): PrincipalPlane {
  const places = rows.map((row): [number, number] => [dot(row, first), dot(row, second)]);
  const share = (axis: 0 | 1) => places.reduce((sum, place) => sum + place[axis] ** 2, 0) / variance;
  return { places, explained: [share(0), share(1)] };
}

function upright(axis: Float64Array): Float64Array {
  const largest = axis.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return largest < 0 ? axis.map((value) => -value) : axis;
}

function unit(vector: Float64Array): Float64Array<ArrayBuffer> {
  const length = Math.sqrt(dot(vector, vector));
  return Float64Array.from(vector, (value) => (length > 0 ? value / length : 0));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}
