import { multiplyTile, panelBytes, panelColumns, stripRows } from './micro-kernel.ts';
import { packWeight } from './pack.ts';

/** Columns of W that are packed and multiplied at a time. */
export const productDepth: i32 = 256;

/**
 * B = scale·W·P·Rᵀ `[rows, r]` for W `[rows, d]`: the map in the coordinates of the centred embeddings Q·R (Pᵀ applied). R is lower trapezoidal, R_jk = 0 for k > j + d − r,
 * so half of the product is left out. `factorPanels` holds R packed `[panels][d][panel]`; `strips` has room for all rows (rounded up to 6) ×
 * `productDepth`. Rows of B are `rowBytes` apart; up to 5 rows and a panel's rest of columns beyond [rows, r] are written with zeros.
 */
export function multiplyTriangular<T>(
  weight: usize,
  columnOrder: usize,
  scale: f64,
  factorPanels: usize,
  rows: i32,
  d: i32,
  r: i32,
  strips: usize,
  product: usize,
  rowBytes: usize,
): void {
  const columns = panelColumns<T>();
  for (let begin = 0; begin < d; begin += productDepth) {
    const end = min(begin + productDepth, d);
    packWeight<T>(weight, rows, d, columnOrder, <T>scale, begin, end, strips);
    const stripBytes: usize = (end - begin) * stripRows * sizeof<T>();
    for (let column = 0; column < r; column += columns) {
      const depth = min(end, column + columns + d - r) - begin;
      if (depth <= 0) continue;
      const panel = factorPanels + <usize>((column / columns) * d + begin) * panelBytes;
      let strip = strips;
      let tile = product + <usize>column * sizeof<T>();
      for (let row = 0; row < rows; row += stripRows) {
        multiplyTile<T>(strip, panel, depth, tile, rowBytes, begin > 0);
        strip += stripBytes;
        tile += <usize>stripRows * rowBytes;
      }
    }
  }
}
