import type { ReducedMap } from './reduce-map.ts';
import type { ShiftedTridiagonal } from './shifted-tridiagonal.ts';

/** A step that moves ln t by more is not trusted: the evidence is flat, or its maximum at an end of the range. */
const largestStep = 1;

/** An optimum of the evidence of one label column. */
export interface Optimum {
  /** α/β */
  t: number;
  /** Precision of the noise. */
  beta: number;
  /** v = t(T + tI)⁻¹ζ `[size]`, what the fit leaves of the labels in the coordinates of T. */
  residual: Float64Array;
}

/**
 * Where the evidence is largest, from a t near it, which scores know to 1e-3 (the reference's tolerance) or 5e-6. Scores do not feel the difference, influences
 * do. The maximum is where t = γ/m2 · res2/(n − γ) (MacKay, "Bayesian Interpolation", Neural Computation 4, 1992); one step of Aitken's
 * extrapolation of that iteration, in ln t, squares the error.
 *
 * @param n examples
 */
export function sharpenOptimum(
  reduced: ReducedMap,
  system: ShiftedTridiagonal,
  { target, t, n }: { target: number; t: number; n: number },
): Optimum {
  const coordinates = reduced.coordinates[target] ?? new Float64Array();
  const residual = new Float64Array(reduced.size);
  const iterate = (at: number) => {
    system.factor(reduced, at);
    system.solve(coordinates, residual);
    const beta =
      (n - reduced.size + system.undeterminedDimensions) /
      ((reduced.unexplained[target] ?? 0) + system.residualSquared);
    return { beta, next: system.determinedDimensions / system.weightsSquared / beta };
  };
  const first = iterate(t).next;
  const second = iterate(first).next;
  const sharper = extrapolate(Math.log(t), Math.log(first), Math.log(second));
  const optimum = Math.abs(sharper - Math.log(t)) <= largestStep ? Math.exp(sharper) : t;
  return { t: optimum, beta: iterate(optimum).beta, residual };
}

/** The limit of a sequence whose steps shrink by the same factor. */
function extrapolate(first: number, second: number, third: number): number {
  const bend = third - 2 * second + first;
  return bend === 0 ? third : first - (second - first) ** 2 / bend;
}
