import { join } from 'node:path';
import { type OpenDialogOptions, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import { datasetFilesBelow, datasetFilter, savedFoldersBelow } from '../recipe-language/dataset-files.ts';
import { editorVoice as voice } from '../voice.ts';
import { askChoice, type Choice } from './wizard.ts';

/** A file or folder, a place to look for one, or the Hub. */
type Value = Uri | 'file' | 'folder' | 'hub';

/** How a dataset is asked for. */
export interface DatasetQuestion {
  title: string;
  /** Of the search on the Hub. */
  hubTitle: string;
  /** Of further questions about one dataset. */
  titleOf: (name: string) => string;
  placeholder: string;
  /** What is done with it, as the button of a dialog for files says it. */
  openLabel: string;
}

/**
 * Asks where the dataset is: one of the workspace, another file or folder, or on the Hub.
 *
 * @returns `hub`: which one there is still to be asked; null: the person left
 */
export async function chooseDataset(question: DatasetQuestion): Promise<Uri | 'hub' | null> {
  const { title, placeholder, openLabel } = question;
  const answer = await askChoice<Value>(
    { title, step: 0, totalSteps: 0, canGoBack: false },
    {
      placeholder,
      choices: elsewhere(),
      loading: inWorkspace().then((choices) => [...choices, ...elsewhere()]),
    },
  );
  if (answer.kind !== 'next') return null;
  const { value } = answer;
  return value === 'file' || value === 'folder' ? browse(value, openLabel) : value;
}

function elsewhere(): Choice<Value>[] {
  return [
    { label: voice.say('$(file) A file elsewhere…'), value: 'file' },
    { label: voice.say('$(folder) A folder elsewhere…'), value: 'folder' },
    { label: voice.say('$(cloud) Dataset on the Hugging Face Hub…'), value: 'hub' },
  ];
}

/** The datasets of the workspace, with a line below them where there are some. */
async function inWorkspace(): Promise<(Choice<Value> | QuickPickItem)[]> {
  const choices: Choice<Value>[] = await workspaceDatasets();
  return choices.length === 0 ? [] : [...choices, { label: '', kind: QuickPickItemKind.Separator }];
}

/** The datasets of the workspace as choices: files, and folders that `save_to_disk` wrote. */
export async function workspaceDatasets(): Promise<Choice<Uri>[]> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined) return [];
  const root = folder.uri.fsPath;
  const [folders, files] = await Promise.all([savedFoldersBelow(root), datasetFilesBelow(root)]);
  const own = files.filter((file) => !folders.some((saved) => file.startsWith(`${saved}/`)));
  return [
    ...own.map((path) => ({ label: path, value: Uri.file(join(root, path)) })),
    ...folders.map((path) => ({
      label: path,
      description: voice.say('folder of save_to_disk'),
      value: Uri.file(join(root, path)),
    })),
  ];
}

async function browse(what: 'file' | 'folder', openLabel: string): Promise<Uri | null> {
  const [folder] = workspace.workspaceFolders ?? [];
  const only: OpenDialogOptions =
    what === 'file'
      ? { title: voice.say('Choose a dataset file'), filters: { [voice.say('Datasets')]: datasetFilter } }
      : { title: voice.say('Choose a dataset folder'), canSelectFiles: false, canSelectFolders: true };
  const picked = await window.showOpenDialog({
    ...only,
    openLabel,
    ...(folder === undefined ? {} : { defaultUri: folder.uri }),
  });
  return picked?.[0] ?? null;
}
