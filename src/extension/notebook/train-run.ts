import { NotebookCellOutput, NotebookCellOutputItem } from 'vscode';
import { toNotebookOutput } from '../../made-map/notebook-output.ts';
import type { TrainingReport } from '../../protocol/training-report.ts';
import { type CodedFact, factInWords } from '../../ranking/facts-in-words.ts';
import type { TrainRecipe } from '../../recipe/recipe.ts';
import { describeCodedFact } from '../../words/describe-coded-fact.ts';
import { describeProblem } from '../../words/describe-problem.ts';
import type { MadeMaps } from '../made-maps/made-maps.ts';
import { readSettings } from '../settings.ts';
import { editorVoice as voice } from '../voice.ts';
import { confirmDownload } from './confirm-download.ts';
import { datasetFolder } from './dataset-folder.ts';
import { interruptedOutput } from './interrupted-output.ts';
import { PacedUpdates } from './paced-updates.ts';
import { progressHtml, progressLine } from './progress-html.ts';
import { type Faultless, problemOf, type RunFacts, type Success } from './run-facts.ts';
import { showOutputs } from './show-outputs.ts';
import { StageStates } from './stage-states.ts';

/** Between two updates of a cell at least so long: an eye does not need more. */
const intervalMs = 250;

/** One run of a recipe that makes a map, shown in its cell: progress, then the report of the map. */
export class TrainRun {
  readonly #facts: RunFacts<Faultless<TrainRecipe>>;
  readonly #madeMaps: MadeMaps;
  readonly #stages = new StageStates();
  readonly #output = new NotebookCellOutput([]);
  readonly #updates: PacedUpdates;

  constructor(facts: RunFacts<Faultless<TrainRecipe>>, madeMaps: MadeMaps) {
    this.#facts = facts;
    this.#madeMaps = madeMaps;
    const show = async () => facts.execution.replaceOutputItems(this.#progressItems(), this.#output);
    this.#updates = new PacedUpdates(show, intervalMs);
  }

  async toEnd(): Promise<Success> {
    const { execution } = this.#facts;
    this.#output.items = this.#progressItems();
    await showOutputs(execution, [this.#output]);
    try {
      const report = await this.#train();
      await this.#updates.end();
      await execution.replaceOutputItems(reportItems(report), this.#output);
      await this.#madeMaps.remember(report.map);
      return true;
    } catch (error) {
      return this.#endWith(error);
    }
  }

  async #train(): Promise<TrainingReport> {
    const { engine, recipe, signal, execution, notify } = this.#facts;
    const { request } = recipe;
    const folder = await datasetFolder(execution.cell.notebook, request.dataset);
    return engine.train(
      // What computes is a matter of the machine, not of the recipe, which may be run on another one.
      { ...request, device: readSettings().device, ...(folder === null ? {} : { folder }) },
      {
        signal,
        onProgress: (progress) => {
          this.#stages.progress(progress, performance.now());
          notify(progressLine(this.#stages.begun(), performance.now(), voice));
          this.#updates.request();
        },
        confirmDownload,
      },
    );
  }

  /** An interruption leaves that it was one; a problem takes the place of the progress. */
  async #endWith(error: unknown): Promise<Success> {
    const { tell, log, execution, signal } = this.#facts;
    await this.#updates.end();
    if (signal.aborted) {
      await showOutputs(execution, [interruptedOutput()]);
      return null;
    }
    const problem = problemOf(error);
    log.problem(problem, describeProblem(problem, voice).message);
    await showOutputs(execution, await tell(problem));
    return false;
  }

  #progressItems(): NotebookCellOutputItem[] {
    return [NotebookCellOutputItem.text(progressHtml(this.#stages.begun(), performance.now(), voice), 'text/html')];
  }
}

/** A report in all the forms in which notebook readers may want it. */
function reportItems(report: TrainingReport): NotebookCellOutputItem[] {
  const describe = (fact: CodedFact) => describeCodedFact(fact, voice) ?? factInWords(fact);
  const forms = toNotebookOutput(report, { say: voice.say, describe });
  return Object.entries(forms).map(([mime, text]) => NotebookCellOutputItem.text(text, mime));
}
