import { completeFilter } from '../esm-filter/complete-filter.ts';
import type { KnownValues } from './complete-recipe.ts';
import type { Cursor } from './cursor.ts';

/** Languages with the most datasets on the Hub, as maps name them (ISO 639-1). */
const languages = ['en', 'de', 'fr', 'es', 'zh', 'ru', 'pt', 'it', 'ja', 'ar'];

/** What may be written next in the filter under the cursor; nothing where the cursor is elsewhere. */
export function filterProposals(text: string, cursor: Cursor, offset: number): KnownValues['filter'] {
  if (cursor.at !== 'value' || cursor.key !== 'filter') return [];
  const { typed } = cursor;
  const filter = text.slice(typed.start, typed.end);
  return completeFilter(filter, offset - typed.start, languages).map(({ text: proposed, start, end }) => ({
    text: proposed,
    range: { start: typed.start + start, end: typed.start + end },
  }));
}
