import type { NotebookDocument } from 'vscode';

/** The type of .ipynb notebooks. */
export const notebookType = 'jupyter-notebook';

/** Language of the cells that hold recipes. */
export const recipeLanguage = 'yaml';

/** Id of the kernel within this extension, and its name in saved notebooks. */
export const kernelId = 'intermediate-task-ranking';

/** What a saved notebook says about its kernel, in the words of the .ipynb format. */
export const notebookMetadata = {
  kernelspec: { name: kernelId, display_name: 'Intermediate Task Ranking', language: recipeLanguage },
  language_info: { name: recipeLanguage },
};

/** Whether a notebook was made for this extension's kernel. */
export function isRecipeNotebook(notebook: Pick<NotebookDocument, 'notebookType' | 'metadata'>): boolean {
  if (notebook.notebookType !== notebookType) return false;
  // Whatever stands in the file: only the one path that leads to the name is looked at.
  const kernelspec = valueAt(valueAt(notebook.metadata, 'metadata'), 'kernelspec');
  return valueAt(kernelspec, 'name') === kernelId;
}

function valueAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}
