import type { RankingDocument } from '../../ranking/document.ts';
import { factsOf } from '../../ranking/export/facts.ts';

/** What was ranked, with which model, on how many rows: names over values, in one line where there is room. */
export function Facts({ document }: { document: RankingDocument }) {
  return (
    <dl class="facts">
      {factsOf(document).about.map(({ name, value }) => (
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
