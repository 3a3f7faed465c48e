import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { workspace } from 'vscode';

/** The path of a folder as a recipe in an untitled notebook names it: `./fine-tuned` where it lies in the workspace folder, else absolute. */
export function localName(path: string): string {
  const [folder] = workspace.workspaceFolders ?? [];
  return folder === undefined ? path : localNameFrom(path, folder.uri.fsPath);
}

/** The path of a folder as it is named from another: `./fine-tuned` where it lies within it, else absolute. */
export function localNameFrom(path: string, folder: string): string {
  const within = relative(folder, path);
  return within.startsWith('..') || isAbsolute(within) ? path : `./${within.split(sep).join('/')}`;
}

/** The absolute path of a local name; `~` is the home folder. */
export function localPath(name: string, folder: string): string {
  return /^~[\\/]/.test(name) ? join(homedir(), name.slice(2)) : resolve(folder, name);
}
