import { stat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import type { TextDocument } from 'vscode';
import type { DatasetInspection } from '../../protocol/dataset-inspection.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import type { Inspections } from './inspections.ts';
import { foldersOf } from './recipe-cells.ts';

/** The dataset of a recipe as far as it is known. `exists` is null where there is no folder that its path could start from. */
export interface RecipeDataset {
  exists: boolean | null;
  inspection: DatasetInspection | null;
}

/** Looks at the dataset that a recipe names. Never throws: a file that cannot be read has no inspection. */
export async function datasetOf(
  document: TextDocument,
  recipe: Recipe,
  inspections: Inspections,
): Promise<RecipeDataset> {
  const { dataset } = recipe.values;
  if (dataset === undefined) return { exists: null, inspection: null };
  const folders = isAbsolute(dataset) ? ['/'] : foldersOf(document);
  for (const folder of folders) {
    const file = resolve(folder, dataset);
    if (!(await isFile(file))) continue;
    return { exists: true, inspection: await inspections.of(file).catch(() => null) };
  }
  return { exists: folders.length === 0 ? null : false, inspection: null };
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
