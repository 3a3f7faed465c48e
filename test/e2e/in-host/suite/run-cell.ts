import { commands, type NotebookCell, type NotebookDocument, NotebookRange, window } from 'vscode';
import { waitUntil } from '../../pages/wait-until.ts';
import { extensionId } from './the-extension.ts';

const kernel = 'intermediate-task-ranking';

/** Shows a notebook, chooses the kernel of the extension, runs one cell, and waits for its end. @returns whether it succeeded */
export async function runCell(notebook: NotebookDocument, index: number): Promise<boolean> {
  const notebookEditor = await window.showNotebookDocument(notebook);
  await commands.executeCommand('notebook.selectKernel', { notebookEditor, id: kernel, extension: extensionId });
  const ranges = [new NotebookRange(index, index + 1)];
  await commands.executeCommand('notebook.cell.execute', { ranges, document: notebook.uri });
  // `success` comes with the end of the execution.
  const ended = await waitUntil('the end of the cell', () => {
    const success = notebook.cellAt(index).executionSummary?.success;
    return success !== undefined && { success };
  });
  return ended.success;
}

/** The content of a cell's only output, by mime type. */
export function outputOf({ outputs }: NotebookCell): Record<string, string> {
  if (outputs.length !== 1) throw new Error(`${outputs.length} outputs`);
  const items = outputs.flatMap((output) => output.items);
  return Object.fromEntries(items.map(({ mime, data }) => [mime, new TextDecoder().decode(data)]));
}
