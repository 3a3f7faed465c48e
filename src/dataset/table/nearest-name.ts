import { closest, distance } from 'fastest-levenshtein';

/** The name with the fewest edits, upper and lower case being one; null where even that one is another word. */
export function nearestName(name: string, names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const lower = names.map((other) => other.toLowerCase());
  const nearest = closest(name.toLowerCase(), lower);
  const edits = distance(name.toLowerCase(), nearest);
  return edits <= Math.max(1, Math.floor(name.length / 2)) ? (names[lower.indexOf(nearest)] ?? null) : null;
}
