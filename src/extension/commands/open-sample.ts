import { Uri, window, workspace } from 'vscode';

/** Opens the sample dataset that comes with this extension, from where it can be ranked. */
export async function openSample(extension: Uri): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(sampleFile(extension)));
}

/** The sample dataset that comes with this extension. */
export function sampleFile(extension: Uri): Uri {
  return Uri.joinPath(extension, 'samples', 'datasets', 'package-use.csv');
}
