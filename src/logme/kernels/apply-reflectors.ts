import { addMultiple, dot } from './lanes.ts';

/**
 * Applies the reflections H_m = I − τ_m v_m v_mᵀ of `tridiagonalise` in float64 to `count` vectors `[n]`, `vectorBytes` apart.
 * Forwards (m = n-1 … 1) that is Qᵀ·z, backwards Q·z, for T = QᵀGQ. Vectors have room for n + 1 numbers.
 */
export function applyReflectors<T>(
  reflectors: usize,
  rowBytes: usize,
  taus: usize,
  n: i32,
  vectors: usize,
  vectorBytes: usize,
  count: i32,
  backwards: bool,
): void {
  for (let step = 1; step < n; step++) {
    const m = backwards ? step : n - step;
    const tau = load<f64>(taus + ((<usize>m) << 3));
    const reflector = reflectors + <usize>m * rowBytes;
    const even = (m + 1) & ~1;
    for (let which = 0; which < count; which++) {
      const vector = vectors + <usize>which * vectorBytes;
      addMultiple<T>(-tau * dot<T, f64>(reflector, vector, even), reflector, vector, even);
    }
  }
}
