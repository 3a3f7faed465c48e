import { commands, EventEmitter, env, type TreeItem, Uri, window } from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { modelAddress } from '../../ranking/hub-links.ts';
import { describeProblem } from '../../words/describe-problem.ts';
import { paragraphOf } from '../../words/paragraph.ts';
import type { Log } from '../log.ts';
import type { MadeMaps } from '../made-maps/made-maps.ts';
import { readSettings } from '../settings.ts';
import { showingProblems } from '../show-problem.ts';
import { editorVoice as voice } from '../voice.ts';
import { esmItem } from './esm-item.ts';
import { type EsmNode, modelNodes, nodeOf } from './esm-node.ts';
import { filteredNodes } from './filter-maps.ts';
import { prefetchMaps } from './prefetch-maps.ts';
import { removeMaps } from './remove-maps.ts';

/** For `when` clauses of package.json: whether the Hub lists no map, and there is none here; whether a filter hides some. */
const noMapsContext = 'intermediateTaskRanker.noMaps';
const filteredContext = 'intermediateTaskRanker.mapsFiltered';

/** What stands behind the view *Embedding Space Maps*: base models, their maps on the disk, those that were made here, and what can be done with them. */
export class EsmView {
  readonly #engine: Engine;
  readonly #log: Log;
  readonly #madeMaps: MadeMaps;
  readonly #changed = new EventEmitter<EsmNode | undefined>();
  readonly #messageChanged = new EventEmitter<string>();
  /** A node that looks different now; undefined: any may. */
  readonly onDidChange = this.#changed.event;
  /** What to say in place of the models; empty: nothing. */
  readonly onDidChangeMessage = this.#messageChanged.event;
  readonly #nodes = new Set<EsmNode>();
  /** Base models whose maps are being fetched. */
  readonly #busy = new Set<string>();
  #filter = '';

  constructor(engine: Engine, log: Log, madeMaps: MadeMaps) {
    this.#engine = engine;
    this.#log = log;
    this.#madeMaps = madeMaps;
    madeMaps.onDidChange(() => this.refresh());
  }

  /** The maps that were made here, then base models that have maps. */
  async roots(): Promise<EsmNode[]> {
    this.#nodes.clear();
    const maps = await this.#madeMaps.list();
    const madeHere: EsmNode[] = maps.length === 0 ? [] : [{ kind: 'made-here', maps }];
    const models = await this.#models();
    const all = [...madeHere, ...(models ?? [])];
    // Only who has an answer may say that there are none.
    void commands.executeCommand('setContext', noMapsContext, models !== null && all.length === 0);
    const shown = filteredNodes(all, this.#filter);
    if (models !== null) this.#messageChanged.fire(this.#filterInWords(shown.length));
    return shown.map((node) => this.#known(node));
  }

  /** Base models that have maps; null where the Hub does not say. What goes wrong is said in the view: it may be opened again and again. */
  async #models(): Promise<EsmNode[] | null> {
    this.#messageChanged.fire(voice.say('Asking the Hub which maps there are…'));
    try {
      return modelNodes(await this.#engine.esmsOnDisk({ signal: new AbortController().signal }));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const described = describeProblem(error.problem, voice);
      this.#log.problem(error.problem, described.message);
      this.#messageChanged.fire(paragraphOf(described));
      return null;
    }
  }

  /** The maps of a base model that are on the disk; those that were made here. */
  children(node: EsmNode): EsmNode[] {
    switch (node.kind) {
      case 'model':
        return (node.shown ?? node.model.onDisk).map((esm) =>
          this.#known({ kind: 'esm', model: node.model.model, esm }),
        );
      case 'made-here':
        return node.maps.map((map) => this.#known({ kind: 'made', map }));
      default:
        return [];
    }
  }

  item(node: EsmNode): TreeItem {
    return esmItem(node, node.kind === 'model' && this.#busy.has(node.model.model));
  }

  /** Asks for the words that the maps shown have in common. */
  async askFilter(): Promise<void> {
    const typed = await window.showInputBox({
      title: voice.say('Filter Maps'),
      prompt: voice.say(
        'Words of the task, the subset, the repository or the base model, or a language such as "en". Empty: all maps.',
      ),
      value: this.#filter,
    });
    if (typed !== undefined) this.filter(typed);
  }

  /** Shows only the maps on the disk that have all these words; all that there is where there are none. */
  filter(words: string): void {
    this.#filter = words.trim();
    void commands.executeCommand('setContext', filteredContext, this.#filter !== '');
    this.refresh();
  }

  #filterInWords(found: number): string {
    if (this.#filter === '') return '';
    return found === 0
      ? voice.say('No downloaded map has all of "{0}".', this.#filter)
      : voice.say('Downloaded maps with "{0}"', this.#filter);
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  /** @param clicked what VS Code passes to a command of the view */
  async prefetch(clicked: unknown): Promise<void> {
    const node = nodeOf(clicked, this.#nodes);
    if (node?.kind !== 'model' || this.#busy.has(node.model.model)) return;
    const { model } = node.model;
    this.#busy.add(model);
    this.#changed.fire(node);
    try {
      await showingProblems(this.#log, () => prefetchMaps(model, this.#engine, this.#log));
    } finally {
      this.#busy.delete(model);
      this.#changed.fire(undefined);
    }
  }

  async remove(clicked: unknown): Promise<void> {
    const node = nodeOf(clicked, this.#nodes);
    if (node?.kind !== 'model' && node?.kind !== 'esm') return;
    await showingProblems(this.#log, () => removeMaps(node, this.#engine));
    this.#changed.fire(undefined);
  }

  async openOnHub(clicked: unknown): Promise<void> {
    const node = nodeOf(clicked, this.#nodes);
    if (node?.kind !== 'model' && node?.kind !== 'esm') return;
    const hub = readSettings().endpoint ?? undefined;
    const address = modelAddress(node.kind === 'model' ? node.model.model : node.esm.repo, hub);
    if (address !== null) await env.openExternal(Uri.parse(address, true));
  }

  dispose(): void {
    this.#changed.dispose();
    this.#messageChanged.dispose();
  }

  #known(node: EsmNode): EsmNode {
    this.#nodes.add(node);
    return node;
  }
}
