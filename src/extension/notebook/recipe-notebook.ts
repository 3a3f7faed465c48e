import {
  commands,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  type NotebookDocument,
  window,
  workspace,
} from 'vscode';
import { z } from 'zod';
import type { RecipeKey } from '../../protocol/recipe-key.ts';
import { formatRecipe } from '../../recipe/format-recipe.ts';
import type { RecipeValues } from '../../recipe/recipe.ts';
import { editorVoice as voice } from '../voice.ts';

/** The type of .ipynb notebooks. */
export const notebookType = 'jupyter-notebook';

/** Language of the cells that hold recipes. */
export const recipeLanguage = 'yaml';

/** Id of the kernel within this extension. */
export const controllerId = 'intermediate-task-ranking';

/** What a saved notebook says about its kernel, in the words of the .ipynb format. */
const notebookMetadata = {
  kernelspec: { name: controllerId, display_name: 'Intermediate Task Ranking', language: recipeLanguage },
  language_info: { name: recipeLanguage },
};

const savedMetadata = z.object({ metadata: z.object({ kernelspec: z.object({ name: z.literal(controllerId) }) }) });

/** Whether a notebook was made for this extension's kernel. */
export function isRecipeNotebook(notebook: Pick<NotebookDocument, 'notebookType' | 'metadata'>): boolean {
  return notebook.notebookType === notebookType && savedMetadata.safeParse(notebook.metadata).success;
}

/** Opens an untitled notebook with a title and a recipe, selects this extension's kernel, and runs the recipe. */
export async function openRecipeNotebook(
  values: RecipeValues,
  options: { extensionId: string; comments: Partial<Record<RecipeKey | 'rank', string>> },
): Promise<NotebookDocument> {
  const title = voice.say('# Intermediate tasks for {0}', values.dataset ?? '');
  const question = voice.say(
    'Which public dataset should the base model be fine-tuned on first? Run the recipe again after changing it.',
  );
  const data = new NotebookData([
    new NotebookCellData(NotebookCellKind.Markup, `${title}\n\n${question}`, 'markdown'),
    new NotebookCellData(NotebookCellKind.Code, formatRecipe(values, options.comments), recipeLanguage),
  ]);
  data.metadata = { metadata: notebookMetadata };
  const notebook = await workspace.openNotebookDocument(notebookType, data);
  const editor = await window.showNotebookDocument(notebook);
  await commands.executeCommand('notebook.selectKernel', {
    notebookEditor: editor,
    id: controllerId,
    extension: options.extensionId,
  });
  await commands.executeCommand('notebook.cell.execute', { ranges: [{ start: 1, end: 2 }], document: notebook.uri });
  return notebook;
}
