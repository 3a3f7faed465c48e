"""The opponent: huggingface_hub's own download, one file after the other, as hfselect's `fetch_esms` asks for them.

    python one_by_one.py ENDPOINT COUNT

Prints {"name": ..., "msPerMap": ...}.
"""
import os
import sys
import tempfile
import time

endpoint, count = sys.argv[1], int(sys.argv[2])
with tempfile.TemporaryDirectory() as folder:
    os.environ.update(HF_ENDPOINT=endpoint, HF_HOME=folder, HF_HUB_DISABLE_PROGRESS_BARS="1", HF_HUB_DISABLE_XET="1")
    import json

    import huggingface_hub

    begin = time.perf_counter()
    for i in range(count):
        for name in ("config.json", "model.safetensors"):
            huggingface_hub.hf_hub_download(f"bench/ESM_task-{i:04d}", name)
    ms = 1000 * (time.perf_counter() - begin) / count
    print(json.dumps({"name": f"huggingface_hub {huggingface_hub.__version__}, one by one", "msPerMap": ms}))
