import { workspace } from 'vscode';

/** Whether the window shows a workspace that lies on no disk, as one of a repository that is only looked into. */
export function isVirtualWorkspace(): boolean {
  const folders = workspace.workspaceFolders ?? [];
  return folders.length > 0 && folders.every(({ uri }) => uri.scheme !== 'file');
}
