import { languageCodes } from '../protocol/card-terms.ts';
import { nearestName } from './nearest-name.ts';

/** The code of the language that was most likely meant, by its English name or with a country behind it (`en-US`); null where none is near. */
export function nearestLanguage(written: string): string | null {
  const [code = ''] = written.trim().toLowerCase().split(/[-_]/);
  if (languageCodes.includes(code)) return code;
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const codeOf = new Map(languageCodes.map((each) => [names.of(each) ?? each, each]));
  const nearest = written.trim().length < 4 ? null : nearestName(written, [...codeOf.keys()]);
  return nearest === null ? null : (codeOf.get(nearest) ?? null);
}
