import { posix, relative, sep } from 'node:path';
import { RelativePattern, type TextDocument, Uri, workspace } from 'vscode';
import { foldersOf } from './recipe-cells.ts';

const textEndings = ['csv', 'tsv', 'json', 'jsonl', 'ndjson'];
const packedEndings = [...textEndings, 'parquet', 'arrow', 'feather'];
/** Spreadsheets are packed already. */
const sheetEndings = ['xlsx', 'xlsm', 'ods'];

/** Endings of the files that datasets are read from. */
export const datasetEndings = [
  ...packedEndings,
  ...sheetEndings,
  ...packedEndings.map((ending) => `${ending}.gz`),
  ...textEndings.map((ending) => `${ending}.zst`),
];

/** The last endings of the same files: what a dialog for files can filter by everywhere. */
export const datasetFilter = [...packedEndings, ...sheetEndings, 'gz', 'zst'];

/** Of so many files the rest is left out: nobody reads a longer list. */
const limit = 200;

/** The dataset files around a recipe, as paths relative to where the paths of that recipe start. */
export async function datasetFiles(document: TextDocument): Promise<string[]> {
  const [folder] = foldersOf(document);
  return folder === undefined ? [] : datasetFilesBelow(folder);
}

/** The dataset files below a folder, as paths relative to it, in order. */
export async function datasetFilesBelow(folder: string): Promise<string[]> {
  // JSON files are mostly something else, so they are not proposed; they can be named nevertheless.
  const endings = datasetEndings.filter((ending) => !ending.startsWith('json') || ending.startsWith('jsonl'));
  return found(folder, `**/*.{${endings.join(',')}}`);
}

/** The folders below a folder that `save_to_disk` of the library `datasets` wrote, as paths relative to it, in order. */
export async function savedFoldersBelow(folder: string): Promise<string[]> {
  const folders = (await found(folder, '**/{dataset_dict,state}.json')).map((path) => posix.dirname(path));
  const all = [...new Set(folders)].filter((path) => path !== '.');
  // The splits of a saved dictionary lie within it.
  return all.filter((path) => !all.includes(posix.dirname(path)));
}

async function found(folder: string, pattern: string): Promise<string[]> {
  const files = await workspace.findFiles(new RelativePattern(Uri.file(folder), pattern), '**/node_modules/**', limit);
  return files.map(({ fsPath }) => relative(folder, fsPath).split(sep).join('/')).sort();
}
