import { type NotebookCellExecution, ProgressLocation, window } from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import { parseRecipe } from '../../recipe/parse-recipe.ts';
import type { Mistake, RankRecipe, Recipe } from '../../recipe/recipe.ts';
import type { Log } from '../log.ts';
import { editorVoice as voice } from '../voice.ts';
import { mistakesOutput } from './problem-output.ts';
import { RankRun } from './rank-run.ts';
import type { Faultless, Success } from './run-facts.ts';

/** Runs the recipe of a cell and shows it there, from the first progress to the ranking or the problem. Never throws. */
export async function runRecipe(execution: NotebookCellExecution, engine: Engine, log: Log): Promise<Success> {
  const text = execution.cell.document.getText();
  const parsed = parseRecipe(text);
  const recipe = faultless(parsed);
  if (recipe === null) {
    await execution.replaceOutput([mistakesOutput({ ...parsed, mistakes: mistakesOf(parsed) }, text)]);
    return false;
  }
  const abort = new AbortController();
  execution.token.onCancellationRequested(() => abort.abort());
  const title = voice.say('Ranking intermediate tasks for {0}', recipe.request.dataset);
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (report, token) => {
    token.onCancellationRequested(() => abort.abort());
    const notify = (message: string) => report.report({ message });
    return new RankRun({ execution, engine, log, text, signal: abort.signal, notify, recipe }).toEnd();
  });
}

/** Null where there are mistakes, and where the recipe makes a map, which the command line does. */
function faultless(recipe: Recipe): Faultless<RankRecipe> | null {
  return recipe.kind === 'train' || recipe.request === null ? null : { ...recipe, request: recipe.request };
}

function mistakesOf({ kind, head, mistakes }: Recipe): Mistake[] {
  if (kind === 'rank' || mistakes.length > 0) return mistakes;
  return [{ problem: { area: 'recipe', code: 'recipe-other-kind', found: kind }, range: head }];
}
