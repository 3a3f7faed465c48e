import type { RankingDocument } from '../../ranking/document.ts';
import { caveatsOf } from '../../ranking/export/facts.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { answerParts } from '../../ranking/sentences/answer.ts';
import { coverageSentence } from '../../ranking/sentences/coverage.ts';
import { useWords } from '../use-words.ts';

/** The answer to the question, before anything else. */
export function Answer({ document }: { document: RankingDocument }) {
  const { say, describe } = useWords();
  const { headline, rest } = answerParts(document, say);
  return (
    <div class="answer">
      <h2>{headline}</h2>
      {rest !== '' && <p>{rest}</p>}
      {caveatsOf(document, describe).map((caveat) => (
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
  const { say } = useWords();
  const { scored, requested } = coverage;
  const percent = requested === 0 ? 0 : (100 * scored) / requested;
  return (
    <p class="coverage">
      {!document.interrupted && (
        <span
          class="coverage-bar"
          role="progressbar"
          aria-label={say('Maps ranked')}
          aria-valuemin={0}
          aria-valuemax={requested}
          aria-valuenow={scored}
          aria-valuetext={say('{0} of {1}', formatCount(scored), formatCount(requested))}
        >
          <span style={{ width: `${percent}%` }} />
        </span>
      )}
      {coverageSentence(document, say)}
    </p>
  );
}
