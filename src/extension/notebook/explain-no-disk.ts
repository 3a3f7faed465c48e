import { type NotebookCellExecution, NotebookCellOutput, NotebookCellOutputItem, window } from 'vscode';
import { editorVoice as voice } from '../voice.ts';

/** Says in a recipe cell that was run why it cannot be; where the cell shows a ranking already, that stays. */
export async function explainNoDisk(execution: NotebookCellExecution): Promise<boolean> {
  const message = voice.say(
    'Ranking needs files on a disk, which this workspace does not have. Open the folder on your computer, over Remote-SSH, in a container or in a codespace.',
  );
  if (execution.cell.outputs.length > 0) void window.showWarningMessage(message, { modal: true });
  else {
    const error = { name: voice.say('Not ranked'), message, stack: '' };
    await execution.replaceOutput([new NotebookCellOutput([NotebookCellOutputItem.error(error)])]);
  }
  return false;
}
