import { dirname } from 'node:path';
import { RelativePattern, Uri, workspace } from 'vscode';
import { type LanguageModelFolder, lookAtFolder, type MapFolder } from './model-folder.ts';

/** Files that hold weights, as `save_pretrained` writes them. */
export const weightFiles = '**/{model.safetensors,model.safetensors.index.json}';

/** Of so many folders the rest is left out: nobody reads a longer list. */
const limit = 200;

/** Folders below one, or in the whole workspace, that hold weights and a `config.json`, in order: language models and maps. */
export async function findModelFolders(below?: string): Promise<(LanguageModelFolder | MapFolder)[]> {
  const pattern = below === undefined ? weightFiles : new RelativePattern(Uri.file(below), weightFiles);
  const files = await workspace.findFiles(pattern, '**/node_modules/**', limit);
  const folders = new Set(files.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => dirname(fsPath)));
  const found = await Promise.all([...folders].sort().map(lookAtFolder));
  return found.filter((each) => each !== null);
}

/** Folders below one, or in the whole workspace, that hold a language model. */
export async function findLanguageModels(below?: string): Promise<LanguageModelFolder[]> {
  return (await findModelFolders(below)).filter((each) => each.kind === 'model');
}

/** Folders of the whole workspace that hold a map. */
export async function findMaps(): Promise<MapFolder[]> {
  return (await findModelFolders()).filter((each) => each.kind === 'map');
}
