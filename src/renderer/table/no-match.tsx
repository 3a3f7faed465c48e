import type { Observable } from '../observable.ts';
import { useObservable } from '../use-observable.ts';
import { everyTask, type ViewState } from '../view-state.ts';

/** In the place of the table where no task matches: what was looked for, and the way back. */
export function NoMatch({ view }: { view: Observable<ViewState> }) {
  const { search } = useObservable(view);
  const words = search.trim();
  return (
    <div class="no-match">
      <span>{words === '' ? 'No task matches these filters.' : `No task matches “${words}”.`}</span>
      <button type="button" class="tool" onClick={() => view.set({ ...view.get(), ...everyTask })}>
        Show all tasks
      </button>
    </div>
  );
}
