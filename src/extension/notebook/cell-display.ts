import { type NotebookCellExecution, NotebookCellOutput, NotebookCellOutputItem } from 'vscode';
import type { RankingDocument } from '../../ranking/document.ts';
import { toNotebookOutput } from '../../ranking/export/notebook-output.ts';
import { type CodedFact, factInWords } from '../../ranking/facts-in-words.ts';
import { describeCodedFact } from '../../words/describe-coded-fact.ts';
import { editorVoice as voice } from '../voice.ts';
import { PacedUpdates } from './paced-updates.ts';
import { progressHtml } from './progress-html.ts';
import type { RunState } from './run-state.ts';

/** Between two updates of a cell at least so long: an eye does not need more, and each costs a redraw of the table. */
const intervalMs = 250;

/**
 * Shows one run in its cell: the progress at first, the ranking so far below it as soon as there is one, the final ranking alone
 * at the end. The ranking keeps its place, so that what a person has typed or scrolled there stays.
 */
export class CellDisplay {
  readonly #execution: NotebookCellExecution;
  readonly #state: RunState;
  readonly #top: number | undefined;
  readonly #updates: PacedUpdates;
  readonly #progress = new NotebookCellOutput([]);
  readonly #ranking = new NotebookCellOutput([]);
  #hasRanking = false;

  /** @param top rows of the fallbacks; undefined: their default */
  constructor(execution: NotebookCellExecution, state: RunState, top: number | undefined) {
    this.#execution = execution;
    this.#state = state;
    this.#top = top;
    this.#updates = new PacedUpdates(() => this.#show(), intervalMs);
  }

  async start(): Promise<void> {
    this.#progress.items = this.#progressItems();
    await this.#execution.replaceOutput([this.#progress]);
  }

  /** The state has changed. */
  update(): void {
    this.#updates.request();
  }

  /** Takes the progress away and leaves the ranking, or nothing. */
  async end(document: RankingDocument | null): Promise<void> {
    await this.#updates.end();
    if (document === null) return this.endWith([]);
    this.#ranking.items = rankingItems(document, this.#top);
    if (this.#hasRanking) await this.#execution.replaceOutputItems(this.#ranking.items, this.#ranking);
    await this.#execution.replaceOutput([this.#ranking]);
  }

  /** Leaves these outputs. */
  async endWith(outputs: NotebookCellOutput[]): Promise<void> {
    await this.#updates.end();
    await this.#execution.replaceOutput(outputs);
  }

  async #show(): Promise<void> {
    await this.#execution.replaceOutputItems(this.#progressItems(), this.#progress);
    const document = this.#state.document(performance.now());
    if (document === null) return;
    const items = rankingItems(document, this.#top);
    if (this.#hasRanking) {
      await this.#execution.replaceOutputItems(items, this.#ranking);
      return;
    }
    this.#hasRanking = true;
    this.#ranking.items = items;
    await this.#execution.appendOutput([this.#ranking]);
  }

  #progressItems(): NotebookCellOutputItem[] {
    const html = progressHtml(this.#state.stages(), performance.now(), voice);
    return [NotebookCellOutputItem.text(html, 'text/html')];
  }
}

/** A ranking in all the forms in which notebook readers may want it. */
function rankingItems(document: RankingDocument, top: number | undefined): NotebookCellOutputItem[] {
  const describe = (fact: CodedFact) => describeCodedFact(fact, voice) ?? factInWords(fact);
  const forms = toNotebookOutput(document, { say: voice.say, describe, ...(top === undefined ? {} : { top }) });
  return Object.entries(forms).map(([mime, text]) => NotebookCellOutputItem.text(text, mime));
}
