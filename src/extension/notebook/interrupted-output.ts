import { NotebookCellOutput, NotebookCellOutputItem } from 'vscode';
import { editorVoice as voice } from '../voice.ts';

/** What a cell shows whose run was interrupted before there was a result: an empty one would not tell that it had been run. */
export function interruptedOutput(): NotebookCellOutput {
  const words = voice.say('Interrupted before there was a result. Run it again to go on: what was downloaded is kept.');
  return new NotebookCellOutput([
    NotebookCellOutputItem.text(`<p>${words}</p>`, 'text/html'),
    NotebookCellOutputItem.text(words, 'text/plain'),
  ]);
}
