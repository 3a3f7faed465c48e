import { crossProduct } from './cross-product.ts';

/**
 * G = BᵀB `[n, n]` for B `[d, n]`, lower half only, with complete 4×4 blocks on the diagonal. Rows of B and of G are `rowBytes` apart.
 * `strips` and `panels` each have room for `crossDepth` rows of B.
 */
export function gram<T>(
  matrix: usize,
  d: i32,
  n: i32,
  strips: usize,
  panels: usize,
  product: usize,
  rowBytes: usize,
): void {
  crossProduct<T>(matrix, rowBytes, n, matrix, rowBytes, n, d, strips, panels, product, rowBytes, true, false);
}
