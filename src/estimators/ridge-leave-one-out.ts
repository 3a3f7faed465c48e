/**
 * Ridge regression with each row left out in turn: R² of the labels by what the others predict. Nothing is fitted again: with the hat matrix A of the fit to all rows, intercept included,
 * the error of a row left out is (y_i − ŷ_i)/(1 − A_ii) (Allen's PRESS, 1974; Golub, Heath and Wahba, 1979). The strength λ is that of the least squared error of rows left out, over
 * a grid, as scikit-learn's `RidgeCV` chooses it where it is not told how (`cv=None`, one λ for all label columns). Classes are predicted as 0-1 columns.
 *
 * With FᵀF = H·T·Hᵀ and φ_i = Hᵀf_i: ŷ_i = ȳ + φ_iᵀ(T + λI)⁻¹ζ and A_ii = 1/n + φ_iᵀ(T + λI)⁻¹φ_i. With FFᵀ = H·T·Hᵀ and φ_i = Hᵀe_i, what A leaves is
 * I − A = λ(FFᵀ + λI)⁻¹ − 11ᵀ/n, and the centred labels have no part along 1.
 */
import type { MappedFeatures } from './mapped-features.ts';
import { forEachRow, type ReducedFeatures } from './reduced-features.ts';

/** λ over tr FᵀF: half decades from 10⁻⁶ to 1, so that the score does not depend on the scale of the features. */
export const lambdaShares: readonly number[] = Array.from({ length: 13 }, (_, step) => 10 ** (step / 2 - 6));

/**
 * R² = 1 − Σ(error of rows left out)²/Σ(y − ȳ)² over all label columns, for the best λ: 1 at most, and about 0 where features tell nothing.
 *
 * @param columns centred label columns, those that `reduced` has coordinates of
 */
export function ridgeLeaveOneOut(
  features: MappedFeatures,
  reduced: ReducedFeatures,
  columns: readonly Float64Array[],
): number {
  const { n } = features;
  const trace = reduced.diagonal.reduce((sum, value) => sum + value, 0);
  const total = columns.reduce((sum, column) => sum + column.reduce((own, value) => own + value * value, 0), 0);
  // Without features the others predict their own mean.
  if (!(trace > 0)) return 1 - (n / (n - 1)) ** 2;
  const fits = lambdaShares.map((share) => new RidgeFit(reduced, share * trace));
  forEachRow(features, (row, coordinates) => {
    for (const fit of fits) fit.leaveOut(features, columns, row, coordinates);
  });
  return 1 - Math.min(...fits.map(({ squaredError }) => squaredError)) / total;
}

/** The fit of one λ, and the squared error of the rows that have been left out so far. */
class RidgeFit {
  squaredError = 0;
  readonly #lambda: number;
  /** T + λI = L·D·Lᵀ: 1/D, and what stands below the diagonal of L. */
  readonly #inverses: Float64Array;
  readonly #multipliers: Float64Array;
  /** (T + λI)⁻¹ζ of each label column. */
  readonly #solutions: readonly Float64Array[];

  constructor({ size, diagonal, offDiagonal, coordinates }: ReducedFeatures, lambda: number) {
    this.#lambda = lambda;
    this.#inverses = new Float64Array(size);
    this.#multipliers = new Float64Array(size);
    let inverse = 0;
    for (let i = 0; i < size; i++) {
      const beside = i === 0 ? 0 : (offDiagonal[i] ?? 0);
      const multiplier = beside * inverse;
      inverse = 1 / ((diagonal[i] ?? 0) + lambda - beside * multiplier);
      this.#multipliers[i] = multiplier;
      this.#inverses[i] = inverse;
    }
    this.#solutions = coordinates.map((vector) => this.#solve(vector));
  }

  /** @param coordinates φ of the row */
  leaveOut(
    { n, byDimension }: MappedFeatures,
    columns: readonly Float64Array[],
    row: number,
    coordinates: Float64Array,
  ): void {
    const form = this.#form(coordinates);
    const left = byDimension ? 1 - 1 / n - form : this.#lambda * form - 1 / n;
    for (const [index, column] of columns.entries()) {
      const product = dot(coordinates, this.#solutions[index] ?? coordinates);
      const residual = byDimension ? (column[row] ?? 0) - product : this.#lambda * product;
      this.squaredError += (residual / left) ** 2;
    }
  }

  #solve(vector: Float64Array): Float64Array {
    const solution = new Float64Array(vector.length);
    let value = 0;
    for (let i = 0; i < vector.length; i++) {
      value = (vector[i] ?? 0) - (this.#multipliers[i] ?? 0) * value;
      solution[i] = value;
    }
    value = 0;
    for (let i = vector.length - 1; i >= 0; i--) {
      value = (solution[i] ?? 0) * (this.#inverses[i] ?? 0) - (this.#multipliers[i + 1] ?? 0) * value;
      solution[i] = value;
    }
    return solution;
  }

  /** φᵀ(T + λI)⁻¹φ */
  #form(vector: Float64Array): number {
    const multipliers = this.#multipliers;
    const inverses = this.#inverses;
    let value = 0;
    let sum = 0;
    for (let i = 0; i < vector.length; i++) {
      value = (vector[i] ?? 0) - (multipliers[i] ?? 0) * value;
      sum += value * value * (inverses[i] ?? 0);
    }
    return sum;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
