import { multiplyTile, panelBytes, panelColumns, stripRows } from './micro-kernel.ts';
import { packPanels, packStrips } from './pack.ts';

/** Rows of B that are packed and multiplied at a time. Short, for the sake of accuracy: see `multiplyTile`. */
export const gramDepth: i32 = 128;

/**
 * G = BᵀB `[n, n]` for B `[d, n]`, lower half only: a tile is computed if it touches the diagonal or lies below, so every 4×4 block on the
 * diagonal is complete, which `tridiagonalise` relies on. Rows of B and of G are `rowBytes` apart.
 * `strips` and `panels` each have room for `gramDepth` rows of B.
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
  const columns = panelColumns<T>();
  for (let begin = 0; begin < d; begin += gramDepth) {
    const depth = min(gramDepth, d - begin);
    packStrips<T>(matrix + <usize>begin * rowBytes, rowBytes, depth, n, strips);
    packPanels<T>(matrix + <usize>begin * rowBytes, rowBytes, depth, n, panels);
    let panel = panels;
    for (let column = 0; column < n; column += columns) {
      const first = column / stripRows;
      for (let strip = first; strip * stripRows < n; strip++) {
        multiplyTile<T>(
          strips + <usize>(strip * depth * stripRows) * sizeof<T>(),
          panel,
          depth,
          product + <usize>(strip * stripRows) * rowBytes + <usize>column * sizeof<T>(),
          rowBytes,
          begin > 0,
        );
      }
      panel += <usize>depth * panelBytes;
    }
  }
}
