import { rankingSchema } from '../ranking/document.ts';
import { plainLine } from '../ranking/plain-text.ts';
import type { ReadDocument } from '../ranking/read-document.ts';
import type { Observable } from './observable.ts';
import type { ThemeKind } from './theme.ts';
import { useObservable } from './use-observable.ts';

interface UnreadableProps {
  read: Exclude<ReadDocument, { kind: 'document' }>;
  theme: Observable<ThemeKind>;
}

/** What stands in the place of a ranking that this version cannot show. */
export function Unreadable({ read, theme }: UnreadableProps) {
  return (
    <article class="ranking unreadable" data-theme={useObservable(theme)} aria-label="Ranking of intermediate tasks">
      <h2>{titleOf(read)}</h2>
      <p>{remedyOf(read)}</p>
    </article>
  );
}

function titleOf(read: UnreadableProps['read']): string {
  return read.kind === 'other-version'
    ? `This ranking has the format "${plainLine(read.schema)}", which this version cannot show.`
    : 'This output is not a readable ranking.';
}

function remedyOf(read: UnreadableProps['read']): string {
  if (read.kind === 'other-version') {
    return `It can show "${rankingSchema}". Update the extension Intermediate Task Ranker, or run the cell again.`;
  }
  const where = read.where === '' ? 'The output as a whole' : `Its field "${plainLine(read.where)}"`;
  const found = `${where} is not as expected: ${plainLine(read.reason)}`;
  if (read.generator === null) return `${found} Run the cell again.`;
  return `${found} It was made by version ${plainLine(read.generator)} of Intermediate Task Ranker: if yours is older, update the extension. Otherwise run the cell again.`;
}
