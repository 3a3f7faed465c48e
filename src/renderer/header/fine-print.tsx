import type { ComponentChildren } from 'preact';
import type { RankingDocument } from '../../ranking/document.ts';
import { type Facts, factsOf } from '../../ranking/export/facts.ts';
import { countByCode } from '../../ranking/facts-in-words.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { baselineSentence } from '../../ranking/sentences/baseline.ts';
import { droppedLabel, skippedLabel } from '../../ranking/sentences/coverage.ts';
import { methodLabel } from '../../ranking/sentences/provenance.ts';
import { skippedLine } from '../../ranking/skipped-maps.ts';
import { ScrollRegion } from '../scroll-region.tsx';
import { useWords } from '../use-words.ts';
import { skipReasonName } from './skip-reason-name.ts';

/** More entries than this are counted, not listed: nobody reads a thousand, and they would slow the page. */
const mostListed = 200;

/** Warnings that stand in sight; a run has a few, and the answer must not be pushed out of sight. */
const mostWarnings = 20;

/** Warnings, then on demand: where the numbers come from, and what was left out. */
export function FinePrint({ document }: { document: RankingDocument }) {
  const { say, describe } = useWords();
  const facts = factsOf(document, say, describe);
  return (
    <div class="fine-print">
      {facts.warnings.slice(0, mostWarnings).map((warning) => (
        <p key={warning} class="warning">
          <span aria-hidden="true">⚠ </span>
          {warning}
        </p>
      ))}
      {facts.warnings.length > mostWarnings && (
        <p class="warning">{say('and {0} more', formatCount(facts.warnings.length - mostWarnings))}</p>
      )}
      <div class="disclosures">
        <Disclosure label={say('What does the score mean?')}>
          <p>{facts.meaning}</p>
          <p>{say('{0}: {1}', methodLabel(document, say), facts.method)}</p>
          <p>{baselineSentence(document, say)}</p>
        </Disclosure>
        <Disclosure label={droppedLabel(document, say)}>
          <List entries={facts.dropped} />
        </Disclosure>
        <Disclosure label={skippedLabel(document, say)}>
          <Skipped document={document} facts={facts} />
        </Disclosure>
      </div>
    </div>
  );
}

/** A label that opens what it stands for; nothing where there is nothing to say. */
function Disclosure({ label, children }: { label: string; children: ComponentChildren }) {
  if (label === '') return null;
  return (
    <details>
      <summary>{label}</summary>
      <ScrollRegion className="disclosed" label={label}>
        {children}
      </ScrollRegion>
    </details>
  );
}

function Skipped({ document, facts }: { document: RankingDocument; facts: Facts }) {
  const { say, count: countOf } = useWords();
  const counts = countByCode(document.skipped);
  return (
    <>
      <p>{counts.map(({ code, count }) => `${countOf(count)} × ${skipReasonName(code, say)}`).join(', ')}</p>
      <List entries={facts.skipped.map(skippedLine)} />
    </>
  );
}

function List({ entries }: { entries: readonly string[] }) {
  const { say } = useWords();
  const more = entries.length - mostListed;
  return (
    <ul>
      {entries.slice(0, mostListed).map((entry) => (
        <li key={entry}>{entry}</li>
      ))}
      {more > 0 && <li>{say('and {0} more', formatCount(more))}</li>}
    </ul>
  );
}
