import { closest, distance } from 'fastest-levenshtein';
import { filterFields } from './filter.ts';

/** The field that was most likely meant; null where none is within two letters. */
export function nearestField(written: string): string | null {
  const word = written.toLowerCase().replaceAll('_', '-');
  const nearest = closest(word, Object.keys(filterFields));
  return distance(word, nearest) <= 2 ? nearest : null;
}
