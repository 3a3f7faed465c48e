import { EventEmitter, env, type TreeItem, Uri } from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { modelAddress } from '../../ranking/hub-links.ts';
import { describeProblem } from '../../words/describe-problem.ts';
import type { Log } from '../log.ts';
import type { MadeMaps } from '../made-maps/made-maps.ts';
import { readSettings } from '../settings.ts';
import { showingProblems } from '../show-problem.ts';
import { editorVoice as voice } from '../voice.ts';
import { esmItem } from './esm-item.ts';
import { type EsmNode, modelNodes, nodeOf } from './esm-node.ts';
import { prefetchMaps } from './prefetch-maps.ts';
import { removeMaps } from './remove-maps.ts';

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
    return [...madeHere, ...(await this.#models())].map((node) => this.#known(node));
  }

  /** Base models that have maps. What goes wrong is said in the view: it may be opened again and again. */
  async #models(): Promise<EsmNode[]> {
    try {
      const models = await this.#engine.esmsOnDisk({ signal: new AbortController().signal });
      this.#messageChanged.fire('');
      return modelNodes(models);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { message, remedy } = describeProblem(error.problem, voice);
      this.#log.problem(error.problem, message);
      this.#messageChanged.fire(remedy === null ? message : `${message} ${remedy}`);
      return [];
    }
  }

  /** The maps of a base model that are on the disk; those that were made here. */
  children(node: EsmNode): EsmNode[] {
    switch (node.kind) {
      case 'model':
        return node.model.onDisk.map((esm) => this.#known({ kind: 'esm', model: node.model.model, esm }));
      case 'made-here':
        return node.maps.map((map) => this.#known({ kind: 'made', map }));
      default:
        return [];
    }
  }

  item(node: EsmNode): TreeItem {
    return esmItem(node, node.kind === 'model' && this.#busy.has(node.model.model));
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
