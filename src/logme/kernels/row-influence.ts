import { dot } from './lanes.ts';

/**
 * Σ_k weight_k·r_ik² for each row i, where r_ik = unexplained_ik + basis_i·residual_k is what the fit of label column k leaves of it.
 *
 * `basis` `[rows, length]` float32 in rows of `basisBytes`, `unexplained` `[rows, targets]` float32, `residuals` `[targets, length]` float64 in rows of
 * `residualBytes`, `weights` `[targets]` float64; `length` is even, padded with zeros. `influence` `[rows]` float64.
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
  let rest = unexplained;
  for (let i = 0; i < rows; i++) {
    const row = basis + <usize>i * basisBytes;
    let sum = 0.0;
    for (let target = 0; target < targets; target++) {
      const residual = <f64>load<f32>(rest) + dot<f32, f64>(row, residuals + <usize>target * residualBytes, length);
      sum += load<f64>(weights + ((<usize>target) << 3)) * residual * residual;
      rest += 4;
    }
    store<f64>(influence + ((<usize>i) << 3), sum);
  }
}
