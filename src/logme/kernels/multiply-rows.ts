import { dot } from './lanes.ts';

/** Matrix `[rows, length]` float32, in rows of `rowBytes`, times vector `[length]` float64; `length` is even. `product` `[rows]` float32. */
export function multiplyRows(
  matrix: usize,
  rowBytes: usize,
  rows: i32,
  length: i32,
  vector: usize,
  product: usize,
): void {
  for (let i = 0; i < rows; i++) {
    store<f32>(product + ((<usize>i) << 2), <f32>dot<f32, f64>(matrix + <usize>i * rowBytes, vector, length));
  }
}
