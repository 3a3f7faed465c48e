"""The opponent: PyTorch in eager mode, all texts padded to 128 tokens, as hfselect embeds.

    python eager_pytorch.py MODEL_FOLDER WORK_FOLDER THREADS

Prints {"name": ...}, then for each line read from standard input embeds the texts of texts.json in WORK_FOLDER, writes embeddings.f32 there and
prints {"ms": ...}.
"""
import json
import pathlib
import sys
import time

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

model_folder, work, threads = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
torch.set_num_threads(threads)
tokenizer = AutoTokenizer.from_pretrained(model_folder)
model = AutoModel.from_pretrained(model_folder, attn_implementation="eager").eval()


def embed(batch):
    inputs = tokenizer(batch, padding="max_length", truncation=True, max_length=128, return_tensors="pt")
    with torch.no_grad():
        return model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"]).pooler_output.numpy()


print(json.dumps({"name": f"PyTorch {torch.__version__} eager, padded to 128"}), flush=True)
for _ in sys.stdin:
    texts = json.loads((work / "texts.json").read_text())
    begin = time.perf_counter()
    parts = [embed(texts[at : at + 128]) for at in range(0, len(texts), 128)]
    ms = 1000 * (time.perf_counter() - begin)
    np.concatenate(parts).astype(np.float32).tofile(work / "embeddings.f32")
    print(json.dumps({"ms": ms}), flush=True)
