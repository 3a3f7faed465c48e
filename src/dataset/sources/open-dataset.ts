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
 * @throws ProblemError `dataset-not-on-hub` for a split of a file, and what {@link openFile} and {@link openFolder} throw.
 */
export async function openDataset(
  name: string,
  folder = '.',
  { format, split }: { format?: string | undefined; split?: string | undefined } = {},
): Promise<ByteSource> {
  const found = await stat(resolve(folder, name)).catch(() => null);
  if (found?.isDirectory()) return openFolder(name, folder, split);
  const file = await openFile(name, folder);
  if (split !== undefined) {
    throw new ProblemError({ area: 'dataset', code: 'dataset-not-on-hub', file: name, setting: 'split', value: split });
  }
  return format === undefined ? file : { ...file, nameForFormat: `${name}.${format}` };
}
