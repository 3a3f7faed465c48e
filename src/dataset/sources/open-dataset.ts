import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ProblemError } from '../../protocol/problem.ts';
import type { ByteSource } from './byte-source.ts';
import { openFile } from './file-source.ts';
import { openFolder } from './folder-source.ts';

/**
 * A dataset as the user names it, a file or a folder of shards, as a source.
 * @param name Path, absolute or relative to `folder`; problems and results name the dataset so.
 * @param folder Default: the working folder.
 * @param wanted.format The extension that a file of its format has, where the name has none.
 * @param wanted.split Which split of a folder to read; a file has none.
 * @param wanted.sheet Which sheet of a spreadsheet to read.
 * @throws ProblemError `dataset-not-on-hub` for a split of a file, `dataset-without-sheets` for a sheet of a folder, and what {@link openFile} and {@link openFolder} throw.
 */
export async function openDataset(
  name: string,
  folder = '.',
  {
    format,
    split,
    sheet,
  }: { format?: string | undefined; split?: string | undefined; sheet?: string | undefined } = {},
): Promise<ByteSource> {
  const found = await stat(resolve(folder, name)).catch(() => null);
  if (found?.isDirectory()) {
    if (sheet === undefined) return openFolder(name, folder, split);
    throw new ProblemError({ area: 'dataset', code: 'dataset-without-sheets', file: name, sheet });
  }
  const file = await openFile(name, folder);
  if (split !== undefined) {
    throw new ProblemError({ area: 'dataset', code: 'dataset-not-on-hub', file: name, setting: 'split', value: split });
  }
  return {
    ...file,
    ...(format !== undefined && { nameForFormat: `${name}.${format}` }),
    ...(sheet !== undefined && { sheet }),
  };
}
