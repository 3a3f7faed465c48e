"""A real ipykernel behind lines of JSON: each line of stdin is code, each line of stdout the outputs that it gave."""

import json
import sys

from jupyter_client.manager import start_new_kernel

STREAM = "application/vnd.code.notebook.stdout"
ERROR = "application/vnd.code.notebook.error"


def output_of(message):
    kind, content = message["msg_type"], message["content"]
    if kind == "display_data":
        return content["data"]
    if kind == "stream":
        return {STREAM: content["text"]}
    if kind == "error":
        return {ERROR: {"name": content["ename"], "message": content["evalue"]}}
    return None


manager, client = start_new_kernel(kernel_name="python3")
try:
    for line in sys.stdin:
        outputs = []
        collect = lambda message: outputs.append(output_of(message))
        client.execute_interactive(json.loads(line), silent=False, store_history=False, output_hook=collect, timeout=120)
        print(json.dumps([output for output in outputs if output is not None]), flush=True)
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
