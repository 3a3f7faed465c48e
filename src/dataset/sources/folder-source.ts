import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod';
import { ProblemError } from '../../protocol/problem.ts';
import { compareCodePoints } from '../table/compare-code-points.ts';
import { classNamesIn } from '../table/hugging-face-features.ts';
import type { ByteSource } from './byte-source.ts';
import { chooseSplit, noSuchSplit } from './choose-split.ts';
import { openNamed } from './file-source.ts';
import { namedSplits } from './splits-in-names.ts';

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
 * A folder as a source with shards: one written by `save_to_disk` of the library `datasets` (of a `DatasetDict` one split),
 * or one that holds Parquet or Arrow files, which are read in the order of their names.
 * @param name Path, absolute or relative to `folder`; problems and results name the dataset so.
 * @param wanted The split to read. Default: `train`, or the only one.
 * @throws ProblemError `dataset-foreign-folder`, `dataset-damaged-folder`, `dataset-split-unsure`, `dataset-no-such-split`, and those of a file.
 */
export async function openFolder(name: string, folder = '.', wanted?: string): Promise<ByteSource> {
  const root = { name, path: resolve(folder, name) };
  const entries = await entriesOf(root);
  if (!entries.includes('dataset_dict.json'))
    return openShards(root, name, entries, await shardsOf(root, entries, wanted));
  const { splits } = await readJson(root, 'dataset_dict.json', splitsFile);
  const split = chooseSplit(name, splits, wanted);
  if (!entries.includes(split)) throw incomplete(root, split);
  const inside = { name: `${name}/${split}`, path: resolve(root.path, split) };
  const insideEntries = await entriesOf(inside);
  return openShards(inside, name, insideEntries, { ...(await shardsOf(inside, insideEntries)), split });
}

/** Which files of a folder are read, in order, and the split that they are. */
interface ChosenShards {
  files: readonly string[];
  split: string | null;
}

async function openShards(
  folder: NamedFolder,
  name: string,
  entries: readonly string[],
  { files, split }: ChosenShards,
): Promise<ByteSource> {
  const info = entries.includes('dataset_info.json') ? await readJson(folder, 'dataset_info.json', infoFile) : null;
  const present = new Set(entries);
  const shards: ByteSource[] = [];
  for (const file of files) {
    if (!present.has(file)) throw incomplete(folder, file);
    shards.push(await openNamed({ name: `${folder.name}/${file}`, path: resolve(folder.path, file) }));
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

async function shardsOf(folder: NamedFolder, entries: readonly string[], wanted?: string): Promise<ChosenShards> {
  if (!entries.includes('state.json')) return shardFiles(folder.name, entries, wanted);
  if (wanted !== undefined) throw noSuchSplit(folder.name, [], wanted);
  const { _data_files: files } = await readJson(folder, 'state.json', stateFile);
  return { files: files.map(({ filename }) => filename), split: null };
}

/**
 * Parquet files, else Arrow files, sorted; of several splits side by side those of one. Names of shards tell the split
 * (`train-00000-of-00002.parquet`), else words in the names (`my_test.parquet`).
 */
function shardFiles(name: string, entries: readonly string[], wanted: string | undefined): ChosenShards {
  const withEnding = (ending: RegExp) =>
    entries.filter((entry) => ending.test(entry) && !entry.startsWith('.')).sort(compareCodePoints);
  const parquet = withEnding(/\.parquet$/i);
  const files = parquet.length > 0 ? parquet : withEnding(/\.arrow$/i);
  if (files.length === 0) throw new ProblemError({ area: 'dataset', code: 'dataset-foreign-folder', file: name });
  const byShard = Map.groupBy(files, (file) => /^(.+)-\d+-of-\d+\./.exec(file)?.[1] ?? '');
  if (byShard.has('')) return filesByWord(name, files, wanted);
  if (byShard.size === 1 && wanted === undefined) return { files, split: null };
  const split = chooseSplit(name, [...byShard.keys()], wanted);
  return { files: byShard.get(split) ?? [], split };
}

/** Where not all names tell a split, all files are rows of one dataset, unless a split is asked for. */
function filesByWord(name: string, files: readonly string[], wanted: string | undefined): ChosenShards {
  const found = namedSplits(
    files.map((path) => ({ path })),
    null,
  );
  const splits = [...new Set(found.map(({ split }) => split))];
  const told = new Set(found.map(({ file }) => file.path));
  if (wanted === undefined && (splits.length < 2 || told.size < files.length)) return { files, split: null };
  const split = chooseSplit(name, splits, wanted);
  return { files: found.filter((one) => one.split === split).map(({ file }) => file.path), split };
}

function incomplete({ name }: NamedFolder, entry: string): ProblemError {
  return new ProblemError({ area: 'dataset', code: 'dataset-incomplete-folder', file: name, entry });
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
