import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { taskKey } from '../../ranking/task-key.ts';
import type { Observable } from '../observable.ts';
import type { ViewState } from '../view-state.ts';
import { rowHeight } from './row-window.ts';
import type { TableRow } from './table-rows.ts';

interface RowKeysOptions {
  rows: readonly TableRow[];
  scroller: RefObject<HTMLElement | null>;
  viewportHeight: number;
  view: Observable<ViewState>;
}

interface RowKeys {
  /** Index of the row at which the keyboard enters the table. */
  active: number;
  onKeyDown(event: KeyboardEvent): void;
  onFocusRow(index: number): void;
}

/** Moves the focus between rows, also to rows that do not exist yet because they are out of sight. */
export function useRowKeys({ rows, scroller, viewportHeight, view }: RowKeysOptions): RowKeys {
  const [chosen, setActive] = useState(0);
  const mustFocus = useRef(false);
  const active = Math.max(0, Math.min(chosen, rows.length - 1));

  useLayoutEffect(() => {
    if (!mustFocus.current) return;
    mustFocus.current = false;
    const row = scroller.current?.querySelector<HTMLElement>(`tr[data-index="${active}"]`);
    row?.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (!isRow(event.target)) return;
    const row = rows[active];
    if ((event.key === 'Enter' || event.key === ' ') && row?.kind === 'task') {
      const { pinned } = view.get();
      const key = taskKey(row.task);
      view.set({ ...view.get(), pinned: pinned === key ? null : key });
    } else {
      const target = targetOf(event.key, active, rows.length, Math.max(1, Math.floor(viewportHeight / rowHeight) - 1));
      if (target === null) return;
      // Without a change nothing is drawn, and the wish would be granted at some later time.
      mustFocus.current = target !== active;
      setActive(target);
      scrollIntoView(scroller.current, target, viewportHeight);
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
function targetOf(key: string, active: number, count: number, page: number): number | null {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, active + 1);
    case 'ArrowUp':
      return Math.max(0, active - 1);
    case 'PageDown':
      return Math.min(last, active + page);
    case 'PageUp':
      return Math.max(0, active - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** Scrolls as little as shows the row between the head and the lower edge. */
function scrollIntoView(scroller: HTMLElement | null, index: number, viewportHeight: number): void {
  if (scroller === null) return;
  const top = index * rowHeight;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + rowHeight > scroller.scrollTop + viewportHeight) scroller.scrollTop = top + rowHeight - viewportHeight;
}
