/**
 * The ends of T's spectrum, by bisection on the signs of pivots: xI − T is positive definite exactly if x is above every eigenvalue (Sylvester's
 * law of inertia). A step costs O(size).
 */
import type { ReducedMap } from './reduce-map.ts';

/** Largest eigenvalue of T, to 1e-10 of itself; 0 for T = 0. */
export function largestEigenvalue(reduced: ReducedMap): number {
  let low = Math.max(
    0,
    reduced.diagonal.reduce((most, entry) => Math.max(most, entry), 0),
  );
  let high = gershgorin(reduced);
  while (high - low > 1e-10 * high) {
    const middle = (low + high) / 2;
    if (isDefinite(reduced, -1, middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Smallest eigenvalue of T, to 1 % of itself or 1e-18 of the largest: enough to know the size of a rounding error. */
export function smallestEigenvalue(reduced: ReducedMap): number {
  const bound = gershgorin(reduced);
  let low = -bound;
  let high = reduced.diagonal.reduce((least, entry) => Math.min(least, entry), bound);
  while (high - low > Math.max(0.01 * Math.max(Math.abs(low), Math.abs(high)), 1e-18 * bound)) {
    const middle = (low + high) / 2;
    if (isDefinite(reduced, 1, -middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** No eigenvalue is larger in size than this. */
function gershgorin({ size, diagonal, offDiagonal }: ReducedMap): number {
  let bound = 0;
  for (let i = 0; i < size; i++) {
    const before = i === 0 ? 0 : Math.abs(offDiagonal[i] ?? 0);
    const after = i + 1 < size ? Math.abs(offDiagonal[i + 1] ?? 0) : 0;
    bound = Math.max(bound, Math.abs(diagonal[i] ?? 0) + before + after);
  }
  return bound;
}

/** Whether sign·T + shift·I has positive pivots only. */
function isDefinite({ size, diagonal, offDiagonal }: ReducedMap, sign: 1 | -1, shift: number): boolean {
  let pivot = 1;
  for (let i = 0; i < size; i++) {
    const beside = i === 0 ? 0 : (offDiagonal[i] ?? 0);
    pivot = sign * (diagonal[i] ?? 0) + shift - (beside * beside) / pivot;
    if (!(pivot > 0)) return false;
  }
  return true;
}
