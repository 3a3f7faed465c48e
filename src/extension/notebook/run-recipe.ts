import type { NotebookCellExecution, TextDocument } from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import type { Problem } from '../../protocol/problem.ts';
import type { DrawPlots } from '../../ranking/export/saved-pictures.ts';
import { missingMaps } from '../../recipe/missing-maps.ts';
import { parseRecipe } from '../../recipe/parse-recipe.ts';
import { placeProblem } from '../../recipe/place-problem.ts';
import type { Mistake, Recipe } from '../../recipe/recipe.ts';
import type { Log } from '../log.ts';
import type { MadeMaps } from '../made-maps/made-maps.ts';
import { editorVoice as voice } from '../voice.ts';
import { datasetFolder } from './dataset-folder.ts';
import { HiddenProgress } from './hidden-progress.ts';
import { type LinkFolders, linkFolders } from './places-output.ts';
import { mistakesOutputs, problemOutputs } from './problem-output.ts';
import { RankRun } from './rank-run.ts';
import type { FaultlessRecipe, Success } from './run-facts.ts';
import { showOutputs } from './show-outputs.ts';
import { TrainRun } from './train-run.ts';

/** What running recipes needs. */
export interface RunServices {
  engine: Engine;
  log: Log;
  madeMaps: MadeMaps;
  /** Draws the plots of saved notebooks. */
  drawPlots: DrawPlots;
  /** Marks what a run has found in its recipe. */
  marks: { add(document: TextDocument, mistake: Mistake): void; clear(document: TextDocument): void };
}

/** Runs the recipe of a cell and shows it there, from the first progress to the result or the problem. Never throws. */
export async function runRecipe(execution: NotebookCellExecution, services: RunServices): Promise<Success> {
  const { notebook, document } = execution.cell;
  const text = document.getText();
  const parsed = parseRecipe(text);
  const placed = async () => ({
    recipe: parsed,
    text,
    run: execution.executionOrder,
    folders: await foldersOf(execution, parsed),
  });
  const recipe = faultless(parsed);
  if (recipe === null) {
    await showOutputs(execution, mistakesOutputs(await placed()));
    return false;
  }
  services.marks.clear(document);
  const abort = new AbortController();
  execution.token.onCancellationRequested(() => abort.abort());
  const { engine, log, madeMaps, drawPlots, marks } = services;
  const progress = new HiddenProgress(notebook, titleOf(recipe), () => abort.abort());
  const mark = (mistakes: readonly Mistake[]) => {
    for (const mistake of document.getText() === text ? mistakes : []) marks.add(document, mistake);
  };
  const tell = async (problem: Problem) => {
    mark(mistakesOf(problem, parsed));
    return problemOutputs(problem, await placed());
  };
  const notify = (message: string) => progress.report(message);
  const facts = { execution, engine, log, signal: abort.signal, notify, mark, tell };
  try {
    return await (recipe.kind === 'rank'
      ? new RankRun({ ...facts, recipe }, drawPlots).toEnd()
      : new TrainRun({ ...facts, recipe }, madeMaps).toEnd());
  } finally {
    progress.dispose();
  }
}

/** What a problem of the run says of the recipe: where no map could be used, of each that it names. */
function mistakesOf(problem: Problem, recipe: Recipe): Mistake[] {
  const maps = problem.code === 'run-nothing-to-rank' ? missingMaps(problem.firstMaps ?? [], recipe) : [];
  const range = placeProblem(problem, recipe);
  return maps.length > 0 || range === null || !isOfRecipe(problem) ? maps : [{ problem, range }];
}

/** Whether another recipe would help: where the Hub or the engine does not answer, nothing in it is wrong. */
function isOfRecipe(problem: Problem): boolean {
  if (problem.area === 'hub') return /^hub-(repository-not-found|dataset-)/.test(problem.code);
  return problem.area !== 'engine';
}

async function foldersOf({ cell }: NotebookCellExecution, { values }: Recipe): Promise<LinkFolders | null> {
  return linkFolders(cell.notebook, await datasetFolder(cell.notebook, values.dataset ?? ''));
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
