import type { RowPairs } from './golden-pairs.ts';

/** A map as {@link fitPlainly} finds it. */
export interface PlainMap {
  weight: Float64Array;
  bias: Float64Array;
  /** ‖y − Wx − b‖² of rows. */
  errorOf(pairs: RowPairs): number;
}

/** The ridge towards the identity from its normal equations, by Gaussian elimination: slow, and sharing nothing with what it is held against. */
export function fitPlainly({ x, y, n, d }: RowPairs, weights: Float64Array, lambda: number): PlainMap {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (numbers: Float32Array) =>
    Float64Array.from({ length: d }, (_, k) => {
      let sum = 0;
      for (let row = 0; row < n; row++) sum += (weights[row] ?? 0) * (numbers[row * d + k] ?? 0);
      return sum / total;
    });
  const [meanX, meanY] = [mean(x), mean(y)];
  // [A + λI | C], C for e = y − x.
  const system = Array.from({ length: d }, (_, i) =>
    Float64Array.from({ length: 2 * d }, (_, j) => {
      let sum = i === j ? lambda : 0;
      for (let row = 0; row < n; row++) {
        const left = (x[row * d + i] ?? 0) - (meanX[i] ?? 0);
        const k = j % d;
        const before = (x[row * d + k] ?? 0) - (meanX[k] ?? 0);
        const right = j < d ? before : (y[row * d + k] ?? 0) - (meanY[k] ?? 0) - before;
        sum += (weights[row] ?? 0) * left * right;
      }
      return sum;
    }),
  );
  eliminate(system, d);
  const weight = Float64Array.from({ length: d * d }, (_, at) => {
    const [j, k] = [Math.floor(at / d), at % d];
    return (j === k ? 1 : 0) + (system[k]?.[d + j] ?? 0);
  });
  const bias = meanY.map((value, j) => value - meanX.reduce((sum, m, k) => sum + (weight[j * d + k] ?? 0) * m, 0));
  return { weight, bias, errorOf: (pairs) => squaredError(weight, bias, pairs) };
}

/** Gauss–Jordan elimination with partial pivoting; the right half becomes the solution. */
function eliminate(system: Float64Array[], d: number): void {
  for (let step = 0; step < d; step++) {
    let best = step;
    for (let row = step + 1; row < d; row++) {
      if (Math.abs(system[row]?.[step] ?? 0) > Math.abs(system[best]?.[step] ?? 0)) best = row;
    }
    const pivot = system[best] ?? new Float64Array();
    system[best] = system[step] ?? new Float64Array();
    const lead = pivot[step] ?? 1;
    const scaled = pivot.map((value) => value / lead);
    system[step] = scaled;
    for (let row = 0; row < d; row++) {
      const factor = system[row]?.[step] ?? 0;
      if (row !== step)
        system[row] = (system[row] ?? new Float64Array()).map((value, k) => value - factor * (scaled[k] ?? 0));
    }
  }
}

function squaredError(weight: Float64Array, bias: Float64Array, { x, y, n, d }: RowPairs): number {
  let squared = 0;
  for (let row = 0; row < n; row++) {
    for (let j = 0; j < d; j++) {
      let mapped = bias[j] ?? 0;
      for (let k = 0; k < d; k++) mapped += (weight[j * d + k] ?? 0) * (x[row * d + k] ?? 0);
      squared += ((y[row * d + j] ?? 0) - mapped) ** 2;
    }
  }
  return squared;
}
