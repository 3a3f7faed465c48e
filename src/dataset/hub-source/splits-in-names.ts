import type { DatasetFile } from '../../hub/datasets/dataset-files.ts';

/** Words in the names of files and folders, by the split that they mean (`datasets`, `data_files.py`). */
const words: [string, string][] = [
  ['train', 'train(?:ing)?'],
  ['validation', 'validation|valid|dev|val'],
  ['test', 'test(?:ing)?|eval(?:uation)?'],
];

/** What may stand before and after such a word. */
const edge = '[-._ 0-9/]';

/** `data/<split>-00000-of-00004.parquet`, where a split may have any name. */
const sharded = /(?:^|\/)data\/([^/]+)-\d{5}-of-\d+[^/]*$/;

/**
 * The split of each file, found in the names as the library `datasets` does: shards of `data/` first, else words in the names of
 * folders, else words in the names of files; a file without one is left out, unless no file has one: then all are `train`.
 */
export function splitsInNames(files: readonly DatasetFile[]): { split: string; file: DatasetFile }[] {
  const ways = [
    ({ path }: DatasetFile) => sharded.exec(path)?.[1] ?? null,
    ({ path }: DatasetFile) => wordIn(path.split('/').slice(0, -1)),
    ({ path }: DatasetFile) => wordIn(path.split('/').slice(-1)),
  ];
  for (const splitOf of ways) {
    const found = files.flatMap((file) => {
      const split = splitOf(file);
      return split === null ? [] : [{ split, file }];
    });
    if (found.length > 0) return found;
  }
  return files.map((file) => ({ split: 'train', file }));
}

function wordIn(names: readonly string[]): string | null {
  const found = words.find(([, word]) =>
    names.some((name) => new RegExp(`${edge}(?:${word})${edge}`).test(`/${name}/`)),
  );
  return found?.[0] ?? null;
}
