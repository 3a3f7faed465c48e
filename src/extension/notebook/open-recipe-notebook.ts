import {
  commands,
  NotebookCellData,
  NotebookCellKind,
  type NotebookDocument,
  NotebookEdit,
  NotebookRange,
  type Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { kernelId, notebookMetadata, recipeLanguage } from './recipe-notebook.ts';
import { untitledNotebook } from './untitled-notebook.ts';

/** What a notebook holds that was made by questions. */
export interface RecipeNotebook {
  /** What the name is made of that saving proposes, see {@link untitledNotebook}. */
  name: { subject: string; kind: string };
  title: string;
  /** What the recipe below answers. */
  question: string;
  recipe: string;
}

/** Opens an untitled notebook with a title and a recipe, selects this extension's kernel, and runs the recipe. */
export async function openRecipeNotebook(made: RecipeNotebook, extension: string): Promise<NotebookDocument> {
  const notebook = await openFilled(await untitledNotebook(made.name.subject, made.name.kind), made);
  const recipe = new NotebookRange(1, 2);
  const notebookEditor = await window.showNotebookDocument(notebook, { selections: [recipe] });
  await commands.executeCommand('notebook.selectKernel', { notebookEditor, id: kernelId, extension });
  await commands.executeCommand('notebook.cell.execute', { ranges: [recipe], document: notebook.uri });
  return notebook;
}

/** An unsaved notebook has a name of its own only where it is opened empty. */
async function openFilled(uri: Uri, { title, question, recipe }: RecipeNotebook): Promise<NotebookDocument> {
  const notebook = await workspace.openNotebookDocument(uri);
  const edit = new WorkspaceEdit();
  edit.set(uri, [
    NotebookEdit.updateNotebookMetadata({ metadata: notebookMetadata }),
    NotebookEdit.replaceCells(new NotebookRange(0, notebook.cellCount), [
      new NotebookCellData(NotebookCellKind.Markup, `## ${title}\n\n${question}`, 'markdown'),
      new NotebookCellData(NotebookCellKind.Code, recipe, recipeLanguage),
    ]),
  ]);
  await workspace.applyEdit(edit);
  return notebook;
}
