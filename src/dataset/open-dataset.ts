import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ByteSource } from './byte-source.ts';
import { openFile } from './file-source.ts';
import { openFolder } from './folder-source.ts';

/**
 * A dataset as the user names it, a file or a folder of shards, as a source.
 * @param name Path, absolute or relative to `folder`; problems and results name the dataset so.
 * @param folder Default: the working folder.
 * @param format The extension that a file of its format has, where the name has none.
 * @throws ProblemError what {@link openFile} and {@link openFolder} throw.
 */
export async function openDataset(name: string, folder = '.', format?: string): Promise<ByteSource> {
  const found = await stat(resolve(folder, name)).catch(() => null);
  if (found?.isDirectory()) return openFolder(name, folder);
  const file = await openFile(name, folder);
  return format === undefined ? file : { ...file, nameForFormat: `${name}.${format}` };
}
