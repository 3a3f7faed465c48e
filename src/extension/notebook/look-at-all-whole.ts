import { commands, type NotebookCell, Range, WorkspaceEdit, workspace } from 'vscode';
import { withLookAll } from '../../recipe/with-look-all.ts';

/** Sets `look: all` in the recipe of a cell, and runs it. */
export async function lookAtAllWhole(cell: NotebookCell): Promise<void> {
  const { document, notebook, index } = cell;
  const text = document.getText();
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(document.positionAt(0), document.positionAt(text.length)), withLookAll(text));
  if (!(await workspace.applyEdit(edit))) return;
  const ranges = [{ start: index, end: index + 1 }];
  await commands.executeCommand('notebook.cell.execute', { ranges, document: notebook.uri });
}
