import { multiplyTile, panelBytes, panelColumns, stripRows } from './micro-kernel.ts';
import { packPanels, packStrips } from './pack.ts';

/** Rows of the operands that are packed and multiplied at a time. Short, for the sake of accuracy: see `multiplyTile`. */
export const crossDepth: i32 = 128;

/**
 * C = AᵀB `[m, n]` for A `[depth, m]` and B `[depth, n]`; with `accumulate` C += AᵀB. With `lower`, a tile is computed only if it touches the
 * diagonal or lies below, so every 4×4 block on the diagonal is complete, which `tridiagonalise` relies on.
 *
 * Rows are `aRowBytes`, `bRowBytes` and `rowBytes` apart; A is read up to a multiple of 6 columns, B up to a multiple of a panel, and so far C is
 * written. `strips` has room for `crossDepth` rows of A, `panels` for as many of B.
 */
export function crossProduct<T>(
  a: usize,
  aRowBytes: usize,
  m: i32,
  b: usize,
  bRowBytes: usize,
  n: i32,
  depth: i32,
  strips: usize,
  panels: usize,
  product: usize,
  rowBytes: usize,
  lower: bool,
  accumulate: bool,
): void {
  const columns = panelColumns<T>();
  for (let begin = 0; begin < depth; begin += crossDepth) {
    const rows = min(crossDepth, depth - begin);
    packStrips<T>(a + <usize>begin * aRowBytes, aRowBytes, rows, m, strips);
    packPanels<T>(b + <usize>begin * bRowBytes, bRowBytes, rows, n, panels);
    let panel = panels;
    for (let column = 0; column < n; column += columns) {
      const first = lower ? column / stripRows : 0;
      for (let strip = first; strip * stripRows < m; strip++) {
        multiplyTile<T>(
          strips + <usize>(strip * rows * stripRows) * sizeof<T>(),
          panel,
          rows,
          product + <usize>(strip * stripRows) * rowBytes + <usize>column * sizeof<T>(),
          rowBytes,
          accumulate || begin > 0,
        );
      }
      panel += <usize>rows * panelBytes;
    }
  }
}
