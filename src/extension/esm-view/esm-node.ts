import type { BaseModelOnDisk, EsmOnDisk } from '../../engine/maps/esms-on-disk.ts';
import type { MapFolder } from '../local-models/model-folder.ts';

/** A base model, or one of its maps on the disk; the maps that were made here, or one of these. */
export type EsmNode = BaseModelNode | EsmOnDiskNode | MadeHereNode | MadeMapNode;

/** A base model with its coverage. */
export interface BaseModelNode {
  kind: 'model';
  model: BaseModelOnDisk;
  /** Its name without the owner; with, where two models of the list would look the same. */
  label: string;
  /** Of its maps on the disk those that a filter leaves; absent: all. */
  shown?: readonly EsmOnDisk[];
}

/** A map on the disk. */
export interface EsmOnDiskNode {
  kind: 'esm';
  model: string;
  esm: EsmOnDisk;
}

/** The branch of the maps that were made on this machine. */
export interface MadeHereNode {
  kind: 'made-here';
  maps: MapFolder[];
}

/** A map that was made on this machine. */
export interface MadeMapNode {
  kind: 'made';
  map: MapFolder;
}

/** The nodes of base models, in their order. */
export function modelNodes(models: readonly BaseModelOnDisk[]): BaseModelNode[] {
  const names = models.map(({ model }) => withoutOwner(model));
  return models.map((model, index) => {
    const name = names[index] ?? model.model;
    const isUnique = names.indexOf(name) === names.lastIndexOf(name);
    return { kind: 'model', model, label: isUnique ? name : model.model };
  });
}

/** The name of a repository without its owner. */
export function withoutOwner(repo: string): string {
  return repo.slice(repo.lastIndexOf('/') + 1);
}

/** The node that a command was started from; null where it was started without one, as from a key binding. */
export function nodeOf(argument: unknown, known: ReadonlySet<EsmNode>): EsmNode | null {
  for (const node of known) if (node === argument) return node;
  return null;
}
