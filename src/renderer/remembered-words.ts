import { type Dictionary, dictionary } from '../ranking/renderer-messages.ts';
import { type Observable, observable } from './observable.ts';
import { type PageWords, wordsOf } from './page-words.ts';

/** Where a page keeps texts from one opening to the next. */
export interface TextStore {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
}

const key = 'intermediate-task-ranking.words';

/**
 * The words of the page: those in which it was drawn before, until the extension has told which they are. They are not waited for: the extension may take
 * seconds to start. So only the first page in a language begins in English, and no page in English is late.
 *
 * @param told see `ExtensionLink`
 * @param store null where the page may not keep anything
 */
export function rememberedWords(
  told: Observable<Dictionary | null | undefined>,
  store: TextStore | null,
): Observable<PageWords> {
  let known = readWords(store);
  const words = observable(wordsOf(known));
  told.subscribe((next = null) => {
    if (JSON.stringify(next) === JSON.stringify(known)) return;
    known = next;
    keepWords(store, next);
    words.set(wordsOf(next));
  });
  return words;
}

function readWords(store: TextStore | null): Dictionary | null {
  try {
    const { data } = dictionary.safeParse(JSON.parse(store?.getItem(key) ?? 'null'));
    return data ?? null;
  } catch {
    return null;
  }
}

function keepWords(store: TextStore | null, words: Dictionary | null): void {
  try {
    if (words === null) store?.removeItem(key);
    else store?.setItem(key, JSON.stringify(words));
  } catch {
    // The store is full or refuses: nothing is lost but a moment in English.
  }
}

/** The store of a page; null where it has none, as in a frame without an origin. */
export function storeOf(page: { readonly localStorage: TextStore }): TextStore | null {
  try {
    return page.localStorage;
  } catch {
    return null;
  }
}
