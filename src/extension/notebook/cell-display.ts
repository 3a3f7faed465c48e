import { type NotebookCellExecution, NotebookCellOutput, NotebookCellOutputItem } from 'vscode';
import type { RankingDocument } from '../../ranking/document.ts';
import type { SavedPicture } from '../../ranking/export/html.ts';
import { toNotebookOutput } from '../../ranking/export/notebook-output.ts';
import { type CodedFact, factInWords } from '../../ranking/facts-in-words.ts';
import { describeCodedFact } from '../../words/describe-coded-fact.ts';
import { editorVoice as voice } from '../voice.ts';
import { interruptedOutput } from './interrupted-output.ts';
import { PacedUpdates } from './paced-updates.ts';
import type { DrawPictures } from './picture-drawer.ts';
import { progressHtml } from './progress-html.ts';
import type { RunState } from './run-state.ts';
import { showOutputs } from './show-outputs.ts';

/** Between two updates of a cell at least so long: an eye does not need more, and each costs a redraw of the table. */
const intervalMs = 250;

/**
 * Shows one run in its cell: the progress at first, then the ranking so far, at the end the final ranking. All in one output, whose
 * content is replaced: what a person has typed or scrolled in the table stays, and VS Code loses outputs that are taken out of a
 * cell and put in again.
 */
export class CellDisplay {
  readonly #execution: NotebookCellExecution;
  readonly #state: RunState;
  readonly #top: number | undefined;
  readonly #draw: DrawPictures;
  readonly #updates: PacedUpdates;
  readonly #output = new NotebookCellOutput([]);

  /**
   * @param top rows of the fallbacks; undefined: their default
   * @param draw the plots of the saved notebook; none where they cannot be drawn
   */
  constructor(execution: NotebookCellExecution, state: RunState, top: number | undefined, draw: DrawPictures) {
    this.#execution = execution;
    this.#state = state;
    this.#top = top;
    this.#draw = draw;
    this.#updates = new PacedUpdates(() => this.#show(), intervalMs);
  }

  async start(): Promise<void> {
    this.#output.items = this.#progressItems();
    await showOutputs(this.#execution, [this.#output]);
  }

  /** The state has changed. */
  update(): void {
    this.#updates.request();
  }

  /** Leaves the ranking; where there is none, that the run was interrupted. */
  async end(document: RankingDocument | null): Promise<void> {
    await this.#updates.end();
    if (document === null) return showOutputs(this.#execution, [interruptedOutput()]);
    // The notebook must be right also where it is saved before the pictures are drawn, and where they cannot be.
    await this.#execution.replaceOutputItems(rankingItems(document, this.#top), this.#output);
    const pictures = await this.#draw(document);
    if (pictures.length === 0) return;
    await this.#execution.replaceOutputItems(rankingItems(document, this.#top, pictures), this.#output);
  }

  /** Leaves other outputs in the place of everything that was shown. */
  async endWith(outputs: NotebookCellOutput[]): Promise<void> {
    await this.#updates.end();
    await showOutputs(this.#execution, outputs);
  }

  async #show(): Promise<void> {
    const document = this.#state.documentWhileRunning(performance.now());
    const items = document === null ? this.#progressItems() : rankingItems(document, this.#top);
    await this.#execution.replaceOutputItems(items, this.#output);
  }

  #progressItems(): NotebookCellOutputItem[] {
    const html = progressHtml(this.#state.stages(), performance.now(), voice);
    return [NotebookCellOutputItem.text(html, 'text/html')];
  }
}

/** A ranking in all the forms in which notebook readers may want it. */
export function rankingItems(
  document: RankingDocument,
  top: number | undefined,
  pictures: readonly SavedPicture[] = [],
): NotebookCellOutputItem[] {
  const describe = (fact: CodedFact) => describeCodedFact(fact, voice) ?? factInWords(fact);
  const forms = toNotebookOutput(document, {
    say: voice.say,
    describe,
    pictures,
    ...(top === undefined ? {} : { top }),
  });
  return Object.entries(forms).map(([mime, text]) => NotebookCellOutputItem.text(text, mime));
}
