import { RankCancelled } from '../../engine/between-stages/rank-cancelled.ts';
import type { RankRequest } from '../../protocol/rank-request.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import type { DrawPlots } from '../../ranking/export/saved-pictures.ts';
import { missingMaps } from '../../recipe/missing-maps.ts';
import type { RankRecipe } from '../../recipe/recipe.ts';
import { describeProblem } from '../../words/describe-problem.ts';
import { readSettings } from '../settings.ts';
import { editorVoice as voice } from '../voice.ts';
import { CellDisplay } from './cell-display.ts';
import { confirmDownload } from './confirm-download.ts';
import { candidateFolders, datasetFolder } from './dataset-folder.ts';
import { withMeasuredBeside } from './measured-beside.ts';
import { pictureDrawer } from './picture-drawer.ts';
import { progressLine } from './progress-html.ts';
import { type Faultless, problemOf, type RunFacts, type Success } from './run-facts.ts';
import { RunState } from './run-state.ts';

/** One run of a recipe that ranks, shown in its cell. */
export class RankRun {
  readonly #facts: RunFacts<Faultless<RankRecipe>>;
  readonly #state = new RunState(performance.now());
  readonly #display: CellDisplay;

  constructor(facts: RunFacts<Faultless<RankRecipe>>, draw: DrawPlots) {
    this.#facts = facts;
    const { execution, recipe, log } = facts;
    this.#display = new CellDisplay(execution, this.#state, recipe.values.top, pictureDrawer(draw, log));
  }

  async toEnd(): Promise<Success> {
    await this.#display.start();
    try {
      const document = await this.#withMeasured(await this.#rank());
      await this.#display.end(document);
      this.#facts.mark(missingMaps(document.skipped, this.#facts.recipe));
      return true;
    } catch (error) {
      return this.#endWith(error);
    }
  }

  async #rank() {
    const { engine, recipe, signal, execution, notify } = this.#facts;
    const { request } = recipe;
    const folder = await datasetFolder(execution.cell.notebook, request.dataset);
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
        confirmDownload: async (plan) =>
          (isBounded(request) && plan.dataset === undefined) || (await confirmDownload(plan)),
      },
    );
  }

  /** A fine-tuning cell leaves its file in the folder of the notebook. */
  #withMeasured(document: RankingDocument): Promise<RankingDocument> {
    return withMeasuredBeside(document, candidateFolders(this.#facts.execution.cell.notebook.uri).slice(0, 1));
  }

  /** What was ranked before an interruption stays; a problem takes the place of everything else. */
  async #endWith(error: unknown): Promise<Success> {
    const { tell, log } = this.#facts;
    if (error instanceof RankCancelled || this.#facts.signal.aborted) {
      const partial = error instanceof RankCancelled ? error.partial : this.#state.document(performance.now());
      const kept = partial !== null && partial.tasks.length > 0 ? { ...partial, interrupted: true } : null;
      await this.#display.end(kept && (await this.#withMeasured(kept)));
      return null;
    }
    const problem = problemOf(error);
    log.problem(problem, describeProblem(problem, voice).message);
    await this.#display.endWith(await tell(problem));
    return false;
  }
}

/** Whether a request says how many maps it is about: maps with a + only add to all that there are. */
export function isBounded({ maxEsms, esms }: RankRequest): boolean {
  return maxEsms !== undefined || esms?.every((name) => !name.startsWith('+')) === true;
}
