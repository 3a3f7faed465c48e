import { hubDatasetId } from '../protocol/hub-dataset.ts';
import type { RankedTask, RankingDocument } from '../ranking/document.ts';
import { pythonDict } from './python-literal.ts';

/** Arguments of `datasets.load_dataset` for the intermediate task, as a Python `dict`. */
export function taskLoading(task: Pick<RankedTask, 'taskId' | 'taskSubset' | 'taskSplit'>): string {
  return pythonDict({ path: task.taskId, name: task.taskSubset, split: task.taskSplit ?? 'train' });
}

/** What was ranked, as far as it says how to load it. */
export interface RankedTarget {
  target: Pick<
    RankingDocument['target'],
    'source' | 'config' | 'split' | 'revision' | 'convertedRevision' | 'encoding' | 'sheet'
  >;
  warnings: RankingDocument['warnings'];
}

/**
 * Arguments of `datasets.load_dataset` for the ranked dataset, as a Python `dict`. The cell itself finds the delimiter of a CSV file, and
 * how a folder is loaded. Of a dataset on the Hub, the commit that was ranked.
 */
export function targetLoading({ target, warnings }: RankedTarget): string {
  const { source, config, split, revision, convertedRevision, encoding, sheet } = target;
  const id = hubDatasetId(source) ?? source;
  const part = split ?? 'train';
  if (convertedRevision !== undefined) {
    // Of the files that were ranked: also a dataset that is made by a script has them.
    const isPartial = warnings.some(({ code }) => code === 'dataset-partly-converted');
    const folder = `${config}/${isPartial ? 'partial-' : ''}${part}`;
    const files = `hf://datasets/${id}@${convertedRevision}/${folder}/*.parquet`;
    return pythonDict({ path: 'parquet', data_files: files, split: 'train' });
  }
  if (config !== null) return pythonDict({ path: id, name: config, split: part, ...(revision && { revision }) });
  if (isSpreadsheet(source)) return pythonDict({ path: 'spreadsheet', data_files: source, sheet: sheet ?? null });
  const codec = encoding === undefined ? {} : { encoding: pythonCodecs[encoding] ?? encoding };
  return pythonDict({ ...loaderOf(source), data_files: source, split: part, ...codec });
}

/** Whether `datasets` has no loader of its own for the file, but pandas reads it. */
export function isSpreadsheet(source: string): boolean {
  return /\.(?:xlsx|xlsm|ods)$/i.test(source);
}

/** Python's codecs (`codecs`, "Standard Encodings") where they have another name, or are wider under another. */
const pythonCodecs: Record<string, string> = {
  big5: 'big5hkscs',
  shift_jis: 'cp932',
  'euc-kr': 'cp949',
  'windows-874': 'cp874',
  'x-mac-cyrillic': 'mac_cyrillic',
};

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
