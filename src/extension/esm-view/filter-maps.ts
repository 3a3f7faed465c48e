import type { EsmOnDisk } from '../../engine/maps/esms-on-disk.ts';
import type { BaseModelNode, EsmNode } from './esm-node.ts';

/**
 * Whether a map has every word of a filter: in its task, its subset, its repository or its base model, or as one of its languages.
 *
 * @param filter words with blanks between them; empty: every map
 */
export function matchesFilter(
  { repo, task }: Pick<EsmOnDisk, 'repo' | 'task'>,
  model: string,
  filter: string,
): boolean {
  const names = [repo, model, task?.id ?? '', task?.subset ?? ''].map((name) => name.toLowerCase());
  const languages = (task?.language ?? '').toLowerCase().split(/[\s,]+/);
  return wordsOf(filter).every((word) => languages.includes(word) || names.some((name) => name.includes(word)));
}

/** The nodes of the first level that are left by a filter: base models of which maps on the disk pass it, and maps that were made here. */
export function filteredNodes(nodes: readonly EsmNode[], filter: string): EsmNode[] {
  if (wordsOf(filter).length === 0) return [...nodes];
  return nodes.flatMap((node): EsmNode[] => {
    if (node.kind === 'model') return filteredModel(node, filter);
    if (node.kind !== 'made-here') return [node];
    const maps = node.maps.filter(({ task, subset, folder, base }) =>
      matchesFilter({ repo: folder, task: { id: task, subset, language: null, examples: null } }, base, filter),
    );
    return maps.length === 0 ? [] : [{ ...node, maps }];
  });
}

function filteredModel(node: BaseModelNode, filter: string): BaseModelNode[] {
  const onDisk = node.model.onDisk.filter((esm) => matchesFilter(esm, node.model.model, filter));
  return onDisk.length === 0 ? [] : [{ ...node, shown: onDisk }];
}

function wordsOf(filter: string): string[] {
  return filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}
