import type { RankingDocument } from '../../ranking/document.ts';
import { factsOf } from '../../ranking/export/facts.ts';

/** What was ranked, with which model, on how many rows: names over values, in one line where there is room. */
export function Facts({ document }: { document: RankingDocument }) {
  const { about } = factsOf(document);
  // How far an unfinished run came stands above, with its bar.
  const facts = document.partial ? about.filter(({ name }) => name !== 'Maps') : about;
  return (
    <dl class="facts">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd title={value}>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
