import { basename, isAbsolute, relative, sep } from 'node:path';
import { type Uri, workspace } from 'vscode';
import type { Engine, InspectParams } from '../../engine/engine.ts';
import { hubDatasetName } from '../../protocol/hub-dataset.ts';
import { askHubDataset } from '../hub-datasets/ask-hub-dataset.ts';
import { askFolderSplit } from './ask-folder-split.ts';
import { askSheet } from './ask-sheet.ts';
import { chooseDataset, type DatasetQuestion } from './choose-dataset.ts';

/** A dataset that a person has chosen. */
export interface ChosenDataset {
  /** What a person calls it. */
  name: string;
  /** Names it among those whose answers are remembered. */
  key: string;
  /** How the recipe names it. */
  dataset: string;
  /** How the engine finds it; the recipe takes config, split and sheet from here. */
  inspected: InspectParams;
}

/** Asks for a dataset: in the workspace, elsewhere on the disk, or on the Hub. Null: the person left. */
export async function pickDataset(question: DatasetQuestion, engine: Engine): Promise<ChosenDataset | null> {
  const place = await chooseDataset(question);
  if (place === null) return null;
  return place === 'hub' ? pickHubDataset(question.hubTitle, engine) : chosenFile(place, question.titleOf, engine);
}

/** A file or folder as the dataset that is chosen; asks for its split or sheet where it has several. Null: the person left. */
export async function chosenFile(
  file: Uri,
  titleOf: DatasetQuestion['titleOf'],
  engine: Engine,
): Promise<ChosenDataset | null> {
  const name = basename(file.fsPath);
  const answer = await askFolderSplit(titleOf(name), file);
  if (answer.kind !== 'next') return null;
  const split = answer.value;
  const sheetAnswer = await askSheet(titleOf(name), file.fsPath, engine);
  if (sheetAnswer.kind !== 'next') return null;
  const sheet = sheetAnswer.value;
  const part = split ?? sheet;
  const key = part === undefined ? file.toString() : JSON.stringify([file.toString(), part]);
  return { name, key, dataset: pathForRecipe(file), inspected: { file: file.fsPath, split, sheet } };
}

/** Asks for a dataset on the Hub. Null: the person left. */
export async function pickHubDataset(title: string, engine: Engine): Promise<ChosenDataset | null> {
  const answer = await askHubDataset(title, engine);
  if (answer.kind !== 'next') return null;
  const { id, config, split } = answer.value;
  const dataset = hubDatasetName(id);
  const key = JSON.stringify([dataset, config, split]);
  return { name: id, key, dataset, inspected: { file: dataset, config, split } };
}

/** The path of a file as a recipe in an untitled notebook names it: from the workspace folder, where it lies within. */
export function pathForRecipe(file: Uri): string {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined) return file.fsPath;
  const path = relative(folder.uri.fsPath, file.fsPath);
  return path.startsWith('..') || isAbsolute(path) ? file.fsPath : path.split(sep).join('/');
}
