"""The opponent: ESMTrainer of hf-dataset-selector on the same embeddings, as it is published.

    python reference.py FOLDER

FOLDER holds `problem.json` {"d", "rates"} and float32 files `x`, `y` to fit, `test_x`, `test_y` that it does not see. Prints one JSON line
{"name", "runs": [{"rate", "seconds" of processor, "error"}]}. Threads: OMP_NUM_THREADS, set by the caller.
"""
import json
import os
import pathlib
import sys
import time
from importlib.metadata import version

import numpy as np
import torch
from hfselect.embedding_dataset import EmbeddingDataset
from hfselect.trainers import ESMTrainer

folder = pathlib.Path(sys.argv[1])
problem = json.loads((folder / "problem.json").read_text())
d = problem["d"]
x, y, test_x, test_y = (np.fromfile(folder / name, dtype=np.float32).reshape(-1, d) for name in ("x", "y", "test_x", "test_y"))
torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
torch.manual_seed(0)
# What torch does once in a process is no part of a training.
ESMTrainer().train_with_embeddings(EmbeddingDataset(x[:64], y[:64]), num_epochs=1, verbose=0)
runs = []
for rate in problem["rates"]:
    start = time.process_time()
    esm = ESMTrainer(learning_rate=rate).train_with_embeddings(EmbeddingDataset(x, y), verbose=0)
    seconds = time.process_time() - start
    with torch.no_grad():
        mapped = esm.model(torch.from_numpy(test_x)).numpy()
    runs.append({"rate": rate, "seconds": seconds, "error": float(((mapped - test_y) ** 2).mean())})
print(json.dumps({"name": f"hfselect {version('hf-dataset-selector')}", "runs": runs}))
