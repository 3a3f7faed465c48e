/**
 * SIMD in either precision. Kernels are written once for T = f32 and T = f64; a vector (`v128`) holds 4 or 2 of them.
 * Norms and dot products that decide accuracy run in float64 in either case, on pairs of numbers.
 */

/** Bytes of a vector. */
export const vectorBytes: i32 = 16;

/** a·b + c: one rounding where the build has relaxed SIMD, two otherwise. */
export function multiplyAdd<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(a, b, c);
  return v128.add<T>(v128.mul<T>(a, b), c);
}

/** c − a·b. */
export function subtractProduct<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_nmadd<T>(a, b, c);
  return v128.sub<T>(c, v128.mul<T>(a, b));
}

/** Two consecutive numbers as float64. */
export function loadPair<T>(address: usize): v128 {
  if (sizeof<T>() === 4) return f64x2.promote_low_f32x4(v128.load64_zero(address));
  return v128.load(address);
}

/** Stores two float64 as two consecutive numbers. */
export function storePair<T>(address: usize, pair: v128): void {
  if (sizeof<T>() === 4) v128.store64_lane(address, f32x4.demote_f64x2_zero(pair), 0);
  else v128.store(address, pair);
}

/** Sum of a pair. */
export function sumPair(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

/** Σ a_i·b_i in float64; `count` is even. */
export function dot<T, U>(a: usize, b: usize, count: i32): f64 {
  let sum0 = f64x2.splat(0);
  let sum1 = f64x2.splat(0);
  let atA = a;
  let atB = b;
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    sum0 = multiplyAdd<f64>(loadPair<T>(atA), loadPair<U>(atB), sum0);
    sum1 = multiplyAdd<f64>(loadPair<T>(atA + 2 * sizeof<T>()), loadPair<U>(atB + 2 * sizeof<U>()), sum1);
    atA += 4 * sizeof<T>();
    atB += 4 * sizeof<U>();
  }
  if (i < count) sum0 = multiplyAdd<f64>(loadPair<T>(atA), loadPair<U>(atB), sum0);
  return sumPair(f64x2.add(sum0, sum1));
}

/** y += factor·x in float64; `count` is even. */
export function addMultiple<T>(factor: f64, x: usize, y: usize, count: i32): void {
  const factors = f64x2.splat(factor);
  let atX = x;
  const end = y + ((<usize>count) << 3);
  for (let atY = y; atY < end; atY += vectorBytes) {
    v128.store(atY, multiplyAdd<f64>(factors, loadPair<T>(atX), v128.load(atY)));
    atX += 2 * sizeof<T>();
  }
}

/** The sums of the elements of `a` and of `b`, in the first two places of a vector. */
export function sumEach<T>(a: v128, b: v128): v128 {
  if (sizeof<T>() === 8) return f64x2.add(v128.shuffle<i64>(a, b, 0, 2), v128.shuffle<i64>(a, b, 1, 3));
  const halves = f32x4.add(v128.shuffle<i64>(a, b, 0, 2), v128.shuffle<i64>(a, b, 1, 3));
  return f32x4.add(v128.shuffle<i32>(halves, halves, 0, 2, 0, 2), v128.shuffle<i32>(halves, halves, 1, 3, 1, 3));
}

/** Adds the first two elements of a vector to two consecutive numbers. */
export function addToPair<T>(address: usize, vector: v128): void {
  if (sizeof<T>() === 8) v128.store(address, f64x2.add(v128.load(address), vector));
  else v128.store64_lane(address, f32x4.add(v128.load64_zero(address), vector), 0);
}
