import {
  commands,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  type NotebookDocument,
  NotebookRange,
  window,
  workspace,
} from 'vscode';
import { kernelId, notebookMetadata, notebookType, recipeLanguage } from './recipe-notebook.ts';

/** What a notebook holds that was made by questions. */
export interface RecipeNotebook {
  title: string;
  /** What the recipe below answers. */
  question: string;
  recipe: string;
}

/** Opens an untitled notebook with a title and a recipe, selects this extension's kernel, and runs the recipe. */
export async function openRecipeNotebook(made: RecipeNotebook, extension: string): Promise<NotebookDocument> {
  const notebook = await workspace.openNotebookDocument(notebookType, notebookData(made));
  const recipe = new NotebookRange(1, 2);
  const notebookEditor = await window.showNotebookDocument(notebook, { selections: [recipe] });
  await commands.executeCommand('notebook.selectKernel', { notebookEditor, id: kernelId, extension });
  await commands.executeCommand('notebook.cell.execute', { ranges: [recipe], document: notebook.uri });
  return notebook;
}

function notebookData({ title, question, recipe }: RecipeNotebook): NotebookData {
  const data = new NotebookData([
    new NotebookCellData(NotebookCellKind.Markup, `## ${title}\n\n${question}`, 'markdown'),
    new NotebookCellData(NotebookCellKind.Code, recipe, recipeLanguage),
  ]);
  data.metadata = { metadata: notebookMetadata };
  return data;
}
