import type { FineTuning } from '../../src/fine-tuning/fine-tuning-cell.ts';
import type { RankedTask } from '../../src/ranking/document.ts';
import { unknownCertainty } from '../../src/ranking/unknown-certainty.ts';

/** What a cell is made for, with the given parts changed. */
export function makeFineTuning(
  changes: {
    target?: Partial<FineTuning['target']>;
    model?: Partial<FineTuning['model']>;
    task?: Partial<RankedTask>;
    /** Of more tasks than one: what they have that the first has not. */
    others?: Partial<RankedTask>[];
    warnings?: FineTuning['warnings'];
  } = {},
): FineTuning {
  const task = makeTask(changes.task);
  return {
    target: {
      source: 'tickets.csv',
      config: null,
      split: null,
      textColumns: ['text'],
      labelColumn: 'label',
      task: 'classification',
      classes: ['bug', 'question'],
      rows: 1000,
      rowsRead: 1210,
      seed: 42,
      dropped: [],
      fingerprint: 'sha256:0',
      ...changes.target,
    },
    model: {
      id: 'google-bert/bert-base-multilingual-uncased',
      revision: '7cbf9a625e29989e023a8c9e1ef2b9f4a8a3a0e3',
      dimension: 768,
      ...changes.model,
    },
    tasks: [task, ...(changes.others ?? []).map((other) => ({ ...task, ...other }))],
    warnings: changes.warnings ?? [],
  };
}

function makeTask(changes: Partial<RankedTask> = {}): RankedTask {
  return {
    rank: 1,
    score: -0.63,
    evidence: [-0.63, -0.63],
    ...unknownCertainty,
    repo: 'davidschulte/ESM_nyu-mll__glue_mnli',
    revision: '1'.repeat(40),
    taskId: 'nyu-mll/glue',
    taskSubset: 'mnli',
    taskSplit: 'train',
    textColumns: ['premise', 'hypothesis'],
    labelColumn: 'label',
    examples: 10_000,
    language: 'en',
    architecture: 'linear',
    training: { lmEpochs: 3, lmBatchSize: 32, lmLearningRate: 2e-5 },
    ...changes,
  };
}
