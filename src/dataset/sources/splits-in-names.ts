/** Words in the names of files and folders, by the split that they mean (`datasets`, `data_files.py`). */
const words: [string, string][] = [
  ['train', 'train(?:ing)?'],
  ['validation', 'validation|valid|dev|val'],
  ['test', 'test(?:ing)?|eval(?:uation)?'],
];

/** What may stand before and after such a word. */
const edge = '[-._ 0-9/]';

/** `data/<split>-00000-of-00004.parquet`, where a split may have any name. */
const sharded = /^data\/([^/]+)-\d{5}-of-\d{5}[^/]*$/;

/** A file of a split. */
export interface FileOfSplit<File> {
  split: string;
  file: File;
}

/**
 * The splits of files, found in their names as the library `datasets` does. A file without one is left out, unless no file has one:
 * then all are `train`. A file with two is of both.
 *
 * @param folder where the names begin to count; null: at the root
 */
export function splitsInNames<File extends { path: string }>(
  files: readonly File[],
  folder: string | null,
): FileOfSplit<File>[] {
  const named = namedSplits(files, folder);
  return named.length > 0 ? named : files.map((file) => ({ split: 'train', file }));
}

/** The same without the files that tell no split: shards of `data/` first, else words in the names of folders, else of files. */
export function namedSplits<File extends { path: string }>(
  files: readonly File[],
  folder: string | null,
): FileOfSplit<File>[] {
  const start = folder === null ? 0 : folder.length + 1;
  const ways = [
    (path: string) => sharded.exec(path)?.slice(1) ?? [],
    (path: string) => splitsOf(path.split('/').slice(0, -1)),
    (path: string) => splitsOf(path.split('/').slice(-1)),
  ];
  for (const way of ways) {
    const found = files.flatMap((file) => way(file.path.slice(start)).map((split) => ({ split, file })));
    if (found.length > 0) return found;
  }
  return [];
}

function splitsOf(names: readonly string[]): string[] {
  const holds = (word: string) => names.some((name) => new RegExp(`${edge}(?:${word})${edge}`).test(`/${name}/`));
  return words.filter(([, word]) => holds(word)).map(([split]) => split);
}
