import type { ComponentChildren } from 'preact';
import { shownTasksLabel } from '../../ranking/sentences/coverage.ts';
import type { Observable } from '../observable.ts';
import type { TableColumn } from '../table/columns.ts';
import { useObservable } from '../use-observable.ts';
import { useWords } from '../use-words.ts';
import type { ViewState } from '../view-state.ts';
import { ColumnChoice } from './column-choice.tsx';

interface ToolbarProps {
  view: Observable<ViewState>;
  allColumns: readonly TableColumn[];
  visibleColumns: readonly TableColumn[];
  /** Tasks that match, of all. */
  shown: number;
  total: number;
  children?: ComponentChildren;
}

/** Above the table: search, what is shown, which columns, and what else can be done. */
export function Toolbar({ view, allColumns, visibleColumns, shown, total, children }: ToolbarProps) {
  const { say } = useWords();
  const { search } = useObservable(view);
  const onInput = (event: Event) => {
    if (!(event.currentTarget instanceof HTMLInputElement)) return;
    view.set({ ...view.get(), search: event.currentTarget.value, page: 0 });
  };
  return (
    <div class="toolbar">
      <div class="finding">
        <input
          type="search"
          class="search"
          placeholder={say('Search tasks')}
          aria-label={say('Search tasks, by dataset, subset, columns, language or map')}
          value={search}
          onInput={onInput}
        />
        <span class="count" role="status">
          {shownTasksLabel(shown, total, say)}
        </span>
      </div>
      <div class="tools">
        {children}
        <ColumnChoice view={view} all={allColumns} visible={visibleColumns} />
      </div>
    </div>
  );
}
