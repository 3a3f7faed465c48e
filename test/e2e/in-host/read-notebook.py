"""Reads a notebook as Jupyter does: read-notebook.py IN.ipynb OUT.ipynb

Checks it against the schema of the format, writes it again with nbformat, and prints what nbconvert makes of it, as JSON.
"""

import json
import sys

import nbformat
from nbconvert import HTMLExporter, MarkdownExporter

source, target = sys.argv[1:]
notebook = nbformat.read(source, as_version=nbformat.NO_CONVERT)
nbformat.validate(notebook)
nbformat.write(notebook, target)
html, _ = HTMLExporter().from_notebook_node(notebook)
markdown, _ = MarkdownExporter().from_notebook_node(notebook)
print(json.dumps({"html": html, "markdown": markdown}))
