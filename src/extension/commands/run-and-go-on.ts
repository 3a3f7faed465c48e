import { commands, window } from 'vscode';

/**
 * Shift+Enter in a notebook of this extension: runs the cell and selects the next one. Below the last one VS Code would add an empty
 * cell and scroll to it, away from the ranking that the run is about to show.
 */
export async function runAndGoOn(): Promise<void> {
  const editor = window.activeNotebookEditor;
  if (editor === undefined) return;
  const isLast = editor.selection.end >= editor.notebook.cellCount;
  await commands.executeCommand(isLast ? 'notebook.cell.execute' : 'notebook.cell.executeAndSelectBelow');
}
