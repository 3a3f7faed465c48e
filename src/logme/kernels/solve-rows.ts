import { addMultiple } from './lanes.ts';

/**
 * Solves x = q·L for each of `count` rows in place, and takes what q explains out of the numbers behind: a row is [x `[r]`, y `[labels]`] and becomes
 * [q, y − q·Z]. L `[r, r]` is lower triangular, Z `[r, labels]` stands behind it in the same rows, both float64.
 *
 * The diagonal of L is given apart, as reciprocals `[r]`, and is 0 in L itself. Labels begin at the even number `labelsAt` ≥ r; rows of
 * `factor` and `rows` are `rowBytes` apart and have an even length. Each row of L is used for all rows at once, while it is in the cache.
 */
export function solveRows(
  factor: usize,
  reciprocals: usize,
  r: i32,
  labelsAt: i32,
  labels: i32,
  rowBytes: usize,
  rows: usize,
  count: i32,
): void {
  const labelBytes = (<usize>labelsAt) << 3;
  const evenLabels = (labels + 1) & ~1;
  for (let j = r - 1; j >= 0; j--) {
    const factorRow = factor + <usize>j * rowBytes;
    const reciprocal = load<f64>(reciprocals + ((<usize>j) << 3));
    const before = (j + 1) & ~1;
    for (let i = 0; i < count; i++) {
      const row = rows + <usize>i * rowBytes;
      const at = row + ((<usize>j) << 3);
      const value = load<f64>(at) * reciprocal;
      store<f64>(at, value);
      addMultiple<f64>(-value, factorRow, row, before);
      addMultiple<f64>(-value, factorRow + labelBytes, row + labelBytes, evenLabels);
    }
  }
}
