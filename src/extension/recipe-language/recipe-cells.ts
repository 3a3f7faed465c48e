import { type DocumentSelector, type NotebookDocument, type TextDocument, workspace } from 'vscode';
import { candidateFolders } from '../notebook/dataset-folder.ts';
import { notebookType, recipeLanguage } from '../notebook/recipe-notebook.ts';

/** Cells that may hold a recipe. */
export const recipeCells: DocumentSelector = { notebookType, language: recipeLanguage };

/** Whether a document is a cell that holds a recipe, or nothing yet. Other YAML in notebooks is none of our business. */
export function isRecipeCell(document: TextDocument): boolean {
  if (document.languageId !== recipeLanguage || notebookOf(document) === undefined) return false;
  const text = document.getText();
  return /^(?:rank|train)\s*:/m.test(text) || text.trim() === '';
}

/** The notebook that a cell belongs to; undefined for any other document. */
export function notebookOf(document: TextDocument): NotebookDocument | undefined {
  return workspace.notebookDocuments.find(
    (notebook) =>
      notebook.notebookType === notebookType && notebook.getCells().some((cell) => cell.document === document),
  );
}

/** Folders that the paths of a recipe in this cell may start from. */
export function foldersOf(document: TextDocument): string[] {
  const notebook = notebookOf(document);
  return notebook === undefined ? [] : candidateFolders(notebook.uri);
}
