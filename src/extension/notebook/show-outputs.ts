import type { NotebookCellExecution, NotebookCellOutput } from 'vscode';

/**
 * Shows outputs instead of those that a cell has. Where one takes the place of another, VS Code keeps the other's name for it, by which the keyboard then does not
 * find it: so the cell is emptied before.
 */
export async function showOutputs(execution: NotebookCellExecution, outputs: NotebookCellOutput[]): Promise<void> {
  await execution.clearOutput();
  await execution.replaceOutput(outputs);
}
