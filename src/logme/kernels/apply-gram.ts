import { addMultiple, dot } from './lanes.ts';

/**
 * Ĝ·u in float64 straight from the map, without Ĝ: y = scale·W·P·Rᵀu₁ + √n·f̄·u₂, then [scale·R·Pᵀ·Wᵀy, √n·f̄ᵀy], for u = [u₁ `[r]`, u₂]. Four passes over
 * matrices, O(d²): what rounding did to Ĝ and T shows in comparison.
 *
 * `factor` is R `[r, d]` float64, rows an even number apart (`evenD`), zero between; so are the pads of `source`, `mapped` and `work`, of `evenD`
 * numbers each. W is `[rows, d]`. `result` has room for r + 1 numbers. Returns uᵀĜu = ‖y‖².
 */
export function applyGram(
  weight: usize,
  columnOrder: usize,
  scale: f64,
  factor: usize,
  scaledMean: usize,
  rows: i32,
  d: i32,
  r: i32,
  vector: usize,
  source: usize,
  mapped: usize,
  work: usize,
  result: usize,
): f64 {
  const evenD = (d + 1) & ~1;
  const evenRows = (rows + 1) & ~1;
  const factorBytes = (<usize>evenD) << 3;
  const last = load<f64>(vector + ((<usize>r) << 3));
  memory.fill(work, 0, factorBytes);
  for (let j = 0; j < r; j++) {
    addMultiple<f64>(load<f64>(vector + ((<usize>j) << 3)), factor + <usize>j * factorBytes, work, nonZeros(j, d, r));
  }
  for (let k = 0; k < d; k++) {
    store<f64>(
      source + ((<usize>load<i32>(columnOrder + ((<usize>k) << 2))) << 3),
      load<f64>(work + ((<usize>k) << 3)),
    );
  }
  for (let i = 0; i < rows; i++) {
    const row = weight + ((<usize>(i * d)) << 2);
    const at = (<usize>i) << 3;
    store<f64>(mapped + at, scale * dot<f32, f64>(row, source, evenD) + last * load<f64>(scaledMean + at));
  }
  if (rows < evenRows) store<f64>(mapped + ((<usize>rows) << 3), 0);
  memory.fill(source, 0, factorBytes);
  for (let i = 0; i < rows; i++) {
    addMultiple<f32>(scale * load<f64>(mapped + ((<usize>i) << 3)), weight + ((<usize>(i * d)) << 2), source, evenD);
  }
  for (let k = 0; k < d; k++) {
    store<f64>(
      work + ((<usize>k) << 3),
      load<f64>(source + ((<usize>load<i32>(columnOrder + ((<usize>k) << 2))) << 3)),
    );
  }
  for (let j = 0; j < r; j++) {
    store<f64>(result + ((<usize>j) << 3), dot<f64, f64>(factor + <usize>j * factorBytes, work, nonZeros(j, d, r)));
  }
  store<f64>(result + ((<usize>r) << 3), dot<f64, f64>(scaledMean, mapped, evenRows));
  memory.fill(source, 0, factorBytes);
  return dot<f64, f64>(mapped, mapped, evenRows);
}

/** Numbers in row j of the trapezoid, rounded up to a pair. */
function nonZeros(j: i32, d: i32, r: i32): i32 {
  return (j + d - r + 2) & ~1;
}
