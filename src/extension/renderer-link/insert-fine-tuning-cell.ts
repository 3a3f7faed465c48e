import {
  NotebookCellData,
  NotebookCellKind,
  NotebookEdit,
  type NotebookEditor,
  NotebookRange,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import type { MessageFromRenderer } from '../../ranking/renderer-messages.ts';
import { editorVoice as voice } from '../voice.ts';
import { fineTuningCode } from './fine-tuning-code.ts';

/** Inserts a Python cell that fine-tunes on the task first, below the cell that is selected. */
export async function insertFineTuningCell(
  { target, model, task }: Extract<MessageFromRenderer, { type: 'insert-fine-tuning-cell' }>,
  editor: NotebookEditor,
): Promise<string> {
  const { notebook, selection } = editor;
  const place = Math.min(selection.end, notebook.cellCount);
  const cell = new NotebookCellData(NotebookCellKind.Code, fineTuningCode({ target, model, task }), 'python');
  const edit = new WorkspaceEdit();
  edit.set(notebook.uri, [NotebookEdit.insertCells(place, [cell])]);
  if (!(await workspace.applyEdit(edit))) throw new Error(voice.say('The notebook cannot be changed.'));
  editor.revealRange(new NotebookRange(place, place + 1));
  return voice.say('Inserted below. Run it with a Python kernel.');
}
