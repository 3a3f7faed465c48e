import { formatFilter } from '../../esm-filter/format-filter.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import { scoreFormat } from '../../ranking/number-format.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { standingMark } from '../../ranking/sentences/standing.ts';
import type { Observable } from '../observable.ts';
import { useObservable } from '../use-observable.ts';
import { useWords } from '../use-words.ts';
import type { ViewState } from '../view-state.ts';
import { readFilter } from './read-filter.ts';

interface FilterChipsProps {
  document: RankingDocument;
  view: Observable<ViewState>;
}

/** What is on, each to be taken away by a click. */
export function FilterChips({ document, view }: FilterChipsProps) {
  const { say } = useWords();
  const { filter: text, verdicts, scores } = useObservable(view);
  const { filter } = readFilter(text);
  const format = scoreFormat(document, '−');
  const change = (changed: Partial<ViewState>) => view.set({ ...view.get(), ...changed, page: 0 });
  if (filter.length === 0 && verdicts.length === 0 && scores === null) return null;
  return (
    <div class="chips">
      {verdicts.length > 0 && (
        <Chip
          label={`${say('Helps?')} ${verdicts.map((verdict) => standingMark(verdict, say)).join(', ')}`}
          onRemove={() => change({ verdicts: [] })}
        />
      )}
      {filter.map((condition) => (
        <Chip
          key={formatFilter([condition])}
          label={plainLine(formatFilter([condition]))}
          onRemove={() => change({ filter: formatFilter(filter.filter((each) => each !== condition)) })}
        />
      ))}
      {scores && (
        <Chip
          label={say('Score {0} to {1}', format.score(scores[0]), format.score(scores[1]))}
          onRemove={() => change({ scores: null })}
        />
      )}
    </div>
  );
}

function Chip({ label, onRemove }: { label: string; onRemove(): void }) {
  const { say } = useWords();
  return (
    <button
      type="button"
      class="tool chip"
      title={say('Remove this filter')}
      aria-label={say('Remove filter: {0}', label)}
      onClick={onRemove}
    >
      {label}
      <span aria-hidden="true"> ✕</span>
    </button>
  );
}
