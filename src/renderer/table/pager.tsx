import { formatCount } from '../../ranking/number-format.ts';
import type { Observable } from '../observable.ts';
import { useWords } from '../use-words.ts';
import type { ViewState } from '../view-state.ts';
import { type RowPage, rowPage } from './row-pages.ts';

interface PagerProps {
  page: RowPage;
  /** Rows of all pages. */
  count: number;
  view: Observable<ViewState>;
}

/** Below a table of several pages: which rows are shown, and the way to the others. Nothing where all rows fit on one page. */
export function Pager({ page: { page, pages, from, to }, count, view }: PagerProps) {
  const { say } = useWords();
  const show = (next: number | null) => view.set({ ...view.get(), page: next });
  if (rowPage(count, 0).pages === 1) return null;
  if (pages === 1) {
    return (
      <p class="pager">
        {say('All {0} rows', formatCount(count))}
        <button type="button" class="tool" onClick={() => show(0)}>
          {say('Show pages')}
        </button>
      </p>
    );
  }
  return (
    <p class="pager">
      <span role="status">
        {say('Rows {0} to {1} of {2}', formatCount(from + 1), formatCount(to), formatCount(count))}
      </span>
      <button type="button" class="tool" disabled={page === 0} onClick={() => show(page - 1)}>
        {say('Previous')}
      </button>
      <button type="button" class="tool" disabled={page === pages - 1} onClick={() => show(page + 1)}>
        {say('Next')}
      </button>
      <button type="button" class="tool" onClick={() => show(null)}>
        {say('Show all {0}', formatCount(count))}
      </button>
    </p>
  );
}
