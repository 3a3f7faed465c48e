import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { taskKey } from '../../ranking/task-key.ts';
import type { Observable } from '../observable.ts';
import type { ViewState } from '../view-state.ts';
import { type RowPage, rowsOfPage } from './row-pages.ts';
import type { TableRow } from './table-rows.ts';

interface RowKeysOptions {
  rows: readonly TableRow[];
  page: RowPage;
  scroller: RefObject<HTMLElement | null>;
  view: Observable<ViewState>;
}

interface RowKeys {
  /** Index of the row at which the keyboard enters the table. */
  active: number;
  onKeyDown(event: KeyboardEvent): void;
  onFocusRow(index: number): void;
}

/** Rows that Page Up and Page Down pass. */
const keyStep = 10;

/** Moves the focus between rows, also to those of other pages, which do not exist yet. */
export function useRowKeys({ rows, page, scroller, view }: RowKeysOptions): RowKeys {
  const [chosen, setActive] = useState(0);
  const mustFocus = useRef(false);
  // The keyboard enters the page that is shown.
  const active = Math.max(page.from, Math.min(chosen, page.to - 1));

  useLayoutEffect(() => {
    if (!mustFocus.current) return;
    const row = scroller.current?.querySelector<HTMLElement>(`tr[data-index="${chosen}"]`);
    if (!row) return;
    mustFocus.current = false;
    row.focus();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (!isRow(event.target)) return;
    const row = rows[active];
    if ((event.key === 'Enter' || event.key === ' ') && row?.kind === 'task') {
      const { pinned } = view.get();
      const key = taskKey(row.task);
      view.set({ ...view.get(), pinned: pinned === key ? null : key });
    } else {
      const target = targetOf(event.key, active, rows.length);
      if (target === null) return;
      // Without a change nothing is drawn, and the wish would be granted at some later time.
      mustFocus.current = target !== active;
      setActive(target);
      if (target < page.from || target >= page.to) {
        view.set({ ...view.get(), page: Math.floor(target / rowsOfPage) });
      }
    }
    // The notebook would scroll, or run the cell.
    event.preventDefault();
    event.stopPropagation();
  };
  return { active, onKeyDown, onFocusRow: setActive };
}

function isRow(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.dataset.index !== undefined;
}

/** The row that a key leads to; null for keys that do not move. */
function targetOf(key: string, active: number, count: number): number | null {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, active + 1);
    case 'ArrowUp':
      return Math.max(0, active - 1);
    case 'PageDown':
      return Math.min(last, active + keyStep);
    case 'PageUp':
      return Math.max(0, active - keyStep);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
