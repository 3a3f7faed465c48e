import type { FilterFacts } from '../../esm-filter/passes-filter.ts';
import type { RankedTask } from '../../ranking/document.ts';

/** What a ranked task states, under the names of a filter's fields: the same as of its map before it is ranked, without its downloads. */
export function taskFacts({ training, ...task }: RankedTask): FilterFacts {
  return {
    task: [task.taskId],
    subset: textOf(task.taskSubset),
    split: textOf(task.taskSplit),
    text: task.textColumns.length === 0 ? null : task.textColumns,
    label: textOf(task.labelColumn),
    language: task.language?.split(', ') ?? null,
    examples: task.examples,
    repo: textOf(task.repo),
    architecture: textOf(task.architecture),
    developers: textOf(training.developers),
    version: textOf(training.version),
    seed: numberOf(training.seed),
    'lm-epochs': numberOf(training.lmEpochs),
    'lm-batch-size': numberOf(training.lmBatchSize),
    'lm-learning-rate': numberOf(training.lmLearningRate),
    'esm-epochs': numberOf(training.esmEpochs),
    'esm-batch-size': numberOf(training.esmBatchSize),
    'esm-learning-rate': numberOf(training.esmLearningRate),
  };
}

function textOf(value: unknown): string[] | null {
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
