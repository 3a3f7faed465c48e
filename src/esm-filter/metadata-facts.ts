import type { FilterFacts } from './passes-filter.ts';

/** What a map states of itself, before it is ranked and after. */
export interface FilterableMetadata {
  taskId: string;
  taskSubset: string | null;
  taskSplit: string | null;
  textColumns: readonly string[];
  labelColumn: string | null;
  /** Rows that it was trained on. */
  examples: number | null;
  /** Several are divided by a comma and a blank. */
  language: string | null;
  architecture: string | null;
  /** Hyper-parameters and the like, under camelCase names. */
  training: Readonly<Record<string, unknown>>;
}

/** Metadata under the names of a filter's fields: all but repository and downloads, which are the Hub's. */
export function metadataFacts({ training, ...metadata }: FilterableMetadata): FilterFacts {
  return {
    task: [metadata.taskId],
    subset: textOf(metadata.taskSubset),
    split: textOf(metadata.taskSplit),
    text: metadata.textColumns.length === 0 ? null : metadata.textColumns,
    label: textOf(metadata.labelColumn),
    language: metadata.language?.split(', ') ?? null,
    examples: metadata.examples,
    architecture: textOf(metadata.architecture),
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
  return value === null || value === undefined ? null : [String(value)];
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
