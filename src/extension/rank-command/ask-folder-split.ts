import { Uri, workspace } from 'vscode';
import * as z from 'zod';
import { editorVoice as voice } from '../voice.ts';
import { askChoice, next, type StepResult } from './wizard.ts';

const splitsFile = z.object({ splits: z.array(z.string()).min(1) });

/**
 * Asks for the split of a folder that `DatasetDict.save_to_disk` wrote, where it has several. Undefined: nothing is to choose, or the
 * folder is no such one; what is wrong with it then is told by the engine.
 */
export async function askFolderSplit(title: string, folder: Uri): Promise<StepResult<string | undefined>> {
  const splits = await splitsOf(folder);
  if (splits.length < 2) return next(undefined);
  return askChoice<string | undefined>(
    { title, step: 0, totalSteps: 0, canGoBack: false },
    {
      placeholder: voice.say('Which split of {0} holds your labelled texts?', folder.path.split('/').at(-1) ?? ''),
      choices: splits.map((split) => ({ label: split, value: split })),
      active: (split) => split === 'train',
    },
  );
}

async function splitsOf(folder: Uri): Promise<string[]> {
  try {
    const bytes = await workspace.fs.readFile(Uri.joinPath(folder, 'dataset_dict.json'));
    return splitsFile.parse(JSON.parse(new TextDecoder().decode(bytes))).splits;
  } catch {
    return [];
  }
}
