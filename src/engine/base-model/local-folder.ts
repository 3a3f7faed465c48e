import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { ProblemError } from '../../protocol/problem.ts';

/** The absolute path of a local name: `~` is the home folder, everything else starts from `folder`. */
export function localFolder(name: string, folder: string | undefined): string {
  const expanded = /^~[\\/]/.test(name) ? join(homedir(), name.slice(2)) : name;
  return resolve(folder ?? '.', expanded);
}

/** @throws {ProblemError} run-no-such-folder */
export async function checkFolder(name: string, folder: string): Promise<void> {
  if (!(await isFolder(folder))) throw new ProblemError({ area: 'run', code: 'run-no-such-folder', folder: name });
}

/** Whether there is a folder of that path, or a link to one. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}
