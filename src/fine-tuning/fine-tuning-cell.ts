import type { RankedTask, RankingDocument } from '../ranking/document.ts';
import { targetLoading, taskLoading } from './dataset-loading.ts';
import { pythonComment, pythonList, pythonString } from './python-literal.ts';
import { sizesOf, usualSizes } from './training-sizes.ts';

/** What a cell is made for: a ranked dataset, its base model, and the task to fine-tune on first. */
export interface FineTuning {
  target: RankingDocument['target'];
  model: Pick<RankingDocument['model'], 'id' | 'revision'>;
  task: RankedTask;
  /** Of the ranking. */
  warnings: RankingDocument['warnings'];
}

/**
 * Source of a Python cell that fine-tunes the base model on the intermediate task first and on the target next, and says how well the
 * result does on rows that were kept back. All that depends on the ranking stands in constants at its top; every name is a literal, so
 * that none can become code. Paths are those of the recipe, which start from the notebook's folder, as a Python kernel does.
 */
export function fineTuningCell(fineTuning: FineTuning): string {
  return `${constants(fineTuning)}\n\n${program}`;
}

function constants({ target, model, task, warnings }: FineTuning): string {
  const first = sizesOf(task.training);
  return `# Fine-tunes ${pythonComment(model.id)} on ${pythonComment(task.taskId)} first, then on ${pythonComment(target.source)}.
# Needs: pip install torch transformers datasets accelerate
BASE_MODEL = ${pythonString(model.id)}
BASE_REVISION = ${model.revision === null ? 'None' : pythonString(model.revision)}
MAX_LENGTH = 128  # tokens of a text, as in the ranking
SEED = 42

# 1. The intermediate task. Where its dataset needs a script: add "revision": "refs/convert/parquet"
TASK = ${taskLoading(task)}
TASK_TEXT = ${pythonList(task.textColumns)}
TASK_LABEL = ${pythonString(task.labelColumn ?? 'label')}
TASK_ROWS = ${task.examples || 'None'}  # at most so many rows, as the ranked map was made from; None: all
TASK_EPOCHS, TASK_BATCH, TASK_RATE = ${first.epochs}, ${first.batchSize}, ${first.learningRate}

# 2. Your data
TARGET = ${targetLoading({ target, warnings })}
TARGET_TEXT = ${pythonList(target.textColumns)}
TARGET_LABEL = ${pythonString(target.labelColumn)}
TARGET_NUMBERS = ${target.task === 'regression' ? 'True' : 'False'}  # True: the labels are numbers to predict; False: classes
TARGET_ROWS = ${target.rows}  # the size of the ranked sample; None: all rows
TARGET_SEED = ${pythonSeed(target.seed)}  # picks the ranked sample; None: the first rows
TARGET_EPOCHS, TARGET_BATCH, TARGET_RATE = ${usualSizes.epochs}, ${usualSizes.batchSize}, ${usualSizes.learningRate}
TARGET_TEST = 0.2  # share of your rows that is kept back to test on
SAVE_TO = "fine-tuned"`;
}

/** A seed that exceeds 2^53 is a text of digits in the document; Python's numbers have no limit. */
function pythonSeed(seed: FineTuning['target']['seed']): string {
  return seed !== null && /^\d+$/.test(String(seed)) ? BigInt(seed).toString() : 'None';
}

