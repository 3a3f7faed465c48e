import type { Observable } from '../observable.ts';
import { useObservable } from '../use-observable.ts';
import { useWords } from '../use-words.ts';
import { everyTask, type ViewState } from '../view-state.ts';

/** In the place of the table where no task matches: what was looked for, and the way back. */
export function NoMatch({ view }: { view: Observable<ViewState> }) {
  const { say } = useWords();
  const { search } = useObservable(view);
  const words = search.trim();
  return (
    <div class="no-match">
      <span>{words === '' ? say('No task matches these filters.') : say('No task matches “{0}”.', words)}</span>
      <button type="button" class="tool" onClick={() => view.set({ ...view.get(), ...everyTask })}>
        {say('Show all tasks')}
      </button>
    </div>
  );
}
