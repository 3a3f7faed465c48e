import type { ReadReport } from '../made-map/read-report.ts';
import { trainingReportSchema } from '../protocol/training-report.ts';
import { rankingSchema } from '../ranking/document.ts';
import { plainLine } from '../ranking/plain-text.ts';
import type { ReadDocument } from '../ranking/read-document.ts';
import { joinSentences } from '../ranking/sentences/join-sentences.ts';
import type { Translate } from '../ranking/sentences/translate.ts';
import type { Observable } from './observable.ts';
import type { ReadOutput } from './read-output.ts';
import type { ThemeKind } from './theme.ts';
import { useObservable } from './use-observable.ts';
import { useWords } from './use-words.ts';

interface UnreadableProps {
  of: ReadOutput['of'];
  read: Exclude<ReadDocument, { kind: 'document' }> | Exclude<ReadReport, { kind: 'report' }>;
  theme: Observable<ThemeKind>;
}

/** The format that this version shows of each kind of output. */
const schemas = { ranking: rankingSchema, 'made-map': trainingReportSchema };

/** What stands in the place of an output that this version cannot show. */
export function Unreadable({ of, read, theme }: UnreadableProps) {
  const { say, language } = useWords();
  const label = of === 'ranking' ? say('Ranking of intermediate tasks') : say('Embedding Space Map that was made');
  return (
    <article class="ranking unreadable" data-theme={useObservable(theme)} lang={language} aria-label={label}>
      <h2>{titleOf(of, read, say)}</h2>
      <p>{remedyOf(read, schemas[of], say)}</p>
    </article>
  );
}

function titleOf(of: UnreadableProps['of'], read: UnreadableProps['read'], say: Translate): string {
  if (read.kind !== 'other-version') {
    return of === 'ranking'
      ? say('This output is not a readable ranking.')
      : say('This output is not a readable report of a map.');
  }
  const schema = plainLine(read.schema);
  return of === 'ranking'
    ? say('This ranking has the format "{0}", which this version cannot show.', schema)
    : say('This report of a map has the format "{0}", which this version cannot show.', schema);
}

function remedyOf(read: UnreadableProps['read'], schema: string, say: Translate): string {
  if (read.kind === 'other-version') {
    return say('It can show "{0}". Update the extension Intermediate Task Ranker, or run the cell again.', schema);
  }
  const reason = plainLine(read.reason);
  const found =
    read.where === ''
      ? say('The output as a whole is not as expected: {0}', reason)
      : say('Its field "{0}" is not as expected: {1}', plainLine(read.where), reason);
  const remedy =
    read.generator === null
      ? say('Run the cell again.')
      : say(
          'It was made by version {0} of Intermediate Task Ranker: if yours is older, update the extension. Otherwise run the cell again.',
          plainLine(read.generator),
        );
  return joinSentences([found, remedy], say);
}
