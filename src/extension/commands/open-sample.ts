import { Uri, window, workspace } from 'vscode';

/** Opens the sample dataset that comes with this extension, from where it can be ranked; it stays when a ranking opens beside it. */
export async function openSample(extension: Uri): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(sampleFile(extension)), { preview: false });
}

/** The sample dataset that comes with this extension. */
export function sampleFile(extension: Uri): Uri {
  return Uri.joinPath(extension, 'samples', 'datasets', 'package-use.csv');
}
