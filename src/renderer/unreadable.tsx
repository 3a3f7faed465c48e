import type { ReadReport } from '../made-map/read-report.ts';
import { trainingReportSchema } from '../protocol/training-report.ts';
import { rankingSchema } from '../ranking/document.ts';
import { plainLine } from '../ranking/plain-text.ts';
import type { ReadDocument } from '../ranking/read-document.ts';
import type { Observable } from './observable.ts';
import type { ReadOutput } from './read-output.ts';
import type { ThemeKind } from './theme.ts';
import { useObservable } from './use-observable.ts';

interface UnreadableProps {
  of: ReadOutput['of'];
  read: Exclude<ReadDocument, { kind: 'document' }> | Exclude<ReadReport, { kind: 'report' }>;
  theme: Observable<ThemeKind>;
}

/** What each kind of output is called, and the format that this version shows. */
const kinds = {
  ranking: { label: 'Ranking of intermediate tasks', name: 'ranking', schema: rankingSchema },
  'made-map': { label: 'Embedding Space Map that was made', name: 'report of a map', schema: trainingReportSchema },
};

/** What stands in the place of an output that this version cannot show. */
export function Unreadable({ of, read, theme }: UnreadableProps) {
  const { label, name, schema } = kinds[of];
  return (
    <article class="ranking unreadable" data-theme={useObservable(theme)} aria-label={label}>
      <h2>{titleOf(read, name)}</h2>
      <p>{remedyOf(read, schema)}</p>
    </article>
  );
}

function titleOf(read: UnreadableProps['read'], name: string): string {
  return read.kind === 'other-version'
    ? `This ${name} has the format "${plainLine(read.schema)}", which this version cannot show.`
    : `This output is not a readable ${name}.`;
}

function remedyOf(read: UnreadableProps['read'], schema: string): string {
  if (read.kind === 'other-version') {
    return `It can show "${schema}". Update the extension Intermediate Task Ranker, or run the cell again.`;
  }
  const where = read.where === '' ? 'The output as a whole' : `Its field "${plainLine(read.where)}"`;
  const found = `${where} is not as expected: ${plainLine(read.reason)}`;
  if (read.generator === null) return `${found} Run the cell again.`;
  return `${found} It was made by version ${plainLine(read.generator)} of Intermediate Task Ranker: if yours is older, update the extension. Otherwise run the cell again.`;
}
