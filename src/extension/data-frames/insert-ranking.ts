import {
  type NotebookCell,
  NotebookCellData,
  NotebookCellKind,
  NotebookCellOutput,
  NotebookEdit,
  type NotebookEditor,
  NotebookRange,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { pythonComment } from '../../fine-tuning/python-literal.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import { rankingItems } from '../notebook/cell-display.ts';
import { editorVoice as voice } from '../voice.ts';

/**
 * Puts a ranking below a cell: as the output of a new cell whose source is a comment that says what it is of. While it was made, cells may
 * have come and gone: at the end, where that one is no more.
 *
 * @param above the cell; undefined: at the end
 */
export async function insertRanking(
  editor: NotebookEditor,
  above: NotebookCell | undefined,
  name: string,
  ranking: RankingDocument,
): Promise<void> {
  const { notebook } = editor;
  const place = above !== undefined && above.index >= 0 ? above.index + 1 : notebook.cellCount;
  const { textColumns, labelColumn } = ranking.target;
  const title = voice.say('Intermediate tasks for {0}', name);
  const source = `# ${pythonComment(`${title}: ${textColumns.join(' + ')} → ${labelColumn}`)}`;
  const cell = new NotebookCellData(NotebookCellKind.Code, source, 'python');
  cell.outputs = [new NotebookCellOutput(rankingItems(ranking, undefined))];
  const edit = new WorkspaceEdit();
  edit.set(notebook.uri, [NotebookEdit.insertCells(place, [cell])]);
  if (!(await workspace.applyEdit(edit))) {
    void window.showErrorMessage(voice.say('The notebook cannot be changed.'));
    return;
  }
  editor.revealRange(new NotebookRange(place, place + 1));
}
