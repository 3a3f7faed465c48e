/** Singular values of a matrix F and the coordinates of vectors along its left singular vectors. */
export interface Spectrum {
  /** σ² of each of the min(n, d) singular values, in no order. */
  squares: Float64Array;
  /** For each vector y: u_iᵀy, in the same order. */
  coordinates: Float64Array[];
}

/**
 * One-sided Jacobi (Hestenes 1958; Demmel and Veselić 1992: small singular values come out to high relative accuracy). Plain float64, slow and sure.
 * `matrix` is F `[n, d]` row-major.
 */
export function singularValues(matrix: Float64Array, n: number, d: number, vectors: Float64Array[]): Spectrum {
  return n >= d ? ofTall(matrix, n, d, vectors) : ofWide(matrix, n, d, vectors);
}

/** F·J has orthogonal columns u_i·σ_i. */
function ofTall(matrix: Float64Array, n: number, d: number, vectors: Float64Array[]): Spectrum {
  const columns = Array.from({ length: d }, (_, k) =>
    Float64Array.from({ length: n }, (__, i) => at(matrix, i * d + k)),
  );
  orthogonalise(columns, []);
  const squares = Float64Array.from(columns, (column) => dot(column, column));
  const coordinates = vectors.map((vector) => {
    return Float64Array.from(columns, (column, i) =>
      at(squares, i) > 0 ? dot(column, vector) / Math.sqrt(at(squares, i)) : 0,
    );
  });
  return { squares, coordinates };
}

/** Jᵀ·F has orthogonal rows, so U = J, and u_iᵀy is what the same rotations make of y. */
function ofWide(matrix: Float64Array, n: number, d: number, vectors: Float64Array[]): Spectrum {
  const rows = Array.from({ length: n }, (_, i) => matrix.slice(i * d, (i + 1) * d));
  const coordinates = vectors.map((vector) => vector.slice());
  orthogonalise(rows, coordinates);
  return { squares: Float64Array.from(rows, (row) => dot(row, row)), coordinates };
}

/** Rotates pairs of `lines` until all are orthogonal (to float64, or so short that they are zero beside the longest), and the same pairs of entries of `carried`. */
function orthogonalise(lines: Float64Array[], carried: Float64Array[]): void {
  const negligible = 1e-30 * lines.reduce((largest, line) => Math.max(largest, dot(line, line)), 0);
  for (let sweep = 0; sweep < 60; sweep++) {
    let rotated = false;
    lines.forEach((a, i) => {
      for (let j = i + 1; j < lines.length; j++) {
        const b = lines[j];
        if (b === undefined) continue;
        const rotation = makeOrthogonal(a, b, negligible);
        if (rotation === null) continue;
        rotated = true;
        for (const vector of carried) rotateEntries(vector, i, j, rotation);
      }
    });
    if (!rotated) return;
  }
  throw new Error('Jacobi did not converge');
}

interface Rotation {
  cosine: number;
  sine: number;
}

function makeOrthogonal(a: Float64Array, b: Float64Array, negligible: number): Rotation | null {
  const aa = dot(a, a);
  const bb = dot(b, b);
  const ab = dot(a, b);
  if (Math.abs(ab) <= Math.max(negligible, 1e-15 * Math.sqrt(aa * bb))) return null;
  const zeta = (bb - aa) / (2 * ab);
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = cosine * tangent;
  for (let k = 0; k < a.length; k++) {
    const left = at(a, k);
    const right = at(b, k);
    a[k] = cosine * left - sine * right;
    b[k] = sine * left + cosine * right;
  }
  return { cosine, sine };
}

function rotateEntries(vector: Float64Array, i: number, j: number, { cosine, sine }: Rotation): void {
  const left = at(vector, i);
  const right = at(vector, j);
  vector[i] = cosine * left - sine * right;
  vector[j] = sine * left + cosine * right;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += at(a, k) * at(b, k);
  return sum;
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}
