import type { RankingDocument } from '../../ranking/document.ts';
import { factsOf } from '../../ranking/export/facts.ts';
import { FactList } from '../fact-list.tsx';
import { useWords } from '../use-words.ts';

/** What was ranked, with which model, on how many rows. */
export function Facts({ document }: { document: RankingDocument }) {
  const { say } = useWords();
  const { about } = factsOf(document, say);
  // How far an unfinished run came stands above, with its bar.
  const facts = document.partial ? about.filter(({ name }) => name !== say('Maps')) : about;
  return <FactList facts={facts} />;
}
