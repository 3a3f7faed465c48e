import type { BaseModelOnDisk, EsmOnDisk } from '../../engine/esm-cache/esms-on-disk.ts';

/** A base model, or one of its maps on the disk. */
export type EsmNode = BaseModelNode | EsmOnDiskNode;

/** A base model with its coverage. */
export interface BaseModelNode {
  kind: 'model';
  model: BaseModelOnDisk;
}

/** A map on the disk. */
export interface EsmOnDiskNode {
  kind: 'esm';
  model: string;
  esm: EsmOnDisk;
}

/** The node that a command was started from; null where it was started without one, as from a key binding. */
export function nodeOf(argument: unknown, known: ReadonlySet<EsmNode>): EsmNode | null {
  for (const node of known) if (node === argument) return node;
  return null;
}