const program = `import math
import os

import fsspec
from datasets import Dataset, load_dataset, load_from_disk
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    DataCollatorWithPadding,
    Trainer,
    TrainingArguments,
)

tokenizer = AutoTokenizer.from_pretrained(BASE_MODEL, revision=BASE_REVISION)


def load_target():
    """Your data: a file, or a folder that save_to_disk wrote or that holds Parquet files."""
    path, file = TARGET["path"], TARGET.get("data_files")
    if path == "csv":
        with fsspec.open(file, "rt", encoding=TARGET.get("encoding", "utf-8-sig"), compression="infer") as lines:
            first_line = lines.readline()
        # The delimiter is the one that the first line holds most of.
        return load_dataset(**TARGET, sep=max(",;\\t|", key=first_line.count))
    if path != "folder":
        return load_dataset(**TARGET)
    if not {"state.json", "dataset_dict.json"} & set(os.listdir(file)):
        return load_dataset(file, split=TARGET["split"])
    saved = load_from_disk(file)
    return saved[TARGET["split"]] if isinstance(saved, dict) else saved


def texts_of(row, text_columns):
    """The texts of a row; one that is missing is empty."""
    return ["" if row[column] is None else str(row[column]) for column in text_columns]


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
    texts = [" [SEP] ".join(texts_of(row, text_columns)) for row in data]
    if classes is None:
        labels = [float(label) for label in data[label_column]]
    else:
        labels = [classes.index(label) for label in data[label_column]]
    return Dataset.from_dict({**tokenizer(texts, truncation=True, max_length=MAX_LENGTH), "labels": labels})


def fine_tune(rows, classes, epochs, batch, rate, encoder=None):
    """Trains the base model, or \`encoder\` where it is given, with a new head."""
    names = ["value"] if classes is None else [str(name) for name in classes]
    model = AutoModelForSequenceClassification.from_pretrained(
        BASE_MODEL,
        revision=BASE_REVISION,
        id2label=dict(enumerate(names)),
        label2id={name: index for index, name in enumerate(names)},
        problem_type="regression" if classes is None else "single_label_classification",
    )
    if encoder is not None:
        model.base_model.load_state_dict(encoder.state_dict())
    arguments = TrainingArguments(
        output_dir=SAVE_TO,
        num_train_epochs=epochs,
        per_device_train_batch_size=batch,
        learning_rate=rate,
        weight_decay=0.01,
        seed=SEED,
        save_strategy="no",
        logging_steps=50,
        report_to="none",
    )
    trainer = Trainer(
        model=model,
        args=arguments,
        train_dataset=rows,
        data_collator=DataCollatorWithPadding(tokenizer),
    )
    trainer.train()
    return trainer


def classes_of(data, label_column):
    return sorted(set(data[label_column]))


# 1. The intermediate task
task = sample(load_dataset(**TASK), TASK_TEXT, TASK_LABEL, TASK_ROWS, SEED)
task_classes = None if isinstance(task[0][TASK_LABEL], float) else classes_of(task, TASK_LABEL)
task_rows = encode(task, TASK_TEXT, TASK_LABEL, task_classes)
print(f"Fine-tuning on {len(task_rows)} rows of {TASK['path']}")
first = fine_tune(task_rows, task_classes, TASK_EPOCHS, TASK_BATCH, TASK_RATE)

# 2. Your data
target = sample(load_target(), TARGET_TEXT, TARGET_LABEL, TARGET_ROWS, TARGET_SEED, TARGET_NUMBERS)
target_classes = None if TARGET_NUMBERS else classes_of(target, TARGET_LABEL)
parts = encode(target, TARGET_TEXT, TARGET_LABEL, target_classes).train_test_split(test_size=TARGET_TEST, seed=SEED)
print(f"Fine-tuning on {len(parts['train'])} of your rows")
second = fine_tune(
    parts["train"], target_classes, TARGET_EPOCHS, TARGET_BATCH, TARGET_RATE, encoder=first.model.base_model
)

# The result
result = second.predict(parts["test"])
if target_classes is None:
    error = abs(result.predictions.squeeze(-1) - result.label_ids.squeeze()).mean()
    print(f"Mean absolute error on {len(parts['test'])} rows that were kept back: {error:.4f}")
else:
    accuracy = (result.predictions.argmax(-1) == result.label_ids).mean()
    print(f"Accuracy on {len(parts['test'])} rows that were kept back: {accuracy:.1%}")
second.save_model(SAVE_TO)
tokenizer.save_pretrained(SAVE_TO)
print(f"Saved in {SAVE_TO}")`;
