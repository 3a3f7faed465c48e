import { vectorBytes } from './lanes.ts';

/**
 * max |x_i| of `count` float32 numbers; NaN or infinite exactly if one of them is. Up to three more are read, which must be 0.
 * Without its sign, the bits of a float32 order as integers do: NaN above infinity above everything finite.
 */
export function largestMagnitude(numbers: usize, count: i32): f32 {
  const magnitude = i32x4.splat(0x7fffffff);
  let largest = i32x4.splat(0);
  const end = numbers + ((<usize>count) << 2);
  for (let at = numbers; at < end; at += vectorBytes) {
    largest = i32x4.max_u(largest, v128.and(magnitude, v128.load(at)));
  }
  largest = i32x4.max_u(largest, v128.shuffle<i32>(largest, largest, 2, 3, 0, 1));
  largest = i32x4.max_u(largest, v128.shuffle<i32>(largest, largest, 1, 0, 3, 2));
  return reinterpret<f32>(i32x4.extract_lane(largest, 0));
}
