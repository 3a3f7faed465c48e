"""Writes scores.json: LogME at unusual scales, in 400 digits.

    python test/logme/scales/make-scores.py        (needs mpmath and numpy)

The algorithm is that of the reference, statement by statement (`LogME._fit_fixed_point` of hf-dataset-selector 0.2.0), and the maximum of the evidence
where n < d; but in mpmath, where nothing is rounded that matters. Inputs are those of `formula-cases.ts`, scaled by powers of two, so exact in float32.
"""

import json
import pathlib

import numpy as np
from mpmath import mp, mpf

mp.dps = 400


def integers(seed, count, most):
    values = []
    for k in range(1, count + 1):
        a = (seed + k * 0x6D2B79F5) & 0xFFFFFFFF
        t = ((a ^ (a >> 15)) * (a | 1)) & 0xFFFFFFFF
        t = (t ^ (t + ((t ^ (t >> 7)) * (t | 61) & 0xFFFFFFFF))) & 0xFFFFFFFF
        t ^= t >> 14
        values.append((t >> 8) % (2 * most + 1) - most)
    return np.array(values, dtype=object)


def examples(n, d, classes, seed):
    rank = 12
    z = integers(seed, n * rank, 8).reshape(n, rank)
    a = integers(seed + 1, rank * d, 8).reshape(rank, d)
    c = integers(seed + 2, d, 256)
    e = integers(seed + 3, n * d, 48).reshape(n, d)
    x = z @ a + c + e  # / 1024
    s = 4 * z[:, 0] + 2 * z[:, 1] + integers(seed + 4, n, 24)
    if classes == 0:
        return x, s  # / 8
    raw = [min(max((int(v) + 8 * classes) // 16, 0), classes - 1) for v in s]
    present = sorted(set(raw))
    return x, np.array([present.index(v) for v in raw], dtype=object)


def make_map(d, seed, index, kind):
    """Weights times 16384, biases times 256; see `scaled-maps.ts` for the kinds."""
    w = integers(seed + 10 + 2 * index, d * d, 16 * (index + 1)).reshape(d, d)
    w += (16384 if index % 2 == 0 else 8192) * np.array(np.eye(d, dtype=int), dtype=object)
    b = integers(seed + 11 + 2 * index, d, 64)
    if kind == "rank-deficient":
        w[1], b[1] = w[0], b[0]
        w[2], b[2] = 0 * w[2], 0
    return w, b


def spectrum(f, columns):
    """Squared singular values, and (u_i'y)^2 of each column."""
    n, d = f.shape
    tall = n >= d
    gram = f.T @ f if tall else f @ f.T
    values, vectors = mp.eigsy(mp.matrix(gram.tolist()))
    size = len(values)
    largest = max(values)
    sigma, along = [], [[] for _ in columns]
    for i in range(size):
        vector = np.array([vectors[k, i] for k in range(size)], dtype=object)
        zero = values[i] < largest * mpf(10) ** -300
        sigma.append(mpf(0) if zero else values[i])
        for c, y in enumerate(columns):
            if tall:
                along[c].append(mpf(0) if zero else (vector @ (f.T @ y)) ** 2 / values[i])
            else:
                along[c].append((vector @ y) ** 2)
    return sigma, along


def fixed_point(sigma, x2, yy, n, d):
    epsilon = mpf(1e-5)
    outside = yy - sum(x2)
    alpha, beta = mpf(1), mpf(1)
    for _ in range(50):
        t = alpha / beta
        gamma = sum(s / (s + t) for s in sigma)
        m2 = sum(s * x / (t + s) ** 2 for s, x in zip(sigma, x2))
        res2 = sum(x / (1 + s / t) ** 2 for s, x in zip(sigma, x2)) + outside
        alpha = gamma / (m2 + epsilon)
        beta = (n - gamma) / (res2 + epsilon)
        if abs(alpha / beta - t) / t <= mpf(1e-3):
            break
    evidence = d * mp.log(alpha) + n * mp.log(beta) - sum(mp.log(alpha + beta * s) for s in sigma)
    return (evidence - beta * res2 - alpha * m2 - n * mp.log(2 * mp.pi)) / (2 * n)


def maximum(sigma, x2, n):
    def height(log_t):
        t = mp.exp(log_t)
        q = sum(x / (1 + s / t) for s, x in zip(sigma, x2))
        determinant = sum(mp.log(1 + s / t) for s in sigma)
        return (-n * mp.log(2 * mp.pi) + n * mp.log(n / q) - determinant - n) / (2 * n)

    mp.dps = 60
    low, high = mp.log(max(sigma) * mpf(10) ** -12), mp.log(max(sigma) * mpf(10) ** 6)
    begin, end, best = low, high, low
    step = (high - low) / 119
    while step > mpf(10) ** -6:
        count = int((end - begin) / step) + 1
        best = max([begin + i * step for i in range(count)] + [best], key=height)
        begin, end = max(low, best - step), min(high, best + step)
        step /= 12
    result = height(best)
    mp.dps = 400
    return result


def score(case):
    n, d, classes, seed = case["rows"], case["dimension"], case["classes"], case["seed"]
    x, labels = examples(n, d, classes, seed)
    w, b = make_map(d, seed, case["map"], case["kind"])
    x = x * (mpf(2) ** (case["embeddingExponent"] - 10))
    w = w * (mpf(2) ** (case["mapExponent"] - 14))
    b = b * (mpf(2) ** ((0 if case["kind"] == "weights-scaled" else case["mapExponent"]) - 8))
    f = x @ w.T + b
    if classes == 0:
        columns = [labels * (mpf(2) ** (case["labelExponent"] - 3))]
    else:
        columns = [np.array([mpf(int(v == k)) for v in labels], dtype=object) for k in range(max(labels) + 1)]
    sigma, along = spectrum(f, columns)
    fixed = [fixed_point(sigma, x2, y @ y, n, d) for x2, y in zip(along, columns)]
    full = [maximum(sigma, x2, n) for x2 in along] if n < d else fixed
    return {**case, "hfselect": [float(v) for v in fixed], "evidence": [float(v) for v in full]}


def cases():
    for n, d in [(300, 10), (40, 10), (10, 10), (8, 10)]:
        for classes in [2, 0]:
            base = {"rows": n, "dimension": d, "classes": classes, "seed": 7, "map": 1, "kind": "whole-scaled"}
            base |= {"mapExponent": 0, "embeddingExponent": 0, "labelExponent": 0}
            yield base
            for exponent in [-100, -60, -40, -20, -8, 8, 17, 20, 40, 60, 100]:
                yield base | {"mapExponent": exponent}
            for exponent in [-60, -40, -20, 17, 40, 60]:
                yield base | {"embeddingExponent": exponent}
            for exponent in [-40, -17, 17, 40]:
                yield base | {"mapExponent": exponent, "kind": "weights-scaled"}
                yield base | {"mapExponent": exponent, "embeddingExponent": -exponent, "map": 0}
            if n != d:
                for exponent in [-40, 0, 17, 40]:
                    yield base | {"mapExponent": exponent, "kind": "rank-deficient"}
            if classes == 0:
                for exponent in [-300, -60, -20, 20, 60, 300]:
                    yield base | {"labelExponent": exponent}
                for exponent in [-60, -20, 20, 60]:
                    yield base | {"labelExponent": exponent, "mapExponent": exponent, "embeddingExponent": exponent // 2}


if __name__ == "__main__":
    lines = [json.dumps(score(case)) for case in cases()]
    path = pathlib.Path(__file__).with_name("scores.json")
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n")
