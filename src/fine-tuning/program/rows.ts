/** Part of the Python program: loads datasets, takes the rows that were ranked, and says whether they are these. */
export const rowsProgram = String.raw`import hashlib
import json
import math
import os
import platform
import time
from datetime import datetime, timezone
from statistics import mean, pstdev, stdev

import datasets
import fsspec
import numpy as np
import pandas
import torch
import transformers
from datasets import ClassLabel, Dataset, load_dataset, load_from_disk
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    DataCollatorWithPadding,
    Trainer,
    TrainingArguments,
    set_seed,
)

transformers.logging.set_verbosity_error()  # not of each new head that it is new
tokenizer = AutoTokenizer.from_pretrained(BASE_MODEL, revision=BASE_REVISION)


def load_target():
    """Your data: a file, or a folder that save_to_disk wrote or that holds Parquet files."""
    path, file = TARGET["path"], TARGET.get("data_files")
    if path == "csv":
        with fsspec.open(file, "rt", encoding=TARGET.get("encoding", "utf-8-sig"), compression="infer") as lines:
            first_line = lines.readline()
        # The delimiter is the one that the first line holds most of.
        return load_dataset(**TARGET, sep=max(",;\t|", key=first_line.count))
    if path == "spreadsheet":
        return load_spreadsheet(file, TARGET.get("sheet", 0), [*TARGET_TEXT, TARGET_LABEL])
    if path != "folder":
        return load_dataset(**TARGET)
    if not {"state.json", "dataset_dict.json"} & set(os.listdir(file)):
        return load_dataset(file, split=TARGET["split"])
    saved = load_from_disk(file)
    return saved[TARGET["split"]] if isinstance(saved, dict) else saved


def load_spreadsheet(file, sheet, columns):
    """The columns of a sheet, below the first row that names all of them."""
    cells = pandas.read_excel(file, sheet_name=sheet, header=None, dtype=object)
    rows = [[None if value != value else value for value in row] for row in cells.values.tolist()]
    header = next(place for place, row in enumerate(rows) if set(columns) <= set(row))
    values = {name: [row[rows[header].index(name)] for row in rows[header + 1 :]] for name in columns}
    for name, column in values.items():
        # An Arrow column is of one kind; texts stay beside numbers as texts.
        if name != TARGET_LABEL or any(isinstance(value, str) for value in column):
            values[name] = [None if value is None else str(value) for value in column]
    return Dataset.from_dict(values)


def load_task(load):
    """An intermediate task. Where a script makes its dataset, which is not run any more, its conversion on the Hub."""
    try:
        return load_dataset(**load)
    except RuntimeError as error:
        if "script" not in str(error):
            raise
        folder = f"{load['path']}@refs/convert/parquet/{load.get('name', 'default')}/{load['split']}"
        return load_dataset("parquet", data_files=f"hf://datasets/{folder}/*.parquet", split="train")


def texts_of(row, text_columns):
    """The texts of a row; one that is missing is empty."""
    return ["" if row[column] is None else str(row[column]) for column in text_columns]


def joined_texts(data, text_columns):
    return [" [SEP] ".join(texts_of(row, text_columns)) for row in data]


def sample(data, text_columns, label_column, rows, seed, numbers=False):
    """The rows that have a text in any of its columns and a label, shuffled; at most \`rows\` of them."""

    def usable(row):
        label = row[label_column]
        missing = label is None or not str(label).strip() or (isinstance(label, float) and not math.isfinite(label))
        unlabelled = not numbers and isinstance(label, int) and label == -1
        return not missing and not unlabelled and any(text.strip() for text in texts_of(row, text_columns))

    data = data.filter(usable)
    if len(data) == 0:
        raise ValueError(f"No row has a text in {text_columns} and a label in {label_column}.")
    if seed is not None:
        data = data.shuffle(seed=seed)
    return data if rows is None else data.select(range(min(rows, len(data))))


def encode(data, text_columns, label_column, classes):
    """Token ids and labels: numbers where \`classes\` is None, else the place of the class."""
    if classes is None:
        labels = [float(label) for label in data[label_column]]
    else:
        places = {label: place for place, label in enumerate(classes)}
        labels = [places[label] for label in data[label_column]]
    tokens = tokenizer(joined_texts(data, text_columns), truncation=True, max_length=MAX_LENGTH)
    return Dataset.from_dict({**tokens, "labels": labels})


def classes_of(data, label_column):
    return sorted(set(data[label_column]))


def written(number):
    """A number as the ranking writes it: 1, 0.5, 1e-7."""
    if number == int(number) and abs(number) < 1e21:
        return str(int(number))
    if 1e-6 <= abs(number) < 1e21:
        return np.format_float_positional(number, trim="-")
    digits, exponent = repr(float(number)).split("e")
    return f"{digits}e{int(exponent):+d}"


def class_name(label, feature):
    """The name of a class in the ranking."""
    if isinstance(feature, ClassLabel):
        return feature.int2str(label)
    if isinstance(label, bool):
        return str(label).lower()
    return written(label) if isinstance(label, float) else str(label)


def fingerprint(texts, labels):
    """The ranking's name for its sample: the digest of texts and labels, in their order."""
    digest = hashlib.sha256()
    for text, label in zip(texts, labels):
        label = written(label) if isinstance(label, float) else json.dumps(label, ensure_ascii=False)
        line = f"[{json.dumps(text, ensure_ascii=False)},{label}]\n"
        digest.update(line.encode("utf-8", "surrogatepass"))
    return "sha256:" + digest.hexdigest()
`.replaceAll('\\`', '`');
