import { useRef } from 'preact/hooks';
import { answerOf, reportLabel } from '../../made-map/answer.ts';
import { dimensionsSentence, factsOf } from '../../made-map/facts.ts';
import { nearestSentence, nearestTable, sourcesTable } from '../../made-map/sources.ts';
import type { TrainingReport } from '../../protocol/training-report.ts';
import { modelAddress } from '../../ranking/hub-links.ts';
import { FactList } from '../fact-list.tsx';
import type { Session } from '../session.ts';
import { useObservable } from '../use-observable.ts';
import { useWidth } from '../use-width.ts';
import { useWords } from '../use-words.ts';
import { ErrorBars } from './error-bars.tsx';
import { MapActions } from './map-actions.tsx';
import { Movement } from './movement.tsx';
import { ReportTable } from './report-table.tsx';

interface MadeMapViewProps {
  report: TrainingReport;
  session: Session;
}

/** One map that was made: what it is worth, what can be done with it, and how fine-tuning moved the embeddings. */
export function MadeMapView({ report, session }: MadeMapViewProps) {
  const { say, describe, language } = useWords();
  const theme = useObservable(session.theme);
  const root = useRef<HTMLElement>(null);
  const width = useWidth(root);
  const { headline, rest } = answerOf(report, say);
  const sources = sourcesTable(report, say);
  const nearest = nearestTable(report, say);
  return (
    <article
      class="ranking made-map"
      ref={root}
      data-theme={theme}
      lang={language}
      aria-label={say('Embedding Space Map that was made: {0}', reportLabel(report, say))}
    >
      <div class="answer">
        <h2>{headline}</h2>
        <p>{rest}</p>
        {report.warnings.map(describe).map((warning) => (
          <p key={warning} class="warning">
            <span aria-hidden="true">⚠ </span>
            {warning}
          </p>
        ))}
      </div>
      <ErrorBars report={report} />
      <MapActions report={report} extension={session.extension} />
      <FactList facts={factsOf(report, say)} />
      <p class="note">{dimensionsSentence(report, say)}</p>
      {sources && <ReportTable table={sources} />}
      {width && <Movement report={report} width={width.pixels} />}
      {nearest && (
        <ReportTable
          table={nearest}
          address={(row, column) => (column === 1 ? modelAddress(repoAt(report, row)) : null)}
        />
      )}
      <p class="note">{nearestSentence(report, say)}</p>
    </article>
  );
}

function repoAt({ nearestMaps }: TrainingReport, row: number): string | null {
  return nearestMaps[row]?.repo ?? null;
}
