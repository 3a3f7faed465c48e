import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { type NotebookDocument, type Uri, workspace } from 'vscode';

/**
 * The folder that a recipe's paths start from: that of its notebook; that of the workspace while the notebook is untitled, and
 * where only there is such a file, because an untitled notebook may have been saved into another folder since.
 *
 * @returns null where there is neither: an untitled notebook in a window without a folder
 */
export async function datasetFolder(notebook: Pick<NotebookDocument, 'uri'>, dataset: string): Promise<string | null> {
  const folders = candidateFolders(notebook.uri);
  for (const folder of folders) if (await isThere(resolve(folder, dataset))) return folder;
  return folders[0] ?? (isAbsolute(dataset) ? dirname(dataset) : null);
}

/** Folders that a recipe's paths may start from, the first one before all others. */
export function candidateFolders(notebook: Uri): string[] {
  const own = notebook.scheme === 'file' ? [dirname(notebook.fsPath)] : [];
  const around = workspace.getWorkspaceFolder(notebook) ?? workspace.workspaceFolders?.[0];
  const workspaceFolders = around?.uri.scheme === 'file' ? [around.uri.fsPath] : [];
  return [...own, ...workspaceFolders];
}

/** Whether there is anything at a path. */
export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
