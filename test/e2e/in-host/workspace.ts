import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recipeNotebook } from '../recipe-notebook.ts';

const samples = join(import.meta.dirname, '../../../samples/datasets');

/** A recipe for one of the sample datasets; `text`: name of the column. */
export function recipe(text: string): string {
  const lines = ['dataset: package-use.csv', `text: ${text}`, 'label: use', 'model: samples/bert-tiny-debian'];
  return ['rank:', ...lines.map((line) => `  ${line}`)].join('\n');
}

/**
 * Makes the folder that the suites open: sample datasets, `settings.yaml`, `ranking.ipynb`, and `wrong.ipynb`, which names a column
 * that there is not.
 */
export function writeWorkspace(folder: string): void {
  cpSync(samples, folder, { recursive: true });
  writeFileSync(join(folder, 'ranking.ipynb'), recipeNotebook(recipe('description')));
  writeFileSync(join(folder, 'wrong.ipynb'), recipeNotebook(recipe('descriptoin')));
  writeFileSync(join(folder, 'settings.yaml'), 'editor: tabs\n');
}
