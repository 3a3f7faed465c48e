"""Writes rankings.json: what numpy makes of some small rankings, by the formulas as they are written (Python 3 with numpy).

Made for this project. Scores and draws are rounded to what float32 holds, so that both sides start from the same numbers.
"""

import json
import pathlib

import numpy as np

DRAWS = 60


def certainty(baseline, base_draws, scores, draws, se, rows):
    d = scores - baseline
    noise = draws - base_draws
    # Uncentred: the draws have mean 0 by construction.
    length = np.sqrt((noise**2).sum(axis=1))
    corr = (noise @ noise.T) / np.outer(length, length)

    alike = [None] * len(d)
    for j in range(len(d)):
        heads = [i for i in range(j) if alike[i] is None and d[i] - d[j] <= 0.1 * se[j] and corr[i, j] > 0.99]
        if heads:
            alike[j] = max(heads)
    entries = [i for i in range(len(d)) if alike[i] is None]
    size = np.array([1 + sum(a == i for a in alike) for i in entries])
    de, ne, see = d[entries], noise[entries], se[entries]

    centred = ne - ne.mean(axis=0)
    e = de - de.mean()
    s2 = (centred**2).mean(axis=1)
    tau2 = max(0.0, e.var() - s2.mean())
    lam = tau2 / (tau2 + s2) if tau2 > 0 else np.zeros(len(e))
    shrunk = (lam * e)[:, None] + np.sqrt(lam)[:, None] * centred if tau2 > 0 else centred
    first = np.bincount(shrunk.argmax(axis=0), minlength=len(e)) / draws.shape[1]
    helps = (shrunk + de.mean() + ne.mean(axis=0) > 1e-6).mean(axis=1)
    above = shrunk[None, :, :] > shrunk[:, None, :]
    rank = 1 + (above * size[None, :, None]).sum(axis=1)
    low = np.sort(rank, axis=1)[:, int(np.ceil(0.05 * draws.shape[1])) - 1]
    high = np.sort(rank, axis=1)[:, int(np.ceil(0.95 * draws.shape[1])) - 1] + size - 1

    wins = np.bincount((de[:, None] + ne).argmax(axis=0), minlength=len(e))
    order = np.argsort(-wins, kind="stable")
    held = np.cumsum(wins[order])
    short = sorted(order[: int(np.searchsorted(held, 0.9 * draws.shape[1])) + 1])

    tied = []
    if len(e) > 1:
        between = ne[0] - ne[1:]
        error = np.sqrt((between**2).mean(axis=1))
        bound = np.sort((between / error[:, None]).max(axis=0))[int(np.ceil(0.9 * draws.shape[1])) - 1]
        tied = [i + 1 for i in range(len(e) - 1) if (de[0] - de[i + 1]) / error[i] <= bound]

    z = de / see
    kept = z >= -np.sqrt(2 * np.log(np.log(rows)))
    kept[0] = True
    p = ((ne[kept] / see[kept, None]).max(axis=0) >= z[0]).mean()
    places = {i: k for k, i in enumerate(entries)}
    of = [places[i if alike[i] is None else alike[i]] for i in range(len(d))]
    return {
        "alike": alike,
        "first": [float(first[k]) for k in of],
        "helps": [float(helps[k]) for k in of],
        "rankInterval": [[int(low[k]), int(high[k])] for k in of],
        "shortlist": [int(entries[k]) for k in short],
        "tied": [int(entries[k]) for k in tied],
        "p": float(p),
        "tau2": float(tau2),
    }


def ranking(seed, maps, spread, shift, rows, twins=0):
    random = np.random.default_rng(seed)
    common = random.standard_normal(DRAWS) * 0.02
    base = common + 0.002 * random.standard_normal(DRAWS)
    scores = np.sort(-0.6 + shift + spread * random.standard_normal(maps))[::-1]
    draws = common + 0.003 * random.standard_normal((maps, DRAWS))
    for k in range(twins):
        scores[k + 1], draws[k + 1] = scores[0] - 1e-5 * (k + 1), draws[0] + 1e-5 * random.standard_normal(DRAWS)
    f = lambda x: np.asarray(x, dtype=np.float32).astype(np.float64)
    order = np.argsort(-scores, kind="stable")
    scores, draws, base = f(scores[order]), f(draws[order]), f(base)
    # Known apart from the draws, which know it to a few percent.
    se = f(np.sqrt(((draws - base) ** 2).mean(axis=1)) * (1 + 0.05 * random.standard_normal(maps)))
    return {
        "rows": rows,
        "baseline": {"score": float(f(-0.6)), "standardError": 0.0, "draws": base.tolist()},
        "scores": [
            {"score": float(s), "standardError": float(e), "draws": row.tolist()} for s, e, row in zip(scores, se, draws)
        ],
        "expected": certainty(float(f(-0.6)), base, scores, draws, se, rows),
    }


cases = {
    "spread out": ranking(1, 12, 0.005, 0.0, 300),
    "near ties": ranking(2, 15, 0.0015, 0.0, 100),
    "no spread": ranking(3, 8, 0.0001, 0.001, 60),
    "all below": ranking(4, 9, 0.004, -0.02, 200),
    "twins of the first": ranking(5, 10, 0.004, 0.004, 200, twins=3),
    "one": ranking(6, 1, 0.0, 0.004, 90),
}
text = json.dumps(cases, indent=None, separators=(",", ":"))
pathlib.Path(__file__).with_name("rankings.json").write_text(text + "\n")
for name, case in cases.items():
    e = case["expected"]
    print(name, {k: e[k] for k in ("alike", "shortlist", "tied", "p", "tau2")}, e["first"], e["rankInterval"][0])
