import { rankingLabel } from '../../ranking/sentences/provenance.ts';
import type { Observable } from '../observable.ts';
import type { Session } from '../session.ts';
import { useObservable } from '../use-observable.ts';
import { useWords } from '../use-words.ts';
import type { ViewState } from '../view-state.ts';
import { useOtherRankings } from './use-other-ranking.ts';

interface CompareChoiceProps {
  outputId: string;
  session: Session;
  view: Observable<ViewState>;
}

/** Picks another ranking of the notebook to set beside this one; nothing where there is no other. */
export function CompareChoice({ outputId, session, view }: CompareChoiceProps) {
  const { say } = useWords();
  const { comparedWith } = useObservable(view);
  const others = useOtherRankings(session, outputId);
  if (others.length === 0) return null;
  const onChange = (event: Event) => {
    if (!(event.currentTarget instanceof HTMLSelectElement)) return;
    view.set({ ...view.get(), comparedWith: event.currentTarget.value || null });
  };
  return (
    <select
      class="tool compare"
      aria-label={say('Compare with another ranking')}
      title={say('The other rankings of this notebook')}
      value={comparedWith ?? ''}
      onChange={onChange}
    >
      <option value="">{say('Compare with…')}</option>
      {others.map(({ id, identity }) => (
        <option key={id} value={id}>
          {rankingLabel(identity, say)}
        </option>
      ))}
    </select>
  );
}
