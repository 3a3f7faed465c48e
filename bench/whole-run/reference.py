"""The opponent: hfselect's own `compute_task_ranking` on the same dataset, from the same cache.

    python reference.py DATASET.csv MODEL

Prints {"name": ..., "fetchMs": ..., "computeMs": ..., "scores": {task: score}}.
"""
import json
import os
import sys
import time

import torch
from datasets import load_dataset
from importlib.metadata import version
from transformers import AutoModel, AutoTokenizer

from hfselect import Dataset, compute_scores, fetch_esms, find_esm_repo_ids

path, model_name = sys.argv[1], sys.argv[2]
torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
rows = load_dataset("csv", data_files=path, split="train").class_encode_column("label")
dataset = Dataset(rows, "text", "label", is_regression=False)
begin = time.perf_counter()
esms = fetch_esms(find_esm_repo_ids(model_name=model_name))
fetched = time.perf_counter()
scores = compute_scores(
    dataset=dataset,
    base_model=AutoModel.from_pretrained(model_name),
    tokenizer=AutoTokenizer.from_pretrained(model_name),
    esms=esms,
)
computed = time.perf_counter()
print(
    json.dumps(
        {
            "name": f"hfselect {version('hf-dataset-selector')}",
            "fetchMs": 1000 * (fetched - begin),
            "computeMs": 1000 * (computed - fetched),
            "scores": {esm.create_config().task_id: float(score) for esm, score in zip(esms, scores)},
        }
    )
)
