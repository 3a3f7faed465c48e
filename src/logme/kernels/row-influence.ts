import { loadPair, multiplyAdd, sumPair } from './lanes.ts';

/** Rows and label columns of a tile. */
const tileRows: i32 = 4;
const tileTargets: i32 = 2;

/**
 * Σ_k weight_k·r_ik² for each row i, where r_ik = unexplained_ik + basis_i·residual_k is what the fit of label column k leaves of it. Sums in float64.
 *
 * `basis` `[rows, length]` float32 in rows of `basisBytes`, `unexplained` `[rows, targets]` float32, `residuals` `[targets, length]` float64 in rows of
 * `residualBytes`, `weights` `[targets]` float64, `influence` `[rows]` float64. `rows` is a multiple of 4, `targets` and `length` are even: padded with zeros.
 */
export function rowInfluence(
  basis: usize,
  basisBytes: usize,
  rows: i32,
  length: i32,
  unexplained: usize,
  residuals: usize,
  residualBytes: usize,
  targets: i32,
  weights: usize,
  influence: usize,
): void {
  memory.fill(influence, 0, (<usize>rows) << 3);
  for (let i = 0; i < rows; i += tileRows) {
    for (let target = 0; target < targets; target += tileTargets) {
      addTile(
        basis + <usize>i * basisBytes,
        basisBytes,
        length,
        unexplained + ((<usize>(i * targets + target)) << 2),
        (<usize>targets) << 2,
        residuals + <usize>target * residualBytes,
        residualBytes,
        weights + ((<usize>target) << 3),
        influence + ((<usize>i) << 3),
      );
    }
  }
}

/** Four rows and two label columns at once: eight sums for six loads, where one by one each sum would take two. */
function addTile(
  row0: usize,
  basisBytes: usize,
  length: i32,
  rest: usize,
  restBytes: usize,
  vector0: usize,
  residualBytes: usize,
  weights: usize,
  influence: usize,
): void {
  const row1 = row0 + basisBytes;
  const row2 = row1 + basisBytes;
  const row3 = row2 + basisBytes;
  const vector1 = vector0 + residualBytes;
  const zero = f64x2.splat(0);
  let s00 = zero;
  let s01 = zero;
  let s10 = zero;
  let s11 = zero;
  let s20 = zero;
  let s21 = zero;
  let s30 = zero;
  let s31 = zero;
  for (let k: usize = 0; k < <usize>length; k += 2) {
    const x0 = v128.load(vector0 + (k << 3));
    const x1 = v128.load(vector1 + (k << 3));
    let pair = loadPair<f32>(row0 + (k << 2));
    s00 = multiplyAdd<f64>(pair, x0, s00);
    s01 = multiplyAdd<f64>(pair, x1, s01);
    pair = loadPair<f32>(row1 + (k << 2));
    s10 = multiplyAdd<f64>(pair, x0, s10);
    s11 = multiplyAdd<f64>(pair, x1, s11);
    pair = loadPair<f32>(row2 + (k << 2));
    s20 = multiplyAdd<f64>(pair, x0, s20);
    s21 = multiplyAdd<f64>(pair, x1, s21);
    pair = loadPair<f32>(row3 + (k << 2));
    s30 = multiplyAdd<f64>(pair, x0, s30);
    s31 = multiplyAdd<f64>(pair, x1, s31);
  }
  const weight0 = load<f64>(weights);
  const weight1 = load<f64>(weights, 8);
  addSquares(influence, rest, sumPair(s00), sumPair(s01), weight0, weight1);
  addSquares(influence + 8, rest + restBytes, sumPair(s10), sumPair(s11), weight0, weight1);
  addSquares(influence + 16, rest + 2 * restBytes, sumPair(s20), sumPair(s21), weight0, weight1);
  addSquares(influence + 24, rest + 3 * restBytes, sumPair(s30), sumPair(s31), weight0, weight1);
}

function addSquares(influence: usize, rest: usize, fit0: f64, fit1: f64, weight0: f64, weight1: f64): void {
  const residual0 = <f64>load<f32>(rest) + fit0;
  const residual1 = <f64>load<f32>(rest, 4) + fit1;
  store<f64>(influence, load<f64>(influence) + weight0 * residual0 * residual0 + weight1 * residual1 * residual1);
}
