/**
 * Eigenvalues and eigenvectors of a symmetric matrix in plain TypeScript: Householder reduction to tridiagonal form and implicit QL, after the
 * procedures tred2 and tql2 (Martin, Reinsch and Wilkinson; Handbook for Automatic Computation II, 1971).
 * Row i of `vectors` `[d, d]` belongs to `values[i]`.
 */
export function eigenDecomposition(matrix: Float64Array, d: number): { values: Float64Array; vectors: Float64Array } {
  const work = matrix.slice();
  const values = new Float64Array(d);
  const beside = new Float64Array(d);
  const vectors = reduce(work, values, beside, d);
  for (let i = 1; i < d; i++) beside[i - 1] = at(beside, i);
  beside[d - 1] = 0;
  for (let l = 0; l < d; l++) isolate(l, values, beside, vectors, d);
  return { values, vectors };
}

/** Reflects row m onto its last place, m = d-1 … 1. Returns Qᵀ with QᵀAQ tridiagonal. */
function reduce(a: Float64Array, diagonal: Float64Array, beside: Float64Array, d: number): Float64Array {
  const rotation = identity(d);
  const v = new Float64Array(d);
  const p = new Float64Array(d);
  for (let m = d - 1; m > 0; m--) {
    diagonal[m] = at(a, m * d + m);
    let squared = 0;
    for (let j = 0; j < m; j++) {
      v[j] = at(a, m * d + j);
      squared += at(v, j) ** 2;
    }
    const last = at(v, m - 1);
    const end = last > 0 ? -Math.sqrt(squared) : Math.sqrt(squared);
    beside[m] = end;
    if (squared === 0) continue;
    v[m - 1] = last - end;
    const tau = 1 / (squared - last * end);
    reflectMatrix(a, v, p, tau, m, d);
    reflectColumns(rotation, v, tau, m, d);
  }
  diagonal[0] = at(a, 0);
  return rotation;
}

/** A := HAH on the leading `[m, m]`. */
function reflectMatrix(a: Float64Array, v: Float64Array, p: Float64Array, tau: number, m: number, d: number): void {
  let along = 0;
  for (let i = 0; i < m; i++) {
    let sum = 0;
    for (let j = 0; j < m; j++) sum += at(a, i * d + j) * at(v, j);
    p[i] = tau * sum;
    along += tau * sum * at(v, i);
  }
  for (let i = 0; i < m; i++) p[i] = at(p, i) - 0.5 * tau * along * at(v, i);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) a[i * d + j] = at(a, i * d + j) - at(v, i) * at(p, j) - at(p, i) * at(v, j);
  }
}

/** Qᵀ := H·Qᵀ: rows 0 … m-1. */
function reflectColumns(rows: Float64Array, v: Float64Array, tau: number, m: number, d: number): void {
  const sums = new Float64Array(d);
  for (let i = 0; i < m; i++) for (let k = 0; k < d; k++) sums[k] = at(sums, k) + at(v, i) * at(rows, i * d + k);
  for (let i = 0; i < m; i++) {
    const factor = tau * at(v, i);
    for (let k = 0; k < d; k++) rows[i * d + k] = at(rows, i * d + k) - factor * at(sums, k);
  }
}

/** Implicit QL steps until eigenvalue l stands alone. */
function isolate(l: number, values: Float64Array, beside: Float64Array, vectors: Float64Array, d: number): void {
  for (let step = 0; step < 60; step++) {
    let m = l;
    while (m < d - 1 && Math.abs(at(beside, m)) > 1e-16 * (Math.abs(at(values, m)) + Math.abs(at(values, m + 1)))) m++;
    if (m === l) return;
    chase(l, m, values, beside, vectors, d);
  }
}

function chase(
  l: number,
  m: number,
  values: Float64Array,
  beside: Float64Array,
  vectors: Float64Array,
  d: number,
): void {
  const ratio = (at(values, l + 1) - at(values, l)) / (2 * at(beside, l));
  const root = Math.hypot(ratio, 1);
  let g = at(values, m) - at(values, l) + at(beside, l) / (ratio + (ratio < 0 ? -root : root));
  let sine = 1;
  let cosine = 1;
  let p = 0;
  for (let i = m - 1; i >= l; i--) {
    const f = sine * at(beside, i);
    const b = cosine * at(beside, i);
    const r = Math.hypot(f, g);
    beside[i + 1] = r;
    sine = f / r;
    cosine = g / r;
    g = at(values, i + 1) - p;
    const turned = (at(values, i) - g) * sine + 2 * cosine * b;
    p = sine * turned;
    values[i + 1] = g + p;
    g = cosine * turned - b;
    for (let k = 0; k < d; k++) {
      const upper = at(vectors, (i + 1) * d + k);
      const lower = at(vectors, i * d + k);
      vectors[(i + 1) * d + k] = sine * lower + cosine * upper;
      vectors[i * d + k] = cosine * lower - sine * upper;
    }
  }
  values[l] = at(values, l) - p;
  beside[l] = g;
  beside[m] = 0;
}

function identity(d: number): Float64Array {
  return new Float64Array(d * d).map((_, i) => (i % (d + 1) === 0 ? 1 : 0));
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}
