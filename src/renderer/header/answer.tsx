import type { RankingDocument } from '../../ranking/document.ts';
import { caveatsOf } from '../../ranking/export/facts.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { answerParts } from '../../ranking/sentences/answer.ts';
import { coverageSentence } from '../../ranking/sentences/coverage.ts';
import { describeFact } from '../describe-fact.ts';

/** The answer to the question, before anything else. */
export function Answer({ document }: { document: RankingDocument }) {
  const { headline, rest } = answerParts(document);
  return (
    <div class="answer">
      <h2>{headline}</h2>
      {rest !== '' && <p>{rest}</p>}
      {caveatsOf(document, describeFact).map((caveat) => (
        <p key={caveat} class="warning">
          <span aria-hidden="true">⚠ </span>
          {caveat}
        </p>
      ))}
      {document.partial && document.coverage && <Coverage document={document} coverage={document.coverage} />}
    </div>
  );
}

interface CoverageProps {
  document: RankingDocument;
  coverage: NonNullable<RankingDocument['coverage']>;
}

/** How far an unfinished or cancelled run came; a bar only where it may still move. */
function Coverage({ document, coverage }: CoverageProps) {
  const { scored, requested } = coverage;
  const percent = requested === 0 ? 0 : (100 * scored) / requested;
  return (
    <p class="coverage">
      {!document.interrupted && (
        <span
          class="coverage-bar"
          role="progressbar"
          aria-label="Maps ranked"
          aria-valuemin={0}
          aria-valuemax={requested}
          aria-valuenow={scored}
          aria-valuetext={`${formatCount(scored)} of ${formatCount(requested)}`}
        >
          <span style={{ width: `${percent}%` }} />
        </span>
      )}
      {coverageSentence(document)}
    </p>
  );
}
