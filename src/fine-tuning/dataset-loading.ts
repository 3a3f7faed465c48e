import type { RankedTask, RankingDocument } from '../ranking/document.ts';
import { pythonDict } from './python-literal.ts';

/** Arguments of `datasets.load_dataset` for the intermediate task, as a Python `dict`. */
export function taskLoading(task: Pick<RankedTask, 'taskId' | 'taskSubset' | 'taskSplit'>): string {
  return pythonDict({ path: task.taskId, name: task.taskSubset, split: task.taskSplit ?? 'train' });
}

/** Arguments of `datasets.load_dataset` for the ranked file, as a Python `dict`. */
export function targetLoading({
  source,
  config,
  split,
}: Pick<RankingDocument['target'], 'source' | 'config' | 'split'>): string {
  // Only a data set of the Hub has a split.
  if (split !== null) return pythonDict({ path: source, name: config, split });
  return pythonDict({ ...loaderOf(source), data_files: source, split: 'train' });
}

/** The loader of the `datasets` library for a file, by the ending of its name. */
function loaderOf(source: string): { path: string; sep?: string } {
  const ending = source.slice(source.lastIndexOf('.') + 1).toLowerCase();
  switch (ending) {
    case 'parquet':
      return { path: 'parquet' };
    case 'arrow':
    case 'feather':
      return { path: 'arrow' };
    case 'tsv':
      return { path: 'csv', sep: '\t' };
    case 'csv':
      return { path: 'csv' };
    default:
      return { path: 'json' };
  }
}
