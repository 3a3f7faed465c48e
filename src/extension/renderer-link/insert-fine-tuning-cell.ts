import {
  NotebookCellData,
  NotebookCellKind,
  NotebookEdit,
  type NotebookEditor,
  NotebookRange,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import { fineTuningCell } from '../../fine-tuning/fine-tuning-cell.ts';
import type { MessageFromRenderer } from '../../ranking/renderer-messages.ts';
import { editorVoice as voice } from '../voice.ts';
import { placeBelowRanking } from './place-below-ranking.ts';

/** Inserts a Python cell that measures what the tasks give, below the cell that shows the ranking. */
export async function insertFineTuningCell(
  { target, model, task, beside, warnings }: Extract<MessageFromRenderer, { type: 'insert-fine-tuning-cell' }>,
  editor: NotebookEditor,
): Promise<string> {
  const { notebook, selection } = editor;
  const place = placeBelowRanking(notebook.getCells(), target, selection);
  const source = fineTuningCell({ target, model, tasks: [task, ...beside], warnings });
  const cell = new NotebookCellData(NotebookCellKind.Code, source, 'python');
  const edit = new WorkspaceEdit();
  edit.set(notebook.uri, [NotebookEdit.insertCells(place, [cell])]);
  if (!(await workspace.applyEdit(edit))) throw new Error(voice.say('The notebook cannot be changed.'));
  editor.revealRange(new NotebookRange(place, place + 1));
  return voice.say('Inserted below. Run it with a Python kernel.');
}
