import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RankingDocument } from '../../ranking/document.ts';
import { taskKey } from '../../ranking/task-key.ts';
import type { Observable } from '../observable.ts';
import { useObservable } from '../use-observable.ts';
import type { ViewState } from '../view-state.ts';
import { columnEms, type TableColumn } from './columns.ts';
import { barRange } from './difference-bar.tsx';
import { HeadCell } from './head-cell.tsx';
import { rowHeight, rowSegments } from './row-window.ts';
import type { TableRow } from './table-rows.ts';
import { BaselineRow, TaskRow } from './task-row.tsx';
import { useRowKeys } from './use-row-keys.ts';

/** Rows in sight before the table scrolls. */
const rowsInSight = 15;

interface RankingTableProps {
  document: RankingDocument;
  rows: readonly TableRow[];
  columns: readonly TableColumn[];
  view: Observable<ViewState>;
  /** Key of the row under the pointer or the keyboard. */
  hovered: Observable<string | null>;
}

/**
 * The ranking as a grid of which only the rows in sight exist. Screen readers get the true counts and places; the keyboard moves
 * between rows (arrows, Page Up and Down, Home, End) and pins one (Enter or Space).
 */
export function RankingTable({ document, rows, columns, view, hovered }: RankingTableProps) {
  const { scrollTop: savedScrollTop, sort, pinned } = useObservable(view);
  const [scrollTop, setScrollTop] = useState(savedScrollTop);
  const scroller = useRef<HTMLDivElement>(null);
  const range = useMemo(() => barRange(document), [document]);
  const viewportHeight = rowHeight * Math.min(rowsInSight, rows.length);
  const { active, onKeyDown, onFocusRow } = useRowKeys({ rows, scroller, viewportHeight, view });

  useLayoutEffect(() => {
    // The state of a reopened notebook, and the end of a list that has become shorter.
    if (scroller.current) scroller.current.scrollTop = savedScrollTop;
  }, []);

  const onScroll = () => {
    const top = scroller.current?.scrollTop ?? 0;
    setScrollTop(top);
    view.set({ ...view.get(), scrollTop: top });
  };
  const segments = rowSegments({ scrollTop, viewportHeight, count: rows.length, keep: active });
  return (
    <div
      class="table-scroller"
      ref={scroller}
      onScroll={onScroll}
      style={{ maxHeight: `${viewportHeight + rowHeight + 2}px` }}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid of table elements, as the ARIA guide has it
        role="grid"
        aria-label="Ranked tasks"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        onKeyDown={onKeyDown}
        onMouseLeave={() => hovered.set(null)}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={column.characters === null ? {} : { width: `${columnEms(column)}em` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sort={sort} view={view} />
            ))}
          </tr>
        </thead>
        <tbody>
          {segments.map((segment, place) =>
            segment.kind === 'space' ? (
              <Space key={`space ${place}`} rows={segment.rows} />
            ) : (
              rows.slice(segment.from, segment.to).map((row, offset) => {
                const index = segment.from + offset;
                const shared = { index, columns, document, isActive: index === active, onFocus: onFocusRow };
                return row.kind === 'baseline' ? (
                  <BaselineRow key="baseline" score={row.score} {...shared} />
                ) : (
                  <TaskRow
                    key={taskKey(row.task)}
                    {...shared}
                    task={row.task}
                    fold={row.fold}
                    range={range}
                    isPinned={taskKey(row.task) === pinned}
                    hovered={hovered}
                    view={view}
                  />
                );
              })
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** Stands for rows that are not drawn. */
function Space({ rows }: { rows: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row without tabindex cannot have the focus
  return <tr class="space" aria-hidden="true" style={{ height: `${rows * rowHeight}px` }} />;
}
