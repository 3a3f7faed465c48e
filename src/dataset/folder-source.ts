import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod';
import { ProblemError } from '../protocol/problem.ts';
import type { ByteSource } from './byte-source.ts';
import { openFile } from './file-source.ts';
import { classNamesIn } from './hugging-face-features.ts';
import { compareCodePoints } from './labels/compare-code-points.ts';

/** A folder under the name by which problems speak of it. */
interface NamedFolder {
  name: string;
  path: string;
}

/** A file name and nothing else: shards lie in the folder itself. */
const fileName = z.string().regex(/^[^/\\]+$/);
const stateFile = z.object({ _data_files: z.array(z.object({ filename: fileName })).min(1) });
const splitsFile = z.object({ splits: z.array(fileName).min(1) });
const infoFile = z.object({ features: z.unknown() });

/**
 * A folder as a source with shards: one written by `save_to_disk` of the library `datasets` (of a `DatasetDict` the split `train`,
 * or the only one), or one that holds Parquet or Arrow files, which are read in the order of their names.
 * @param name Path, absolute or relative to `folder`; problems and results name the dataset so.
 * @throws ProblemError `dataset-foreign-folder`, `dataset-damaged-folder`, `dataset-split-unsure`, and those of a file.
 */
export async function openFolder(name: string, folder = '.'): Promise<ByteSource> {
  const root = { name, path: resolve(folder, name) };
  const entries = await entriesOf(root);
  if (!entries.includes('dataset_dict.json')) return openShards(root, name, entries, null);
  const { splits } = await readJson(root, 'dataset_dict.json', splitsFile);
  const split = chooseSplit(name, splits);
  const inside = { name: `${name}/${split}`, path: resolve(root.path, split) };
  return openShards(inside, name, await entriesOf(inside), split);
}

async function openShards(
  folder: NamedFolder,
  name: string,
  entries: readonly string[],
  outerSplit: string | null,
): Promise<ByteSource> {
  const { files, split } = entries.includes('state.json')
    ? { files: await statedFiles(folder), split: outerSplit }
    : shardFiles(folder.name, entries, outerSplit);
  const info = entries.includes('dataset_info.json') ? await readJson(folder, 'dataset_info.json', infoFile) : null;
  const shards: ByteSource[] = [];
  for (const file of files) {
    shards.push({ ...(await openFile(file, folder.path)), name: `${folder.name}/${file}` });
  }
  return {
    name,
    byteLength: shards.reduce((bytes, shard) => bytes + (shard.byteLength ?? 0), 0),
    shards,
    split,
    classNames: classNamesIn(info?.features),
    async *stream(options) {
      for (const shard of shards) yield* shard.stream({ signal: options?.signal });
    },
    slice: () => Promise.reject(new Error('a folder is read shard by shard')),
  };
}

async function statedFiles(folder: NamedFolder): Promise<string[]> {
  return (await readJson(folder, 'state.json', stateFile))._data_files.map(({ filename }) => filename);
}

/** Parquet files, else Arrow files, sorted; of several splits side by side (`train-00000-of-00002.parquet`) those of one. */
function shardFiles(
  name: string,
  entries: readonly string[],
  outerSplit: string | null,
): { files: string[]; split: string | null } {
  const withEnding = (ending: RegExp) =>
    entries.filter((entry) => ending.test(entry) && !entry.startsWith('.')).sort(compareCodePoints);
  const parquet = withEnding(/\.parquet$/i);
  const files = parquet.length > 0 ? parquet : withEnding(/\.arrow$/i);
  if (files.length === 0) throw new ProblemError({ area: 'dataset', code: 'dataset-foreign-folder', file: name });
  const bySplit = Map.groupBy(files, (file) => /^(.+)-\d+-of-\d+\./.exec(file)?.[1] ?? '');
  if (bySplit.size === 1 || bySplit.has('')) return { files, split: outerSplit };
  const split = chooseSplit(name, [...bySplit.keys()]);
  return { files: bySplit.get(split) ?? [], split };
}

function chooseSplit(file: string, splits: readonly string[]): string {
  const [only = ''] = splits;
  if (splits.length === 1) return only;
  if (splits.includes('train')) return 'train';
  throw new ProblemError({ area: 'dataset', code: 'dataset-split-unsure', file, splits: [...splits] });
}

async function entriesOf({ name, path }: NamedFolder): Promise<string[]> {
  return readdir(path).catch((cause) => {
    throw new ProblemError(
      { area: 'dataset', code: 'dataset-unreadable-file', file: name, reason: cause.message },
      { cause },
    );
  });
}

async function readJson<T>({ name, path }: NamedFolder, entry: string, shape: z.ZodType<T>): Promise<T> {
  try {
    return shape.parse(JSON.parse(await readFile(resolve(path, entry), 'utf8')));
  } catch (cause) {
    throw new ProblemError({ area: 'dataset', code: 'dataset-damaged-folder', file: name, entry }, { cause });
  }
}
