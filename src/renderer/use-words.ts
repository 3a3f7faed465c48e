import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { englishWords, type PageWords } from './page-words.ts';

/** Hands the words to all that is drawn in one output. */
export const PageWordsContext = createContext<PageWords>(englishWords);

/** The words in which this part of the page is drawn; it is drawn again where they change. */
export function useWords(): PageWords {
  return useContext(PageWordsContext);
}
