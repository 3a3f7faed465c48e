import { chooseLambda, judged } from './choose-lambda.ts';
import { LeaveOneOut } from './leave-one-out.ts';
import type { MapSums, Means } from './map-sums.ts';
import { RidgeError } from './ridge-error.ts';
import { ShiftedSolution } from './shifted-solution.ts';

/** The map y ≈ W·x + b with the least squared error that stays near the identity, and what it is worth. Errors are means over rows and dimensions. */
export interface SolvedMap {
  /** W `[d, d]` row-major, one row per output dimension (PyTorch's `Linear`). */
  weight: Float64Array;
  /** b `[d]` */
  bias: Float64Array;
  lambda: number;
  /** Generalised cross-validation at λ: what the error on other rows is taken to be. */
  gcv: number;
  /** On the rows themselves. */
  trainingError: number;
  /** Of "nothing changed", y = x. */
  identityError: number;
  /** Of the mean, y = ȳ. */
  meanError: number;
  /** γ = Σ s²/(s² + λ), s² the eigenvalues of the centred XᵀX: dimensions in which the rows decide, not the identity. */
  effectiveDimensions: number;
  /** Tells the exact leave-one-out errors, to which the rows are given once more. Prepared when it is first asked for. */
  readonly leaveOneOut: LeaveOneOut;
}

/**
 * Ridge regression towards the identity: the W = I + Dᵀ and b with the least Σw‖y − Wx − b‖² + λ‖W − I‖², ‖·‖ of matrices being Frobenius'.
 *
 * With rows counted from their means and e = y − x, that is the ridge regression of e on x: (A + λI)·D = C, A = Σw·xxᵀ, C = Σw·xeᵀ, and b = ȳ − W·x̄ for the mean
 * is not shrunk. Towards the identity and not towards 0, because directions that the rows do not show stay then as they are in the base model.
 * Of rows with two weights it is the same regression, each row times √w.
 *
 * λ is the one that generalised cross-validation finds best, if it is not given. With A = V·diag(s²)·Vᵀ and Z = diag(1/s)·Vᵀ·C, what is left is
 * RSS = Σw‖e‖² − Σ_j (1 − (λ/(s_j² + λ))²)·‖Z_j‖²; it is computed without V, see `shifted-solution.ts`.
 *
 * Defined for fewer rows than dimensions, for dimensions that never change, and where y = x in every row (W = I). Two rows have one direction in which
 * every λ is as good as any other: the largest that is tried is taken.
 *
 * @param sums of at least two rows
 * @param options.lambda above 0, where it is known
 * @throws {RidgeError} too-few-rows
 */
export function solveMap(sums: MapSums, options: { lambda?: number } = {}): SolvedMap {
  const { rows, weight: totalWeight, dimension: d, squares } = sums;
  if (rows < 2) throw new RidgeError('too-few-rows', `${rows} rows have no direction`);
  const solution = new ShiftedSolution(sums);
  const { lambda, gcv } =
    options.lambda === undefined
      ? chooseLambda(solution, rows, totalWeight, d)
      : judged(solution, options.lambda, rows, totalWeight, d);
  const { residual, effectiveDimensions } = solution.fit(lambda);
  const change = solution.change(lambda);
  const means = sums.means();
  const numbers = totalWeight * d;
  let prepared: LeaveOneOut | null = null;
  const prepare = () =>
    new LeaveOneOut({
      kernels: sums.kernels,
      d,
      totalWeight,
      means,
      change,
      leverages: solution.leverages(lambda),
    });
  return {
    weight: plusIdentity(change, d),
    bias: biasOf(change, means, d),
    lambda,
    gcv,
    trainingError: residual / numbers,
    identityError: squares.change / numbers,
    meanError: meanErrorOf(sums) / numbers,
    effectiveDimensions,
    get leaveOneOut() {
      prepared ??= prepare();
      return prepared;
    },
  };
}

function plusIdentity(change: Float64Array, d: number): Float64Array {
  return change.map((value, at) => (at % (d + 1) === 0 ? value + 1 : value));
}

/** b = ȳ − W·x̄ = ē − Dᵀ·x̄ */
function biasOf(change: Float64Array, means: Means, d: number): Float64Array {
  return means.change.map((value, j) => {
    let sum = value;
    for (let k = 0; k < d; k++) sum -= (change[j * d + k] ?? 0) * (means.x[k] ?? 0);
    return sum;
  });
}

/** Σw‖y − ȳ‖² */
function meanErrorOf({ first, weight, squares }: MapSums): number {
  const shift = first.x.reduce((sum, value, k) => sum + (value + (first.change[k] ?? 0)) ** 2, 0) / weight;
  return Math.max(0, squares.target - shift);
}
