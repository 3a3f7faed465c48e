import { commands, type Disposable, type ExtensionContext, Uri, window, workspace } from 'vscode';

/** Opens the sample dataset that comes with this extension: in an editor of its own, from which it can be ranked or saved. */
export function registerOpenSample({ extensionUri }: Pick<ExtensionContext, 'extensionUri'>): Disposable {
  return commands.registerCommand('intermediateTaskRanker.openSample', async () => {
    const sample = Uri.joinPath(extensionUri, 'media', 'walkthrough', 'package-use.csv');
    await window.showTextDocument(await workspace.openTextDocument(sample));
  });
}
