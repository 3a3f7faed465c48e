import { distance } from 'fastest-levenshtein';

/**
 * The name that was most likely meant by `written`; null where none is near: more than half of the letters (at least one, at most
 * three) would have to change. Case and the difference between `_`, `-` and a space do not count.
 */
export function nearestName(written: string, names: readonly string[]): string | null {
  const plain = plainName(written);
  const limit = Math.min(3, Math.max(1, Math.floor(plain.length / 2)));
  const near = names
    .map((name) => ({ name, edits: distance(plain, plainName(name)) }))
    .filter(({ edits }) => edits <= limit)
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.name ?? null;
}

function plainName(name: string): string {
  return name.trim().toLowerCase().replaceAll(/[_\s]/g, '-');
}
