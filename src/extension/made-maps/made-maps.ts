import { EventEmitter, type Memento } from 'vscode';
import * as z from 'zod';
import { findMaps } from '../local-models/find-model-folders.ts';
import { lookAtFolder, type MapFolder } from '../local-models/model-folder.ts';

const key = 'madeMaps';
const rememberedFolders = z.array(z.string());

/** The folders that were written last; older ones are forgotten, unless they lie in the workspace. */
const mostRemembered = 200;

/** The maps that were made on this machine: those that this editor made, wherever they lie, and those in the workspace. */
export class MadeMaps {
  readonly #state: Memento;
  readonly #changed = new EventEmitter<void>();
  /** A map was made. */
  readonly onDidChange = this.#changed.event;

  /** @param state kept over all workspaces */
  constructor(state: Memento) {
    this.#state = state;
  }

  /** Those that are there, by their tasks' names. */
  async list(): Promise<MapFolder[]> {
    const remembered = await Promise.all(this.#remembered().map(lookAtFolder));
    const maps = [...remembered, ...(await findMaps())].filter((each) => each?.kind === 'map');
    const byFolder = new Map(maps.map((map) => [map.folder, map]));
    return [...byFolder.values()].sort((a, b) => (a.task < b.task ? -1 : a.task > b.task ? 1 : 0));
  }

  /** The map in a folder; null where there is none. */
  async in(folder: string): Promise<MapFolder | null> {
    const found = await lookAtFolder(folder);
    return found?.kind === 'map' ? found : null;
  }

  async remember(folder: string): Promise<void> {
    const others = this.#remembered().filter((each) => each !== folder);
    await this.#state.update(key, [...others, folder].slice(-mostRemembered));
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #remembered(): string[] {
    return rememberedFolders.safeParse(this.#state.get(key)).data ?? [];
  }
}
