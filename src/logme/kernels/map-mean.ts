import { loadPair, multiplyAdd, sumPair } from './lanes.ts';

/**
 * f̄ = W·μ + b `[rows]` in float64, for W `[rows, d]`: what the map makes of the mean embedding μ. `bias` is 0 for none.
 */
export function mapMean(weight: usize, bias: usize, mean: usize, rows: i32, d: i32, mapped: usize): void {
  const pairs = d & ~1;
  let row = weight;
  for (let i = 0; i < rows; i++) {
    let sums = f64x2.splat(0);
    for (let k = 0; k < pairs; k += 2) {
      sums = multiplyAdd<f64>(loadPair<f32>(row + ((<usize>k) << 2)), v128.load(mean + ((<usize>k) << 3)), sums);
    }
    let sum = sumPair(sums);
    if (pairs < d) sum += <f64>load<f32>(row + ((<usize>pairs) << 2)) * load<f64>(mean + ((<usize>pairs) << 3));
    if (bias) sum += <f64>load<f32>(bias + ((<usize>i) << 2));
    store<f64>(mapped + ((<usize>i) << 3), sum);
    row += (<usize>d) << 2;
  }
}
