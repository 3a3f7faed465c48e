import type { RefObject } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { RankingDocument } from '../ranking/document.ts';
import { rankingKey } from '../ranking/ranking-identity.ts';
import { rankingLabel } from '../ranking/sentences/provenance.ts';
import { taskKey } from '../ranking/task-key.ts';
import { queryTasks } from '../ranking/task-query.ts';
import { CompareChoice } from './comparison/compare-choice.tsx';
import { Comparison } from './comparison/comparison.tsx';
import { useOtherRanking } from './comparison/use-other-ranking.ts';
import { TaskDetails } from './details/task-details.tsx';
import { ExportMenu } from './exports/export-menu.tsx';
import { FilterChips } from './filters/filter-chips.tsx';
import { FilterPanel } from './filters/filter-panel.tsx';
import { filteredTasks } from './filters/filtered-tasks.ts';
import { Answer } from './header/answer.tsx';
import { Facts } from './header/facts.tsx';
import { FinePrint } from './header/fine-print.tsx';
import { NextSteps } from './header/next-steps.tsx';
import { keepKeys } from './keep-keys.ts';
import { observable } from './observable.ts';
import { Distribution } from './plots/distribution.tsx';
import { TopPlots } from './plots/top-plots.tsx';
import type { Session } from './session.ts';
import { tableColumns, visibleColumns } from './table/columns.ts';
import { NoMatch } from './table/no-match.tsx';
import { RankingTable } from './table/ranking-table.tsx';
import { rowPage } from './table/row-pages.ts';
import { tableRows } from './table/table-rows.ts';
import { Popover } from './toolbar/popover.tsx';
import { Toolbar } from './toolbar/toolbar.tsx';
import { useObservable } from './use-observable.ts';
import { useWidth, type Width } from './use-width.ts';
import { useWords } from './use-words.ts';

interface RankingViewProps {
  document: RankingDocument;
  outputId: string;
  session: Session;
}

/**
 * One ranking. The frame is there before what stands in it: the table is laid out once its width is known, not once before and once after.
 */
export function RankingView({ document, outputId, session }: RankingViewProps) {
  const theme = useObservable(session.theme);
  const { say, language } = useWords();
  const root = useRef<HTMLElement>(null);
  const width = useWidth(root);
  return (
    <article
      class="ranking"
      ref={root}
      data-theme={theme}
      lang={language}
      aria-label={say('Ranking of intermediate tasks: {0}', rankingLabel(document, say))}
      onKeyDown={keepKeys}
    >
      {width && <RankingParts document={document} outputId={outputId} session={session} root={root} width={width} />}
    </article>
  );
}

interface RankingPartsProps extends RankingViewProps {
  root: RefObject<HTMLElement | null>;
  width: Width;
}

/** The answer, where it comes from, the table and the plots. */
function RankingParts({ document, outputId, session, root, width }: RankingPartsProps) {
  const words = useWords();
  const { say } = words;
  const key = rankingKey(document);
  const view = useMemo(() => session.states.of(key), [session, key]);
  const state = useObservable(view);
  const [hovered] = useState(() => observable<string | null>(null));

  const allColumns = useMemo(() => tableColumns(document, words), [document, words]);
  const columns = useMemo(
    () => visibleColumns(allColumns, state.columns, width.ems),
    [allColumns, state.columns, width],
  );
  const { search, scores, sort, unfolded, filter, verdicts } = state;
  const passing = useMemo(() => filteredTasks(document, { filter, verdicts }), [document, filter, verdicts]);
  const tasks = useMemo(() => queryTasks(passing, { search, scores, sort }), [passing, search, scores, sort]);
  const rows = useMemo(
    () => tableRows(document, tasks, { search, scores, sort }, unfolded),
    [document, tasks, search, scores, sort, unfolded],
  );
  const pinned = document.tasks.find((task) => taskKey(task) === state.pinned);
  const inRankOrder = useMemo(() => tasks.toSorted((a, b) => a.rank - b.rank), [tasks]);
  const details = pinned && (
    <TaskDetails
      key={taskKey(pinned)}
      document={document}
      task={pinned}
      extension={session.extension}
      onClose={() => {
        // The keyboard goes on where it was.
        root.current?.querySelector<HTMLElement>('tr[aria-selected="true"]')?.focus();
        view.set({ ...view.get(), pinned: null });
      }}
    />
  );
  const { from, to } = rowPage(rows.length, state.page);
  const isShown = rows
    .slice(from, to)
    .some((row) => row.kind === 'task' && pinned !== undefined && taskKey(row.task) === taskKey(pinned));
  const other = useOtherRanking(session, outputId, state.comparedWith);
  const plots = { document, view, hovered, loadPlots: session.loadPlots };
  return (
    <>
      <Answer document={document} />
      <NextSteps document={document} extension={session.extension} />
      <Facts document={document} />
      <FinePrint document={document} />
      {document.tasks.length > 1 && <Distribution {...plots} width={width.pixels} />}
      <Toolbar
        view={view}
        allColumns={allColumns}
        visibleColumns={columns}
        shown={tasks.length}
        total={document.tasks.length}
      >
        <Popover label={say('Filter')}>{() => <FilterPanel document={document} view={view} />}</Popover>
        <CompareChoice outputId={outputId} session={session} view={view} />
        <ExportMenu document={document} session={session} section={root} tasks={tasks} columns={columns} />
      </Toolbar>
      <FilterChips document={document} view={view} />
      {tasks.length === 0 && document.tasks.length > 0 ? (
        <NoMatch view={view} />
      ) : (
        <RankingTable
          document={document}
          rows={rows}
          columns={columns}
          view={view}
          hovered={hovered}
          details={details}
        />
      )}
      {!isShown && details}
      {other && (
        <Comparison
          first={document}
          second={other}
          width={width.pixels - 30}
          onClose={() => view.set({ ...view.get(), comparedWith: null })}
        />
      )}
      <TopPlots {...plots} tasks={inRankOrder} width={width.pixels} />
    </>
  );
}
