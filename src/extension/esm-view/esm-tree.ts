import { type Disposable, EventEmitter, type TreeDataProvider, type TreeItem, type TreeView, window } from 'vscode';
import type { EsmNode } from './esm-node.ts';
import type { EsmView } from './esm-view.ts';

/** Id of the view in package.json. */
export const esmViewId = 'intermediateTaskRanker.maps';

/** Connects the view *Embedding Space Maps* to what stands behind it, which is loaded when the view is opened for the first time. */
export class EsmTree implements TreeDataProvider<EsmNode>, Disposable {
  readonly #changed = new EventEmitter<EsmNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #load: () => Promise<EsmView>;
  readonly #tree: TreeView<EsmNode>;
  #view: Promise<EsmView> | null = null;

  /** @param load called once */
  constructor(load: () => Promise<EsmView>) {
    this.#load = load;
    this.#tree = window.createTreeView(esmViewId, { treeDataProvider: this });
    // What is on the disk changes with every run: it is looked at again when the view comes back.
    this.#tree.onDidChangeVisibility(({ visible }) => visible && this.#view !== null && this.#changed.fire(undefined));
  }

  async getChildren(node?: EsmNode): Promise<EsmNode[]> {
    const view = await this.#connected();
    return node === undefined ? view.roots() : view.children(node);
  }

  async getTreeItem(node: EsmNode): Promise<TreeItem> {
    return (await this.#connected()).item(node);
  }

  dispose(): void {
    this.#tree.dispose();
    this.#changed.dispose();
  }

  #connected(): Promise<EsmView> {
    this.#view ??= this.#load().then((view) => {
      view.onDidChange((node) => this.#changed.fire(node));
      view.onDidChangeMessage((message) => {
        this.#tree.message = message;
      });
      return view;
    });
    return this.#view;
  }
}
