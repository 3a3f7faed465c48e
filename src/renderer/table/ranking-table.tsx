import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { RankingDocument } from '../../ranking/document.ts';
import { taskKey } from '../../ranking/task-key.ts';
import type { Observable } from '../observable.ts';
import { useObservable } from '../use-observable.ts';
import { useWords } from '../use-words.ts';
import type { ViewState } from '../view-state.ts';
import { columnEms, type TableColumn } from './columns.ts';
import { barRange } from './difference-bar.tsx';
import { HeadCell } from './head-cell.tsx';
import { Pager } from './pager.tsx';
import { rowPage } from './row-pages.ts';
import type { TableRow } from './table-rows.ts';
import { BaselineRow, TaskRow } from './task-row.tsx';
import { useRowKeys } from './use-row-keys.ts';

interface RankingTableProps {
  document: RankingDocument;
  rows: readonly TableRow[];
  columns: readonly TableColumn[];
  view: Observable<ViewState>;
  /** Key of the row under the pointer or the keyboard. */
  hovered: Observable<string | null>;
  /** What stands under the row of the pinned task. */
  details: ComponentChildren;
}

/** Width of the name of a task in ems at least: below that the table scrolls sideways, which it does only where many columns were chosen. */
const narrowestName = 9;

/**
 * The ranking as a grid, in pages where it is long, so that nothing scrolls inside the notebook. Screen readers get the true counts and places; the
 * keyboard moves between rows of all pages (arrows, Page Up and Down, Home, End) and pins one (Enter or Space), whose details open under it.
 */
export function RankingTable({ document, rows, columns, view, hovered, details }: RankingTableProps) {
  const { say } = useWords();
  const { page: wanted, sort, pinned } = useObservable(view);
  const scroller = useRef<HTMLDivElement>(null);
  const range = useMemo(() => barRange(document), [document]);
  const page = rowPage(rows.length, wanted);
  const { active, onKeyDown, onFocusRow } = useRowKeys({ rows, page, scroller, view });
  const others = columns.reduce((sum, column) => sum + (column.id === 'task' ? 0 : columnEms(column)), 0);
  return (
    <>
      <div class="table-scroller" ref={scroller}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid of table elements, as the ARIA guide has it
          role="grid"
          aria-label={say('Ranked tasks')}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length}
          style={{ minWidth: `${others + narrowestName}em` }}
          onKeyDown={onKeyDown}
          onMouseLeave={() => hovered.set(null)}
        >
          <colgroup>
            {columns.map((column) => (
              <col key={column.id} style={column.id === 'task' ? {} : { width: `${columnEms(column)}em` }} />
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
            {rows.slice(page.from, page.to).map((row, offset) => {
              const index = page.from + offset;
              const shared = { index, columns, document, isActive: index === active, onFocus: onFocusRow };
              if (row.kind === 'baseline') return <BaselineRow key="baseline" score={row.score} {...shared} />;
              const key = taskKey(row.task);
              const isPinned = key === pinned;
              return [
                <TaskRow
                  key={key}
                  {...shared}
                  task={row.task}
                  fold={row.fold}
                  range={range}
                  isPinned={isPinned}
                  hovered={hovered}
                  view={view}
                />,
                isPinned && (
                  <tr key="details" class="details-row">
                    <td colSpan={columns.length}>{details}</td>
                  </tr>
                ),
              ];
            })}
          </tbody>
        </table>
      </div>
      <Pager page={page} count={rows.length} view={view} />
    </>
  );
}
