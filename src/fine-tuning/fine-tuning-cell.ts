import type { RankedTask, RankingDocument } from '../ranking/document.ts';
import { plainLine } from '../ranking/plain-text.ts';
import { taskName } from '../ranking/task-name.ts';
import { transfersFileName } from '../transfers/file-name.ts';
import { isSpreadsheet, targetLoading, taskLoading } from './dataset-loading.ts';
import { program } from './program/program.ts';
import { pythonComment, pythonList, pythonString } from './python-literal.ts';
import { sizesOf, sizesOfTarget } from './training-sizes.ts';

/** What a cell is made for: a ranked dataset, its base model, and the tasks to fine-tune on first. */
export interface FineTuning {
  target: RankingDocument['target'];
  model: Pick<RankingDocument['model'], 'id' | 'revision' | 'dimension'>;
  /** At least one. */
  tasks: readonly RankedTask[];
  /** Of the ranking. */
  warnings: RankingDocument['warnings'];
}

/**
 * Source of a Python cell that measures what each task gives: it fine-tunes the base model on the target with and without the task first, over
 * several seeds, and says how well the results do on rows that were held out. All that depends on the ranking stands in constants at its
 * top; every name is a literal, so that none can become code. Paths are those of the recipe, which start from the notebook's folder, as a
 * Python kernel does.
 */
export function fineTuningCell(fineTuning: FineTuning): string {
  return `${constants(fineTuning)}\n\n${program}`;
}

function constants({ target, model, tasks, warnings }: FineTuning): string {
  const { epochs, batchSize, learningRate } = sizesOfTarget(target.rows, model.dimension);
  return `# Does an intermediate task help? Fine-tunes ${pythonComment(model.id)} on ${pythonComment(target.source)},
# with and without each of the tasks first, and holds the results against each other on the same rows.
# Needs: pip install torch transformers datasets accelerate${isSpreadsheet(target.source) ? ' openpyxl odfpy' : ''}
BASE_MODEL = ${pythonString(model.id)}
BASE_REVISION = ${model.revision === null ? 'None' : pythonString(model.revision)}
MAX_LENGTH = 128  # tokens of a text, as in the ranking
SEEDS = 3  # fine-tunings of each kind; 1 to try
SEED = 42  # the first of them

# 1. The intermediate tasks, with the sizes that the ranked maps were made with. "rows": at most so many; None: all
TASKS = [
${tasks.map(taskConstants).join('\n')}
]

# 2. Your data
TARGET = ${targetLoading({ target, warnings })}
TARGET_TEXT = ${pythonList(target.textColumns)}
TARGET_LABEL = ${pythonString(target.labelColumn)}
TARGET_NUMBERS = ${target.task === 'regression' ? 'True' : 'False'}  # True: the labels are numbers to predict; False: classes
TARGET_ROWS = ${target.rows}  # the size of the ranked sample; None: all rows
TARGET_SEED = ${pythonSeed(target.seed)}  # picks the ranked sample; None: the first rows
TARGET_EPOCHS, TARGET_BATCH, TARGET_RATE = ${epochs}, ${batchSize}, ${learningRate}
TARGET_TEST = 0.2  # share of your rows that is held out to test on

# 3. What comes of it
SAVE_TO = "fine-tuned"  # the best model
TRANSFERS = ${pythonString(transfersFileName(target))}  # what was measured; the next ranking here shows it
TARGET_SOURCE = ${pythonString(target.source)}
TARGET_FINGERPRINT = ${target.fingerprint === null ? 'None' : pythonString(target.fingerprint)}  # of the ranked rows`;
}

/** One entry of `TASKS`. */
function taskConstants(task: RankedTask): string {
  const { epochs, batchSize, learningRate } = sizesOf(task.training);
  const texts = pythonList(task.textColumns);
  const label = pythonString(task.labelColumn ?? 'label');
  return `    {
        "name": ${pythonString(plainLine(taskName(task)))},
        "load": ${taskLoading(task)},
        "map": ${task.repo === null ? 'None' : pythonString(task.repo)},
        "text": ${texts}, "label": ${label}, "rows": ${task.examples || 'None'},
        "epochs": ${epochs}, "batch": ${batchSize}, "rate": ${learningRate},
    },`;
}

/** A seed that exceeds 2^53 is a text of digits in the document; Python's numbers have no limit. */
function pythonSeed(seed: FineTuning['target']['seed']): string {
  return seed !== null && /^\d+$/.test(String(seed)) ? BigInt(seed).toString() : 'None';
}
