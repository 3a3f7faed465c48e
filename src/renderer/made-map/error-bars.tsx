import { comparedErrors } from '../../made-map/answer.ts';
import { formatError } from '../../made-map/numbers.ts';
import type { TrainingReport } from '../../protocol/training-report.ts';
import { useWords } from '../use-words.ts';

/** The error of the map beside those of what is simpler. The sentence above says the same, so the bars themselves are not read out. */
export function ErrorBars({ report }: { report: TrainingReport }) {
  const { say } = useWords();
  if (report.identityError === 0) return null;
  return (
    <dl class="error-bars">
      {comparedErrors(report, say).map(({ kind, name, error, share }) => (
        <div key={kind} class={kind}>
          <dt>{name}</dt>
          <dd>
            <span class="error-bar" aria-hidden="true">
              <span style={{ width: `${100 * share}%` }} />
            </span>
            <span class="numeric">{formatError(error)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
