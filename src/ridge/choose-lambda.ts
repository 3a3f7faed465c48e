import type { ShiftedSolution } from './shifted-solution.ts';

/** λ is looked for between these shares of the largest eigenvalue: from where rounding begins to where the map is the identity. */
const leastShare = 1e-9;
const mostShare = 1e3;

/** Values of λ tried at equal distances of their logarithm, two in a decade, and how near the best one is then found, in its logarithm. */
const values = 25;
const tolerance = 1e-3;

/** Residuals below this share of the whole are taken for rounding errors, and say nothing for a smaller λ. */
const roundingShare = 1e-10;

/** A smaller λ must lower the criterion by more than this share of it: where nothing decides, the map stays with the identity. */
const leastGain = 1e-4;

/** A value of λ with its criterion. */
export interface Judged {
  lambda: number;
  /** Generalised cross-validation, as a mean squared error over rows and dimensions. */
  gcv: number;
}

/**
 * The λ that generalised cross-validation finds best (Golub, Heath and Wahba, Technometrics 21, 1979): the least of
 * n·RSS/(n − 1 − γ)², the 1 being for the mean. 25 values over twelve decades (an eigenvalue takes more than one to fade), then a golden-section search between the neighbours of the best.
 */
export function chooseLambda(solution: ShiftedSolution, rows: number, weight: number, d: number): Judged {
  const judge = (lambda: number) => judged(solution, lambda, rows, weight, d);
  const scale = solution.largest > 0 ? solution.largest : 1;
  const low = Math.log(leastShare * scale);
  const step = Math.log(mostShare / leastShare) / (values - 1);
  const most = judge(Math.exp(low + (values - 1) * step));
  let best = most;
  for (let i = values - 2; i >= 0; i--) {
    const tried = judge(Math.exp(low + i * step));
    if (tried.gcv < best.gcv * (1 - leastGain)) best = tried;
  }
  if (best === most) return most;
  const refined = goldenSection(judge, Math.log(best.lambda) - step, Math.log(best.lambda) + step);
  return refined.gcv < best.gcv ? refined : best;
}

/** The criterion at one λ. */
export function judged(solution: ShiftedSolution, lambda: number, rows: number, weight: number, d: number): Judged {
  const { residual, effectiveDimensions, freeDimensions } = solution.fit(lambda);
  // With more dimensions than rows, γ comes close to n − 1: what is left of d − γ is known more exactly.
  const free = effectiveDimensions > freeDimensions ? rows - 1 - d + freeDimensions : rows - 1 - effectiveDimensions;
  const least = roundingShare * solution.total;
  const share = rows / Math.max(free, Number.MIN_VALUE);
  return { lambda, gcv: (Math.max(residual, least) / (weight * d)) * share * share };
}

/** The least value between two logarithms of λ, taken to have one minimum there. */
function goldenSection(judge: (lambda: number) => Judged, low: number, high: number): Judged {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [begin, end] = [low, high];
  let left = judge(Math.exp(end - ratio * (end - begin)));
  let right = judge(Math.exp(begin + ratio * (end - begin)));
  while (end - begin > tolerance) {
    if (left.gcv < right.gcv) {
      end = Math.log(right.lambda);
      right = left;
      left = judge(Math.exp(end - ratio * (end - begin)));
    } else {
      begin = Math.log(left.lambda);
      left = right;
      right = judge(Math.exp(begin + ratio * (end - begin)));
    }
  }
  return left.gcv < right.gcv ? left : right;
}
