import { stat } from 'node:fs/promises';
import type { TextDocument } from 'vscode';
import { isLocalPath } from '../../protocol/local-path.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { findLanguageModels } from '../local-models/find-model-folders.ts';
import { localNameFrom, localPath } from '../local-models/local-name.ts';
import { foldersOf } from './recipe-cells.ts';

/** The folders around a recipe that hold a language model, as local names from where the paths of that recipe start. */
export async function modelFolders(document: TextDocument): Promise<string[]> {
  const [folder] = foldersOf(document);
  if (folder === undefined) return [];
  return (await findLanguageModels(folder)).map((found) => localNameFrom(found.folder, folder));
}

/** The local names of models in a recipe that are no folder, wherever its paths may start. */
export async function missingModelFolders(document: TextDocument, { places }: Recipe): Promise<string[]> {
  const folders = foldersOf(document);
  const named = [places.model, places.base, places.tuned].flatMap((place) => place?.items ?? []);
  const missing: string[] = [];
  for (const { text } of named) {
    if (isLocalPath(text) && folders.length > 0 && !(await isInAny(text, folders))) missing.push(text);
  }
  return missing;
}

async function isInAny(name: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    if ((await stat(localPath(name, folder)).catch(() => null))?.isDirectory()) return true;
  }
  return false;
}
