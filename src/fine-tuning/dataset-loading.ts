import type { RankedTask, RankingDocument } from '../ranking/document.ts';
import { pythonDict } from './python-literal.ts';

/** Arguments of `datasets.load_dataset` for the intermediate task, as a Python `dict`. */
export function taskLoading(task: Pick<RankedTask, 'taskId' | 'taskSubset' | 'taskSplit'>): string {
  return pythonDict({ path: task.taskId, name: task.taskSubset, split: task.taskSplit ?? 'train' });
}

/**
 * Arguments of `datasets.load_dataset` for the ranked file, as a Python `dict`. The cell itself finds the delimiter of a CSV file, and how
 * a folder is loaded.
 */
export function targetLoading({
  source,
  config,
  split,
}: Pick<RankingDocument['target'], 'source' | 'config' | 'split'>): string {
  if (config !== null) return pythonDict({ path: source.replace(/^hf:/, ''), name: config, split: split ?? 'train' });
  return pythonDict({ ...loaderOf(source), data_files: source, split: split ?? 'train' });
}

/** The loader of the `datasets` library for a file, by the ending of its name; `folder` for what is none. */
function loaderOf(source: string): { path: string } {
  const ending = /\.(\w+)(?:\.(?:gz|zst))?$/.exec(source)?.[1]?.toLowerCase();
  switch (ending) {
    case 'parquet':
      return { path: 'parquet' };
    case 'arrow':
    case 'feather':
      return { path: 'arrow' };
    case 'tsv':
    case 'csv':
      return { path: 'csv' };
    case 'json':
    case 'jsonl':
    case 'ndjson':
      return { path: 'json' };
    default:
      return { path: 'folder' };
  }
}
