import { type NotebookCellExecution, ProgressLocation, window } from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import type { DrawPlots } from '../../ranking/export/saved-pictures.ts';
import { parseRecipe } from '../../recipe/parse-recipe.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import type { Log } from '../log.ts';
import type { MadeMaps } from '../made-maps/made-maps.ts';
import { editorVoice as voice } from '../voice.ts';
import { mistakesOutput } from './problem-output.ts';
import { RankRun } from './rank-run.ts';
import type { FaultlessRecipe, Success } from './run-facts.ts';
import { TrainRun } from './train-run.ts';

/** What running recipes needs. */
export interface RunServices {
  engine: Engine;
  log: Log;
  madeMaps: MadeMaps;
  /** Draws the plots of saved notebooks. */
  drawPlots: DrawPlots;
}

/** Runs the recipe of a cell and shows it there, from the first progress to the result or the problem. Never throws. */
export async function runRecipe(execution: NotebookCellExecution, services: RunServices): Promise<Success> {
  const text = execution.cell.document.getText();
  const parsed = parseRecipe(text);
  const recipe = faultless(parsed);
  if (recipe === null) {
    await execution.replaceOutput([mistakesOutput(parsed, text)]);
    return false;
  }
  const abort = new AbortController();
  execution.token.onCancellationRequested(() => abort.abort());
  const options = { location: ProgressLocation.Notification, title: titleOf(recipe), cancellable: true };
  return window.withProgress(options, (report, token) => {
    token.onCancellationRequested(() => abort.abort());
    const { engine, log, madeMaps, drawPlots } = services;
    const notify = (message: string) => report.report({ message });
    const facts = { execution, engine, log, text, signal: abort.signal, notify };
    return recipe.kind === 'rank'
      ? new RankRun({ ...facts, recipe }, drawPlots).toEnd()
      : new TrainRun({ ...facts, recipe }, madeMaps).toEnd();
  });
}

/** Null where there are mistakes. */
function faultless(recipe: Recipe): FaultlessRecipe | null {
  if (recipe.kind === 'rank') return recipe.request === null ? null : { ...recipe, request: recipe.request };
  return recipe.request === null ? null : { ...recipe, request: recipe.request };
}

function titleOf({ kind, request }: FaultlessRecipe): string {
  return kind === 'rank'
    ? voice.say('Ranking intermediate tasks for {0}', request.dataset)
    : voice.say('Making an Embedding Space Map of {0}', request.dataset);
}
