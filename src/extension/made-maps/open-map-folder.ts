import { commands, env, Uri, workspace } from 'vscode';

/** Shows the folder of a map: in the Explorer where it lies in the workspace, else as the system shows folders. */
export async function openMapFolder(folder: string): Promise<void> {
  const uri = Uri.file(folder);
  if (workspace.getWorkspaceFolder(uri) !== undefined) await commands.executeCommand('revealInExplorer', uri);
  // A window on another machine shows no folders of that one.
  else if (env.remoteName === undefined) await commands.executeCommand('revealFileInOS', uri);
  else await commands.executeCommand('vscode.openFolder', uri, { forceNewWindow: true });
}
