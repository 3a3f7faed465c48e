import { basename, isAbsolute, relative, sep } from 'node:path';
import { ProgressLocation, TabInputCustom, TabInputText, Uri, window, workspace } from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import { openRecipeNotebook } from '../notebook/open-recipe-notebook.ts';
import type { BaseModels } from '../recipe-language/base-models.ts';
import { datasetEndings, datasetFilter } from '../recipe-language/dataset-files.ts';
import type { Inspections } from '../recipe-language/inspections.ts';
import { readSettings } from '../settings.ts';
import { editorVoice as voice } from '../voice.ts';
import { guess, recipeValuesOf } from './answers.ts';
import { askAnswers } from './ask-answers.ts';
import type { RememberedAnswers } from './remembered-answers.ts';

/** What the command needs. */
export interface RankCommandServices {
  engine: Engine;
  inspections: Inspections;
  models: BaseModels;
  remembered: RememberedAnswers;
  extensionId: string;
}

/** *Rank Intermediate Tasks…*: from a dataset file, through a few questions, to a notebook that runs. */
export async function rankFile(clicked: unknown, services: RankCommandServices): Promise<void> {
  const file = clicked instanceof Uri ? clicked : (activeDataset() ?? (await pickDataset()));
  if (file === null) return;
  const { engine, inspections, models, remembered } = services;
  const name = basename(file.fsPath);
  const inspection = await window.withProgress(
    { location: ProgressLocation.Window, title: voice.say('Looking at {0}', name) },
    () => inspections.of(file.fsPath),
  );
  const { defaultModel, examples, seed } = readSettings();
  const model = remembered.lastModel ?? defaultModel;
  const { signal } = new AbortController();
  const given = await askAnswers(
    voice.say('Rank Intermediate Tasks: {0}', name),
    guess(inspection, { before: remembered.for(file), model, examples }),
    { inspection, models: models.list(), estimate: (of) => engine.estimateDownload({ model: of, signal }) },
  );
  if (given === null) return;
  await remembered.remember(file, given);
  const values = recipeValuesOf(given, { dataset: pathForRecipe(file), rows: inspection.rows }, seed);
  await openRecipeNotebook(values, services.extensionId);
}

/** The path of a file as a recipe in an untitled notebook names it: from the workspace folder, where it lies within. */
function pathForRecipe(file: Uri): string {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined) return file.fsPath;
  const path = relative(folder.uri.fsPath, file.fsPath);
  return path.startsWith('..') || isAbsolute(path) ? file.fsPath : path.split(sep).join('/');
}

/** The file in the active tab, where it is a dataset. */
function activeDataset(): Uri | null {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof TabInputText || input instanceof TabInputCustom ? input.uri : null;
  return uri !== null && datasetEndings.some((ending) => uri.path.toLowerCase().endsWith(`.${ending}`)) ? uri : null;
}

async function pickDataset(): Promise<Uri | null> {
  const [folder] = workspace.workspaceFolders ?? [];
  const picked = await window.showOpenDialog({
    title: voice.say('Choose a dataset file'),
    openLabel: voice.say('Rank'),
    filters: { [voice.say('Datasets')]: datasetFilter },
    ...(folder === undefined ? {} : { defaultUri: folder.uri }),
  });
  return picked?.[0] ?? null;
}
