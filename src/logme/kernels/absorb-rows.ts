import { addMultiple, dot } from './lanes.ts';

/** A column whose squares add up to less is zero: the reciprocal of a smaller number may overflow. */
const negligible: f64 = 1e-200;

/**
 * QR factorisation of a tall matrix, a block of rows at a time: replaces the triangle R by that of [R; block]. Householder reflections that
 * touch row k of R and the whole block (Golub and Van Loan, Matrix Computations, 4th ed., 5.2 and 12.5; "TSQR" in sequence). Float64.
 *
 * `triangle` is `[d, width]` row-major; its first d columns are the triangle, the others are right-hand sides, which are only transformed.
 * `block` is `[width, rows]`: the columns of the new rows, each contiguous; `rows` is even. Afterwards its right-hand sides hold what the
 * new rows leave unexplained; its other columns hold nothing.
 */
export function absorbRows(triangle: usize, block: usize, rows: i32, d: i32, width: i32): void {
  const columnBytes = (<usize>rows) << 3;
  const rowBytes = (<usize>width) << 3;
  for (let k = 0; k < d; k++) {
    const column = block + <usize>k * columnBytes;
    const row = triangle + <usize>k * rowBytes;
    const below = dot<f64, f64>(column, column, rows);
    if (below < negligible) continue;
    const diagonal = load<f64>(row + ((<usize>k) << 3));
    const norm = sqrt(diagonal * diagonal + below);
    const top = diagonal > 0 ? diagonal + norm : diagonal - norm;
    const tau = 2 / (top * top + below);
    store<f64>(row + ((<usize>k) << 3), diagonal > 0 ? -norm : norm);
    for (let j = k + 1; j < width; j++) {
      const other = block + <usize>j * columnBytes;
      const entry = row + ((<usize>j) << 3);
      const factor = -tau * (top * load<f64>(entry) + dot<f64, f64>(column, other, rows));
      store<f64>(entry, load<f64>(entry) + factor * top);
      addMultiple<f64>(factor, column, other, rows);
    }
  }
}
