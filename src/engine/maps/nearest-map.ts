import { distance } from 'fastest-levenshtein';

/**
 * The map that was most likely meant by `written`; null where none is near. People mistype a letter, leave out the owner or `ESM_`, or write the dataset in the
 * place of its map. Names of maps have much in common: where more than a letter in eight differs, and more than two that were exchanged, it is another map.
 */
export function nearestMap(written: string, repos: readonly string[]): string | null {
  const near = repos
    .map((repo) => ({ repo, edits: editsTo(repo, written), all: distance(written, repo) }))
    .filter(({ edits }) => Number.isFinite(edits))
    .sort((a, b) => a.edits - b.edits || a.all - b.all);
  return near[0]?.repo ?? null;
}

/** Edits to the name of the map, half of one for another owner; infinite where it is another map. */
function editsTo(repo: string, written: string): number {
  const name = taskIn(withoutOwner(repo));
  const dataset = taskIn(written);
  const owned = taskIn(withoutOwner(written));
  if (dataset.length < 3) return Number.POSITIVE_INFINITY;
  // A whole dataset, before the subset.
  if (name.startsWith(`${dataset}_`)) return 0;
  return Math.min(few(distance(dataset, name), dataset), few(distance(owned, name), owned) + 0.5);
}

function few(edits: number, { length }: string): number {
  return edits <= Math.max(Math.min(2, Math.floor(length / 2)), Math.floor(length / 8))
    ? edits
    : Number.POSITIVE_INFINITY;
}

/** What tells maps apart in a name: lower case, without `ESM_`, with one sign for all that separates words. */
function taskIn(name: string): string {
  return name
    .toLowerCase()
    .replace(/^esm[_-]/, '')
    .replaceAll(/[\s-]/g, '_')
    .replaceAll('/', '__');
}

function withoutOwner(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
