import { stat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import type { TextDocument } from 'vscode';
import type { DatasetInspection } from '../../protocol/dataset-inspection.ts';
import { isDatasetAddress } from '../../protocol/hub-address.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import type { Inspections } from './inspections.ts';
import { foldersOf } from './recipe-cells.ts';

/** The dataset of a recipe as far as it is known. `exists` is null where there is no folder that its path could start from. */
export interface RecipeDataset {
  exists: boolean | null;
  inspection: DatasetInspection | null;
}

/**
 * Looks at the dataset that a recipe names. Never throws: one that cannot be read has no inspection.
 *
 * @param look `asked`: a person asks for its columns; `typing`: a dataset on the Hub is not asked for, because no request is made for
 * what is being typed
 */
export async function datasetOf(
  document: TextDocument,
  { values }: Recipe,
  inspections: Inspections,
  look: 'asked' | 'typing',
): Promise<RecipeDataset> {
  const { dataset, config, split, encoding, sheet } = values;
  if (dataset === undefined) return { exists: null, inspection: null };
  const part = { config, split, encoding, sheet };
  if (isDatasetAddress(dataset)) {
    const named = { file: dataset, ...part };
    const inspection = look === 'asked' ? inspections.of(named) : inspections.known(named);
    return { exists: null, inspection: await inspection.catch(() => null) };
  }
  const folders = isAbsolute(dataset) ? ['/'] : foldersOf(document);
  for (const folder of folders) {
    const file = resolve(folder, dataset);
    if (!(await isThere(file))) continue;
    return { exists: true, inspection: await inspections.of({ file, ...part }).catch(() => null) };
  }
  return { exists: folders.length === 0 ? null : false, inspection: null };
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile() || found.isDirectory(),
    () => false,
  );
}
