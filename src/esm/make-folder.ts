import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing. Node's own recursive `mkdir` never ends where the system says that there is no such
 * parent although there is, as below `/proc`.
 *
 * @throws the error of the system
 */
export async function makeFolder(path: string): Promise<void> {
  const isThere = async (folder: string) => (await stat(folder).catch(() => null))?.isDirectory() ?? false;
  if (await isThere(path)) return;
  const above = dirname(path);
  // What has nothing above it, such as a drive that is not there, is for the system to refuse.
  if (above !== path && !(await isThere(above))) await makeFolder(above);
  await mkdir(path).catch(async (error: unknown) => {
    if (!(await isThere(path))) throw error;
  });
}
