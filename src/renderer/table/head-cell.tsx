import type { Observable } from '../observable.ts';
import type { ViewState } from '../view-state.ts';
import type { TableColumn } from './columns.ts';

interface HeadCellProps {
  column: TableColumn;
  sort: ViewState['sort'];
  view: Observable<ViewState>;
}

/** The head of a column: a button that sorts by it, and again to reverse. */
export function HeadCell({ column, sort, view }: HeadCellProps) {
  // Rank, score and difference are one order; the mark stands at the score only.
  const isSorted = sort.by === column.sortBy && (column.sortBy !== 'score' || column.id === 'score');
  const direction = sort.descending ? 'descending' : 'ascending';
  const toggle = () => view.set({ ...view.get(), sort: nextSort(column, sort), page: 0 });
  return (
    <th scope="col" class={`${column.id} ${column.numeric ? 'numeric' : ''}`} aria-sort={isSorted ? direction : 'none'}>
      <button type="button" class="head" title={column.hint} onClick={toggle}>
        <span class="head-title">{column.title}</span>
        <span class="sort-mark" aria-hidden="true">
          {isSorted ? (sort.descending ? '▾' : '▴') : ''}
        </span>
      </button>
    </th>
  );
}

/** The same column again reverses; another one begins with what people look for: high numbers, names from A. */
function nextSort(column: TableColumn, sort: ViewState['sort']): ViewState['sort'] {
  if (sort.by === column.sortBy) return { by: sort.by, descending: !sort.descending };
  return { by: column.sortBy, descending: column.numeric };
}
