import { Uri, window, workspace } from 'vscode';

/** Opens the sample dataset that comes with this extension, from where it can be ranked. */
export async function openSample(extension: Uri): Promise<void> {
  const sample = Uri.joinPath(extension, 'samples', 'datasets', 'package-use.csv');
  await window.showTextDocument(await workspace.openTextDocument(sample));
}
