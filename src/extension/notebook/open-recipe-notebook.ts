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
import { formatRecipe } from '../../recipe/format-recipe.ts';
import type { RecipeValues } from '../../recipe/recipe.ts';
import { editorVoice as voice } from '../voice.ts';
import { formatRecipeComments } from './recipe-comments.ts';
import { kernelId, notebookMetadata, notebookType, recipeLanguage } from './recipe-notebook.ts';

/** Opens an untitled notebook with a title and a recipe, selects this extension's kernel, and runs the recipe. */
export async function openRecipeNotebook(values: RecipeValues, extension: string): Promise<NotebookDocument> {
  const notebook = await workspace.openNotebookDocument(notebookType, notebookData(values));
  const recipe = new NotebookRange(1, 2);
  const notebookEditor = await window.showNotebookDocument(notebook, { selections: [recipe] });
  await commands.executeCommand('notebook.selectKernel', { notebookEditor, id: kernelId, extension });
  await commands.executeCommand('notebook.cell.execute', { ranges: [recipe], document: notebook.uri });
  return notebook;
}

function notebookData(values: RecipeValues): NotebookData {
  const title = voice.say('Intermediate tasks for {0}', values.dataset ?? '');
  const question = voice.say('Which public dataset should the base model be fine-tuned on first?');
  const recipe = formatRecipe(values, formatRecipeComments(values));
  const data = new NotebookData([
    new NotebookCellData(NotebookCellKind.Markup, `## ${title}\n\n${question}`, 'markdown'),
    new NotebookCellData(NotebookCellKind.Code, recipe, recipeLanguage),
  ]);
  data.metadata = { metadata: notebookMetadata };
  return data;
}
