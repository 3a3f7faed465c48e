import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type NotebookCell, Uri, window, workspace } from 'vscode';
import { type FineTunedModel, readFineTuningCell } from '../../fine-tuning/read-fine-tuning-cell.ts';
import { isDatasetAddress } from '../../protocol/hub-address.ts';
import { candidateFolders } from '../notebook/dataset-folder.ts';
import { type ChosenDataset, pathForRecipe } from '../rank-command/chosen-dataset.ts';
import { editorVoice as voice } from '../voice.ts';
import type { KnownOfMap } from './map-answers.ts';
import { type TunedModel, tunedIn } from './pick-tuned-model.ts';

/** What a cell that fine-tuned says, and the folder that its paths start from. */
export interface FineTuned {
  made: FineTunedModel;
  folder: string;
}

/** What the cell says that a command was started from; null where it was started otherwise, or from another cell. */
export function fineTunedBy(clicked: unknown): FineTuned | null {
  const cell = openCells().find((each) => each === clicked);
  const made = cell === undefined ? null : readFineTuningCell(cell.document.getText());
  if (cell === undefined || made === null) return null;
  // A Python kernel runs in the folder of its notebook.
  const [folder = '.'] = candidateFolders(cell.notebook.uri);
  return { made, folder };
}

function openCells(): NotebookCell[] {
  return workspace.notebookDocuments.flatMap((notebook) => notebook.getCells());
}

/** What a map of the model is made from that a cell saved; null where the cell has saved none yet, which is said. */
export async function startOfCell({ made, folder }: FineTuned): Promise<{
  model: TunedModel;
  chosen: ChosenDataset;
  known: KnownOfMap;
} | null> {
  const saved = resolve(folder, made.savedTo);
  if (!(await stat(saved).catch(() => null))?.isDirectory()) {
    void window.showInformationMessage(voice.say('There is no folder {0} yet: run the cell first.', made.savedTo));
    return null;
  }
  return {
    model: tunedIn(saved),
    chosen: chosenBy(made, folder),
    known: { base: made.base, text: made.text, label: made.label },
  };
}

function chosenBy({ dataset, config, split, encoding, sheet }: FineTunedModel, folder: string): ChosenDataset {
  const part = { config, split, encoding, sheet };
  if (isDatasetAddress(dataset)) {
    return { name: dataset, key: dataset, dataset, inspected: { file: dataset, ...part } };
  }
  const file = Uri.file(resolve(folder, dataset));
  return {
    name: basename(dataset),
    key: file.toString(),
    dataset: pathForRecipe(file),
    inspected: { file: file.fsPath, ...part },
  };
}
