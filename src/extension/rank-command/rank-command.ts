import { basename, isAbsolute, relative, sep } from 'node:path';
import { TabInputCustom, TabInputText, Uri, window, workspace } from 'vscode';
import { rankHubDataset } from '../hub-datasets/rank-hub-dataset.ts';
import { datasetEndings } from '../recipe-language/dataset-files.ts';
import { editorVoice as voice } from '../voice.ts';
import { askFolderSplit } from './ask-folder-split.ts';
import { chooseDataset } from './choose-dataset.ts';
import { type RankServices, rankDataset } from './rank-dataset.ts';

/** *Rank Intermediate Tasks…*: from a dataset file, a folder or the Hub, through a few questions, to a notebook that runs. */
export async function rankFile(clicked: unknown, services: RankServices): Promise<void> {
  const file = clicked instanceof Uri ? clicked : (activeDataset() ?? (await chooseDataset()));
  if (file === null) return;
  if (file === 'hub') return rankHubDataset(services);
  const name = basename(file.fsPath);
  const answer = await askFolderSplit(voice.say('Rank Intermediate Tasks: {0}', name), file);
  if (answer.kind !== 'next') return;
  const split = answer.value;
  const key = split === undefined ? file.toString() : JSON.stringify([file.toString(), split]);
  await rankDataset({ name, key, dataset: pathForRecipe(file), inspected: { file: file.fsPath, split } }, services);
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
