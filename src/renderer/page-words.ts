import type { DescribeFact } from '../ranking/export/facts.ts';
import { formatCount } from '../ranking/number-format.ts';
import type { Dictionary } from '../ranking/renderer-messages.ts';
import { english, type Translate } from '../ranking/sentences/translate.ts';
import { commaBeginsDecimals, groupedBySpace } from '../words/grouped-by-space.ts';
import { describeFactIn } from './describe-fact.ts';

/** How the page speaks. */
export interface PageWords {
  /** Of the language, as HTML names it: `de`, `zh-cn`. */
  language: string;
  say: Translate;
  /** A count that stands by itself, as it is written within sentences. */
  count(value: number): string;
  /** The same for a count as the code writes it; any other text stays as it is. */
  written(text: string): string;
  /** A warning or a skipped map in a sentence. */
  describe: DescribeFact;
}

/** English, as the sentences stand in the code: until the extension says otherwise, and of all that leaves the page. */
export const englishWords: PageWords = {
  language: 'en',
  say: english,
  count: formatCount,
  written: (text) => text,
  describe: describeFactIn(english),
};

/** The words of a dictionary; null: English. */
export function wordsOf(translated: Dictionary | null): PageWords {
  if (translated === null) return englishWords;
  const { language, sentences } = translated;
  const isMisread = commaBeginsDecimals(language);
  const written = <Value extends string | number>(value: Value) => (isMisread ? groupedBySpace(value) : value);
  const say: Translate = (template, ...values) =>
    english(Object.hasOwn(sentences, template) ? (sentences[template] ?? template) : template, ...values.map(written));
  return { language, say, count: (value) => written(formatCount(value)), written, describe: describeFactIn(say) };
}
