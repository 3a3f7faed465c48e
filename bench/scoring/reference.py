"""The opponent: hf-dataset-selector itself, or numpy with its algorithm where the package is absent.

    python reference.py FOLDER

FOLDER holds what python-opponent.ts writes. Prints one JSON line naming the opponent, then for each line read from standard input scores all
maps and prints {"ms": [wall clock per map], "cpu": [processor time per map], "scores": [...]}. Threads: OMP_NUM_THREADS, set by the caller.
"""
import json
import os
import pathlib
import sys
import time

import numpy as np

folder = pathlib.Path(sys.argv[1])
problem = json.loads((folder / "problem.json").read_text())
n, d, maps = problem["n"], problem["d"], problem["maps"]
embeddings = np.fromfile(folder / "embeddings.f32", dtype=np.float32).reshape(n, d)
labels = np.fromfile(folder / "labels.f64", dtype=np.float64).astype(int)
weights = [np.fromfile(folder / f"weight-{i}.f32", dtype=np.float32).reshape(d, d) for i in range(maps)]
biases = [np.fromfile(folder / f"bias-{i}.f32", dtype=np.float32) for i in range(maps)]
BATCH = 128  # rows that the reference maps at a time


def with_package():
    import torch
    from hfselect.esm import ESM
    from hfselect.logme import LogME
    from importlib.metadata import version

    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    rows = torch.from_numpy(embeddings)

    def make(i):
        esm = ESM(architecture="linear", embedding_dim=d)
        esm.model.load_state_dict({"weight": torch.from_numpy(weights[i]), "bias": torch.from_numpy(biases[i])})
        return esm

    esms = [make(i) for i in range(maps)]

    def score(i):
        with torch.no_grad():
            mapped = np.vstack([esms[i](batch).numpy() for batch in rows.split(BATCH)])
        return LogME(regression=False).fit(mapped, labels, add_intercept=False)

    return f"hfselect {version('hf-dataset-selector')}", score


def with_numpy():
    def fixed_point(sigma, along, total):
        alpha = beta = 1.0
        outside = total - along.sum()
        for _ in range(50):
            t = alpha / beta
            effective = (sigma / (sigma + t)).sum()
            weight = (sigma * along / (t + sigma) ** 2).sum()
            residual = (along / (1 + sigma / t) ** 2).sum() + outside
            alpha = effective / (weight + 1e-5)
            beta = (n - effective) / (residual + 1e-5)
            if abs(alpha / beta - t) / t <= 1e-3:
                break
        fit = d * np.log(alpha) + n * np.log(beta) - np.log(alpha + beta * sigma).sum()
        return (fit - beta * residual - alpha * weight - n * np.log(2 * np.pi)) / (2 * n)

    def score(i):
        mapped = np.vstack([embeddings[r : r + BATCH] @ weights[i].T + biases[i] for r in range(0, n, BATCH)])
        mapped = mapped.astype(np.float64)
        _, sigma, vectors = np.linalg.svd(mapped.T @ mapped)
        left = (mapped @ vectors.T) / np.sqrt(sigma)
        columns = [(labels == k).astype(np.float64) for k in range(labels.max() + 1)]
        return np.mean([fixed_point(sigma, (left.T @ y) ** 2, (y**2).sum()) for y in columns])

    return f"numpy {np.__version__}", score


try:
    name, score = with_package()
except ImportError:
    name, score = with_numpy()
score(0)
print(json.dumps({"name": name}), flush=True)
for _ in sys.stdin:
    times, cpu, scores = [], [], []
    for i in range(maps):
        start, used = time.perf_counter(), time.process_time()
        scores.append(float(score(i)))
        times.append(1000 * (time.perf_counter() - start))
        cpu.append(1000 * (time.process_time() - used))
    print(json.dumps({"ms": times, "cpu": cpu, "scores": scores}), flush=True)
