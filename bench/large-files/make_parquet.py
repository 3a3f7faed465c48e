"""Writes a Parquet file of about a gigabyte: text, label and a column that nobody asks for.

    python make_parquet.py OUT.parquet MEGABYTES

Snappy, row groups of 100,000 rows, as pyarrow writes by default but for their size. Random letters hardly pack, so the file is as large as its texts.
"""
import os
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

out, megabytes = sys.argv[1], int(sys.argv[2])
random = np.random.default_rng(1)
schema = pa.schema([("id", pa.int64()), ("text", pa.string()), ("label", pa.string())])
rows_a_group, first = 100_000, 0
with pq.ParquetWriter(out, schema) as writer:
    while os.path.getsize(out) < megabytes * 1_000_000:
        letters = random.integers(97, 123, size=(rows_a_group, 200), dtype=np.uint8)
        letters[:, ::7] = 32
        texts = pa.array([row.tobytes().decode() for row in letters])
        labels = pa.array(np.where(random.random(rows_a_group) < 0.5, "yes", "no"))
        ids = pa.array(np.arange(first, first + rows_a_group))
        writer.write_table(pa.table([ids, texts, labels], schema=schema))
        first += rows_a_group
