import type { RankedTask, RankingDocument } from '../../ranking/document.ts';

/** What the code is made for. */
export interface FineTuning {
  target: Pick<RankingDocument['target'], 'source' | 'textColumns' | 'labelColumn' | 'task'>;
  model: Pick<RankingDocument['model'], 'id'>;
  task: Pick<RankedTask, 'taskId' | 'taskSubset' | 'taskSplit' | 'textColumns' | 'labelColumn'>;
}

/**
 * Python that fine-tunes the base model on the intermediate task first and on the target next, with Hugging Face Transformers. Every
 * name goes in as a literal, so that none of them can become code.
 */
export function fineTuningCode({ target, model, task }: FineTuning): string {
  const subset = task.taskSubset === null ? '' : `, ${literal(task.taskSubset)}`;
  return `# Fine-tunes ${comment(model.id)} on ${comment(task.taskId)} first, then on ${comment(target.source)}.
# Needs: pip install "transformers[torch]" datasets
from datasets import load_dataset
from transformers import (AutoModelForSequenceClassification, AutoTokenizer,
                          DataCollatorWithPadding, Trainer, TrainingArguments)

base_model = ${literal(model.id)}
tokenizer = AutoTokenizer.from_pretrained(base_model)


def prepare(data, text_columns, label_column, regression=False):
    """Tokenizes the texts and numbers the labels; returns the rows and how many outputs they need."""
    data = data.filter(lambda row: row[label_column] is not None)
    regression = regression or isinstance(data[0][label_column], float)
    classes = None if regression else sorted(set(data[label_column]))
    def encode(row):
        tokens = tokenizer(*[str(row[column]) for column in text_columns[:2]], truncation=True, max_length=128)
        label = row[label_column]
        tokens["labels"] = float(label) if regression else classes.index(label)
        return tokens
    return data.map(encode, remove_columns=data.column_names), 1 if regression else len(classes)


def fine_tune(start, data, outputs, folder):
    model = AutoModelForSequenceClassification.from_pretrained(start, num_labels=outputs, ignore_mismatched_sizes=True)
    arguments = TrainingArguments(folder, num_train_epochs=3, per_device_train_batch_size=32, learning_rate=2e-5,
                                  save_strategy="no", report_to="none")
    Trainer(model=model, args=arguments, train_dataset=data, data_collator=DataCollatorWithPadding(tokenizer)).train()
    model.save_pretrained(folder)
    return folder


# 1. The intermediate task
task = load_dataset(${literal(task.taskId)}${subset}, split=${literal(task.taskSplit ?? 'train')})
task_data, task_outputs = prepare(task, ${list(task.textColumns)}, ${literal(task.labelColumn ?? 'label')})
start = fine_tune(base_model, task_data, task_outputs, "fine-tuned-on-task")

# 2. Your data
target = load_dataset(${literal(loader(target.source))}, data_files=${literal(target.source)}, split="train")
target_data, target_outputs = prepare(target, ${list(target.textColumns)}, ${literal(target.labelColumn)}${target.task === 'regression' ? ', regression=True' : ''})
fine_tune(start, target_data, target_outputs, "fine-tuned-on-target")
`.trimEnd();
}

/** A text as a Python string literal; JSON's escapes are Python's. */
function literal(text: string): string {
  return JSON.stringify(text);
}

function list(texts: readonly string[]): string {
  return `[${texts.map(literal).join(', ')}]`;
}

/** A name within a comment: on one line, whatever it holds. */
function comment(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** The loader of the datasets library for a file, by its ending. */
function loader(source: string): string {
  const ending = source.slice(source.lastIndexOf('.') + 1).toLowerCase();
  if (ending === 'parquet') return 'parquet';
  if (ending === 'arrow' || ending === 'feather') return 'arrow';
  return ending === 'csv' || ending === 'tsv' ? 'csv' : 'json';
}
