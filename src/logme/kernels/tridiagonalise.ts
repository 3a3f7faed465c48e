import { addToPair, dot, loadPair, multiplyAdd, storePair, subtractProduct, sumEach, vectorBytes } from './lanes.ts';

/**
 * T = QᵀGQ: reduces a symmetric matrix G `[n, n]` to tridiagonal form by Householder reflections, from the last row up (the order of `tred2`:
 * Martin, Reinsch and Wilkinson, Numerische Mathematik 11, 1968). G is graded, small entries first, and so T becomes: small eigenvalues keep
 * their relative accuracy.
 *
 * Step m takes row m of G, x = G[m, 0…m-1], and reflects it onto its last place: H = I − τvvᵀ, Hx = (0, …, 0, e_m). Then HGH = G − vwᵀ − wvᵀ with
 * p = τGv and w = p − (τ/2)(pᵀv)v. That update stays pending: the next step applies it and multiplies by its own v in one sweep over the
 * lower half of G, so G is read and written once per step.
 *
 * Takes the lower half of G with complete 4×4 blocks on the diagonal, and destroys it. Rows are `rowBytes` apart, a multiple of 4 numbers.
 * Gives the diagonal of T `[n]` and the numbers below it, `offDiagonal[1…n-1]`, in float64. Row m of `reflectors` is v of step m, zero from m on.
 * `taus[m]` is τ in float64, computed from the rounded v so that H is orthogonal to float64 (0: no reflection).
 * `pending` and `product` have room for a row each.
 */
export function tridiagonalise<T>(
  matrix: usize,
  rowBytes: usize,
  n: i32,
  reflectors: usize,
  taus: usize,
  pending: usize,
  product: usize,
  diagonal: usize,
  offDiagonal: usize,
): void {
  memory.fill(reflectors, 0, rowBytes);
  memory.fill(pending, 0, rowBytes);
  let previous = reflectors;
  for (let m = n - 1; m > 0; m--) {
    const reflector = reflectors + <usize>m * rowBytes;
    const entry = (<usize>m) << 3;
    takeRow<T>(matrix + <usize>m * rowBytes, m, previous, pending, reflector);
    store<f64>(diagonal + entry, <f64>load<T>(reflector + <usize>m * sizeof<T>()));
    clearFrom<T>(reflector, m, rowBytes);
    const tau = makeReflector<T>(reflector, m, offDiagonal + entry);
    store<f64>(taus + entry, tau);
    sweep<T>(matrix, rowBytes, m, previous, pending, reflector, product);
    clearFrom<T>(product, m, rowBytes);
    makePending<T>(reflector, product, m, tau, pending);
    clearFrom<T>(pending, m, rowBytes);
    previous = reflector;
  }
  store<f64>(diagonal, <f64>load<T>(matrix));
}

/** Row m with the pending update −v₀w₀ᵀ − w₀v₀ᵀ applied, elements 0…m (and a few more, meaningless). */
function takeRow<T>(row: usize, m: i32, v0: usize, w0: usize, taken: usize): void {
  const last = <usize>m * sizeof<T>();
  const v0m = v128.load_splat<T>(v0 + last);
  const w0m = v128.load_splat<T>(w0 + last);
  for (let at: usize = 0; at <= last; at += vectorBytes) {
    const less = subtractProduct<T>(v0m, v128.load(w0 + at), v128.load(row + at));
    v128.store(taken + at, subtractProduct<T>(w0m, v128.load(v0 + at), less));
  }
}

function clearFrom<T>(row: usize, m: i32, rowBytes: usize): void {
  const start = <usize>m * sizeof<T>();
  memory.fill(row + start, 0, rowBytes - start);
}

/**
 * Turns x `[m]` into the v of its reflection, stores e_m, and returns τ. v is scaled to vᵀv ≈ 2, so that no float32 over- or underflows.
 */
