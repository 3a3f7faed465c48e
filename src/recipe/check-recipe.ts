import { nearestFile } from './nearest-file.ts';
import { nearestName } from './nearest-name.ts';
import type { KeyPlace, Mistake, Recipe } from './recipe.ts';

/** What is known of the world that a recipe speaks of. Null: not known (yet), so nothing is said about it. */
export interface KnownDataset {
  /** Whether the file of `dataset` is there. */
  exists: boolean | null;
  columns: readonly string[] | null;
  /** Dataset files that there are instead, as the recipe would name them. */
  files?: readonly string[];
}

/**
 * What is wrong with a recipe in view of its dataset and models: a missing file or folder, columns that there are not, the label as text.
 *
 * @param missingFolders local names of models in the recipe that are no folder
 */
export function checkRecipe(recipe: Recipe, known: KnownDataset, missingFolders: readonly string[] = []): Mistake[] {
  return [
    ...missingFile(recipe, known),
    ...missingColumns(recipe, known),
    ...labelAsText(recipe),
    ...missingModels(recipe, missingFolders),
  ];
}

function missingFile({ values, places }: Recipe, { exists, files = [] }: KnownDataset): Mistake[] {
  if (exists !== false || values.dataset === undefined || places.dataset === undefined) return [];
  const nearest = nearestFile(values.dataset, files);
  const file = { file: values.dataset, ...(nearest !== null && { nearest }) };
  const problem = { area: 'dataset', code: 'dataset-missing-file', ...file } as const;
  return [{ problem, range: places.dataset.value }];
}

function missingColumns({ values, places }: Recipe, { columns }: KnownDataset): Mistake[] {
  const file = values.dataset;
  if (columns === null || file === undefined) return [];
  const named = [...itemsOf(places.text), ...itemsOf(places.label)];
  return named
    .filter(({ text }) => !columns.includes(text))
    .map(({ text, range }) => {
      const nearest = nearestName(text, columns);
      const facts = { file, column: text, columns: [...columns], nearest };
      return { problem: { area: 'dataset', code: 'dataset-no-such-column', ...facts }, range };
    });
}

function labelAsText({ values, places }: Recipe): Mistake[] {
  const { dataset: file, label: column } = values;
  if (file === undefined || column === undefined) return [];
  const same = itemsOf(places.text).filter(({ text }) => text === column);
  return same.map(({ range }) => ({
    problem: { area: 'dataset', code: 'dataset-text-is-label', file, column },
    range,
  }));
}

function missingModels({ places }: Recipe, missingFolders: readonly string[]): Mistake[] {
  const named = [places.model, places.base, places.tuned].flatMap(itemsOf);
  return named
    .filter(({ text }) => missingFolders.includes(text))
    .map(({ text, range }) => ({ problem: { area: 'run', code: 'run-no-such-folder', folder: text }, range }));
}

function itemsOf(place: KeyPlace | undefined): KeyPlace['items'] {
  return place?.items ?? [];
}
