/**
 * The log evidence of weighted rows, straight from its definition in float64: the oracle of the influence of a row. A row of weight 2 counts as two equal ones.
 *
 *     n·L(α, β) = d/2·ln α + Σw/2·ln β − ½ ln det(αI + β·FᵀWF) − β/2·Σ w·r² − α/2·‖u‖² − Σw/2·ln 2π,   u = (FᵀWF + tI)⁻¹FᵀWy, r = y − Fu, t = α/β
 */
export interface WeightedProblem {
  /** F `[n, d]` */
  features: readonly Float64Array[];
  /** y `[n]` */
  labels: Float64Array;
  /** w `[n]` */
  weights: Float64Array;
}

/** The optimum over α and β. */
export interface WeightedOptimum {
  /** n·L */
  evidence: number;
  t: number;
  beta: number;
}

/** By ever finer grids around the best ln t; for each t the best β is Σw over what is left of the labels. */
export function weightedOptimum(problem: WeightedProblem): WeightedOptimum {
  const moments = momentsOf(problem);
  let best = at(moments, 1);
  let [from, to] = [-30, 30];
  for (let step = 1; step > 1e-6; step /= 8) {
    for (let logT = from; logT <= to; logT += step) {
      const candidate = at(moments, Math.exp(logT));
      if (candidate.evidence > best.evidence) best = candidate;
    }
    [from, to] = [Math.log(best.t) - step, Math.log(best.t) + step];
  }
  return best;
}

/** h `[n]`: what row i adds to its own fit, f_iᵀ(FᵀWF + tI)⁻¹f_i. */
export function leverages(problem: WeightedProblem, t: number): number[] {
  const lower = cholesky(momentsOf(problem).gram, t);
  return problem.features.map((row) => sum(forward(lower, row).map((value) => value * value)));
}

/** r `[n]` */
export function residuals(problem: WeightedProblem, t: number): number[] {
  const { gram, correlation } = momentsOf(problem);
  const lower = cholesky(gram, t);
  const fitted = forward(lower, correlation);
  return problem.features.map((row, i) => {
    const along = forward(lower, row);
    return (problem.labels[i] ?? 0) - sum(along.map((value, k) => value * (fitted[k] ?? 0)));
  });
}

interface Moments {
  /** FᵀWF `[d, d]` */
  gram: Float64Array[];
  /** FᵀWy `[d]` */
  correlation: Float64Array;
  /** yᵀWy */
  squared: number;
  /** Σw */
  total: number;
}

function momentsOf({ features, labels, weights }: WeightedProblem): Moments {
  const d = features[0]?.length ?? 0;
  const weighted = (value: (row: Float64Array, i: number) => number) =>
    features.reduce((total, row, i) => total + (weights[i] ?? 0) * value(row, i), 0);
  return {
    gram: Array.from({ length: d }, (_, j) =>
      Float64Array.from({ length: j + 1 }, (__, k) => weighted((row) => (row[j] ?? 0) * (row[k] ?? 0))),
    ),
    correlation: Float64Array.from({ length: d }, (_, k) => weighted((row, i) => (row[k] ?? 0) * (labels[i] ?? 0))),
    squared: weighted((_, i) => (labels[i] ?? 0) ** 2),
    total: sum(weights),
  };
}

function at({ gram, correlation, squared, total }: Moments, t: number): WeightedOptimum {
  const lower = cholesky(gram, t);
  const d = lower.length;
  const logDeterminant = 2 * sum(lower.map((row, i) => Math.log(row[i] ?? 0)));
  // yᵀWy − cᵀ(FᵀWF + tI)⁻¹c = Σ w·r² + t·‖u‖²
  const left = squared - sum(forward(lower, correlation).map((value) => value * value));
  const beta = total / left;
  const evidence = d * Math.log(t) + total * Math.log(beta) - logDeterminant - total - total * Math.log(2 * Math.PI);
  return { evidence: evidence / 2, t, beta };
}

/** L with LLᵀ = G + tI, from the lower half of G. */
function cholesky(gram: readonly Float64Array[], t: number): Float64Array[] {
  const lower: Float64Array[] = [];
  for (const [i, entries] of gram.entries()) {
    const row = new Float64Array(i + 1);
    for (let j = 0; j <= i; j++) {
      const above = j < i ? (lower[j] ?? row) : row;
      let value = (entries[j] ?? 0) + (i === j ? t : 0);
      for (let k = 0; k < j; k++) value -= (row[k] ?? 0) * (above[k] ?? 0);
      row[j] = i === j ? Math.sqrt(value) : value / (above[j] ?? 1);
    }
    lower.push(row);
  }
  return lower;
}

function forward(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const solution = new Float64Array(lower.length);
  for (const [i, row] of lower.entries()) {
    let value = right[i] ?? 0;
    for (let k = 0; k < i; k++) value -= (row[k] ?? 0) * (solution[k] ?? 0);
    solution[i] = value / (row[i] ?? 1);
  }
  return solution;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] ?? 0;
  return total;
}