function makeReflector<T>(x: usize, m: i32, offDiagonal: usize): f64 {
  const lastAt = x + <usize>(m - 1) * sizeof<T>();
  const even = (m + 1) & ~1;
  const last = <f64>load<T>(lastAt);
  store<T>(lastAt, 0);
  const others = dot<T, T>(x, x, even);
  if (others <= 0) {
    store<f64>(offDiagonal, last);
    memory.fill(x, 0, <usize>m * sizeof<T>());
    return 0;
  }
  const norm = sqrt(others + last * last);
  store<f64>(offDiagonal, last > 0 ? -norm : norm);
  const scale = f64x2.splat(1 / sqrt(norm * (norm + abs(last))));
  store<T>(lastAt, <T>(last > 0 ? last + norm : last - norm));
  for (let at: usize = 0; at < <usize>even * sizeof<T>(); at += 2 * sizeof<T>()) {
    storePair<T>(x + at, f64x2.mul(scale, loadPair<T>(x + at)));
  }
  return 2 / dot<T, T>(x, x, even);
}

/**
 * G −= v₀w₀ᵀ + w₀v₀ᵀ and y = Gv on the leading `[m, m]`, in one pass over the lower half, two rows at a time: below the diagonal blocks an
 * element serves both its row and its column. If m is odd, row m is swept along: v is 0 there, and y beyond m is to be cleared.
 */
function sweep<T>(matrix: usize, rowBytes: usize, m: i32, v0: usize, w0: usize, v: usize, y: usize): void {
  memory.fill(y, 0, rowBytes);
  for (let i = 0; i < m; i += 2) {
    const row0 = matrix + <usize>i * rowBytes;
    const row1 = row0 + rowBytes;
    const here = <usize>i * sizeof<T>();
    const v00 = v128.load_splat<T>(v0 + here);
    const w00 = v128.load_splat<T>(w0 + here);
    const x0 = v128.load_splat<T>(v + here);
    const v01 = v128.load_splat<T>(v0 + here, sizeof<T>());
    const w01 = v128.load_splat<T>(w0 + here, sizeof<T>());
    const x1 = v128.load_splat<T>(v + here, sizeof<T>());
    let sum0 = i32x4.splat(0);
    let sum1 = i32x4.splat(0);
    const block = <usize>(i & ~3) * sizeof<T>();
    let at: usize = 0;
    for (; at < block; at += vectorBytes) {
      const left = v128.load(w0 + at);
      const right = v128.load(v0 + at);
      const x = v128.load(v + at);
      const g0 = subtractProduct<T>(w00, right, subtractProduct<T>(v00, left, v128.load(row0 + at)));
      const g1 = subtractProduct<T>(w01, right, subtractProduct<T>(v01, left, v128.load(row1 + at)));
      v128.store(row0 + at, g0);
      v128.store(row1 + at, g1);
      sum0 = multiplyAdd<T>(g0, x, sum0);
      sum1 = multiplyAdd<T>(g1, x, sum1);
      v128.store(y + at, multiplyAdd<T>(g1, x1, multiplyAdd<T>(g0, x0, v128.load(y + at))));
    }
    for (const end = block + 4 * sizeof<T>(); at < end; at += vectorBytes) {
      const left = v128.load(w0 + at);
      const right = v128.load(v0 + at);
      const x = v128.load(v + at);
      const g0 = subtractProduct<T>(w00, right, subtractProduct<T>(v00, left, v128.load(row0 + at)));
      const g1 = subtractProduct<T>(w01, right, subtractProduct<T>(v01, left, v128.load(row1 + at)));
      v128.store(row0 + at, g0);
      v128.store(row1 + at, g1);
      sum0 = multiplyAdd<T>(g0, x, sum0);
      sum1 = multiplyAdd<T>(g1, x, sum1);
    }
    addToPair<T>(y + here, sumEach<T>(sum0, sum1));
  }
}

/** w = τy − (τ²/2)(yᵀv)v with y = Gv. */
function makePending<T>(v: usize, y: usize, m: i32, tau: f64, w: usize): void {
  const even = (m + 1) & ~1;
  const along = f64x2.splat(-0.5 * tau * tau * dot<T, T>(v, y, even));
  const taus = f64x2.splat(tau);
  for (let at: usize = 0; at < <usize>even * sizeof<T>(); at += 2 * sizeof<T>()) {
    storePair<T>(w + at, multiplyAdd<f64>(along, loadPair<T>(v + at), f64x2.mul(taus, loadPair<T>(y + at))));
  }
}
