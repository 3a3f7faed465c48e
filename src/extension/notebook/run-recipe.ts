import { type NotebookCellExecution, ProgressLocation, window } from 'vscode';
import { RankCancelled } from '../../engine/between-stages/rank-cancelled.ts';
import type { Engine } from '../../engine/engine.ts';
import { type Problem, ProblemError } from '../../protocol/problem.ts';
import { parseRecipe } from '../../recipe/parse-recipe.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { describeProblem } from '../../words/describe-problem.ts';
import type { Log } from '../log.ts';
import { readSettings } from '../settings.ts';
import { editorVoice as voice } from '../voice.ts';
import { CellDisplay } from './cell-display.ts';
import { confirmDownload } from './confirm-download.ts';
import { datasetFolder } from './dataset-folder.ts';
import { mistakesOutput, problemOutput } from './problem-output.ts';
import { progressLine } from './progress-html.ts';
import { RunState } from './run-state.ts';

/** How a run of a cell ended; null: it was interrupted. */
export type Success = boolean | null;

/** Runs the recipe of a cell and shows it there, from the first progress to the ranking or the problem. Never throws. */
export async function runRecipe(execution: NotebookCellExecution, engine: Engine, log: Log): Promise<Success> {
  const text = execution.cell.document.getText();
  const recipe = parseRecipe(text);
  if (recipe.request === null) {
    await execution.replaceOutput([mistakesOutput(recipe, text)]);
    return false;
  }
  const abort = new AbortController();
  execution.token.onCancellationRequested(() => abort.abort());
  const title = voice.say('Ranking intermediate tasks for {0}', recipe.request.dataset);
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (report, token) => {
    token.onCancellationRequested(() => abort.abort());
    const run = new RecipeRun({ execution, engine, log, recipe, text, signal: abort.signal });
    return run.toEnd((message) => report.report({ message }));
  });
}

interface RunFacts {
  execution: NotebookCellExecution;
  engine: Engine;
  log: Log;
  recipe: Recipe;
  text: string;
  signal: AbortSignal;
}

class RecipeRun {
  readonly #facts: RunFacts;
  readonly #state = new RunState(performance.now());
  readonly #display: CellDisplay;

  constructor(facts: RunFacts) {
    this.#facts = facts;
    this.#display = new CellDisplay(facts.execution, this.#state, facts.recipe.values.top);
  }

  async toEnd(notify: (message: string) => void): Promise<Success> {
    await this.#display.start();
    try {
      const document = await this.#rank(notify);
      await this.#display.end(document);
      return true;
    } catch (error) {
      return this.#endWith(error);
    }
  }

  async #rank(notify: (message: string) => void) {
    const { engine, recipe, signal, execution } = this.#facts;
    const { request } = recipe;
    if (request === null) throw new Error('a recipe with mistakes is not run');
    const folder = await datasetFolder(execution.cell.notebook, request.dataset);
    const isBounded = request.maxEsms !== undefined || request.esms !== undefined;
    return engine.rank(
      // What computes is a matter of the machine, not of the recipe, which may be run on another one.
      { ...request, device: readSettings().device, ...(folder === null ? {} : { folder }) },
      {
        signal,
        onProgress: (progress) => {
          this.#state.progress(progress, performance.now());
          notify(progressLine(this.#state.stages(), performance.now(), voice));
          this.#display.update();
        },
        onResult: (event) => {
          this.#state.event(event);
          this.#display.update();
        },
        // A number of maps in the recipe is consent to download them.
        confirmDownload: async (plan) => (isBounded && plan.dataset === undefined) || (await confirmDownload(plan)),
      },
    );
  }

  /** What was ranked before an interruption stays; a problem takes the place of everything else. */
  async #endWith(error: unknown): Promise<Success> {
    const { recipe, text, log } = this.#facts;
    if (error instanceof RankCancelled || this.#facts.signal.aborted) {
      const partial = error instanceof RankCancelled ? error.partial : this.#state.document(performance.now());
      await this.#display.end(partial !== null && partial.tasks.length > 0 ? partial : null);
      return null;
    }
    const problem = problemOf(error);
    log.problem(problem, describeProblem(problem, voice).message);
    await this.#display.endWith(problemOutput(problem, recipe, text));
    return false;
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { area: 'engine', code: 'engine-defect', reason };
}
