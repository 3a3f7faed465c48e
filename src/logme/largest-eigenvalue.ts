import type { ReducedMap } from './reduce-map.ts';

/** Relative width of the interval that is left. */
const tolerance = 1e-10;

/**
 * Largest eigenvalue of T, to 1e-10 of itself; 0 for T = 0. Bisection between the largest diagonal entry and Gershgorin's bound by the signs of the
 * pivots of xI − T (Sylvester's law of inertia): all positive exactly if x is above every eigenvalue.
 */
export function largestEigenvalue(reduced: ReducedMap): number {
  let { low, high } = gershgorin(reduced);
  while (high - low > tolerance * high) {
    const middle = (low + high) / 2;
    if (isAboveAll(reduced, middle)) high = middle;
    else low = middle;
  }
  return high;
}

function gershgorin({ size, diagonal, offDiagonal }: ReducedMap): { low: number; high: number } {
  let low = 0;
  let high = 0;
  for (let i = 0; i < size; i++) {
    const entry = diagonal[i] ?? 0;
    const before = i === 0 ? 0 : Math.abs(offDiagonal[i] ?? 0);
    const after = i + 1 < size ? Math.abs(offDiagonal[i + 1] ?? 0) : 0;
    low = Math.max(low, entry);
    high = Math.max(high, entry + before + after);
  }
  return { low, high };
}

function isAboveAll({ size, diagonal, offDiagonal }: ReducedMap, x: number): boolean {
  let pivot = 1;
  for (let i = 0; i < size; i++) {
    const beside = i === 0 ? 0 : (offDiagonal[i] ?? 0);
    pivot = x - (diagonal[i] ?? 0) - (beside * beside) / pivot;
    if (!(pivot > 0)) return false;
  }
  return true;
}
