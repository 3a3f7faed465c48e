import {
  l10n,
  NotebookCellData,
  NotebookCellKind,
  NotebookEdit,
  NotebookRange,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { taskRankingCell } from '../../ranking/task-ranking-cell.ts';

/** Inserts the Python cell that shows a `TaskRanking` below the active cell. Works in the browser too. */
export async function insertTaskRankingCell(): Promise<void> {
  const editor = window.activeNotebookEditor;
  if (editor === undefined) {
    void window.showInformationMessage(l10n.t('Open the Python notebook that has the ranking first.'));
    return;
  }
  const { notebook, selection } = editor;
  const place = Math.min(selection.end, notebook.cellCount);
  const edit = new WorkspaceEdit();
  const cell = new NotebookCellData(NotebookCellKind.Code, taskRankingCell.trimEnd(), 'python');
  edit.set(notebook.uri, [NotebookEdit.insertCells(place, [cell])]);
  if (!(await workspace.applyEdit(edit))) {
    void window.showErrorMessage(l10n.t('The notebook cannot be changed.'));
    return;
  }
  const inserted = new NotebookRange(place, place + 1);
  editor.selection = inserted;
  editor.revealRange(inserted);
}
