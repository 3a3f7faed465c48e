import { useMemo, useState } from 'preact/hooks';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { classesWithin, layOutPlots, roomForNames } from '../../ranking/plots/plot-frames.ts';
import { topRowHeight } from '../../ranking/plots/plot-sizes.ts';
import { classEvidencePlot, plotShapes, topTasksPlot, withoutNames } from '../../ranking/plots/plots.ts';
import { topTasks } from '../../ranking/plots/top-tasks-data.ts';
import { taskKey } from '../../ranking/task-key.ts';
import type { Observable } from '../observable.ts';
import { useObservable } from '../use-observable.ts';
import { useWords } from '../use-words.ts';
import type { ViewState } from '../view-state.ts';
import type { PlotsChunk } from './load-plots.ts';
import { PlotFigure } from './plot-figure.tsx';

interface TopPlotsProps {
  document: RankingDocument;
  /** Tasks that match the search and the brush, in the order of the ranking. */
  tasks: readonly RankedTask[];
  view: Observable<ViewState>;
  hovered: Observable<string | null>;
  width: number;
  loadPlots(): Promise<PlotsChunk>;
}

/** The first of the matching tasks: how far from the baseline, and with which classes they help. */
export function TopPlots({ document, tasks, view, hovered, width, loadPlots }: TopPlotsProps) {
  const { say } = useWords();
  const { pinned } = useObservable(view);
  const pointed = useObservable(hovered);
  const [wanted, setPage] = useState(0);
  const room = roomForNames(width);
  const size = classesWithin(width);
  const pages = Math.ceil(document.target.classes.length / size);
  const page = Math.max(0, Math.min(wanted, pages - 1));
  const dots = useMemo(() => topTasksPlot(document, tasks, say, room), [document, tasks, say, room]);
  const heatMap = useMemo(
    () => classEvidencePlot(document, tasks, say, { page: { size, page }, room }),
    [document, tasks, say, size, page, room],
  );
  const layout = useMemo(() => layOutPlots(width, plotShapes(document, heatMap)), [document, width, heatMap]);
  const heat = useMemo(
    () => (heatMap !== null && layout.sideBySide ? withoutNames(heatMap) : heatMap),
    [heatMap, layout.sideBySide],
  );
  const marked = useMemo(
    () =>
      topTasks(tasks).flatMap((task, place) => {
        const key = taskKey(task);
        return key === pinned || key === pointed ? [{ place, pinned: key === pinned }] : [];
      }),
    [tasks, pinned, pointed],
  );
  const listener = useMemo(
    () => ({
      onHover: (key: string | null) => hovered.set(key),
      onPick: (key: string) => view.set({ ...view.get(), pinned: view.get().pinned === key ? null : key }),
      onBrush: () => {},
    }),
    [view, hovered],
  );
  if (dots.rows === 0) return null;
  const shared = { innerHeight: dots.rows * topRowHeight, marked, listener, loadPlots };
  return (
    <div class="top-plots">
      <PlotFigure plot={dots} frame={layout.frames['top-tasks']} {...shared} />
      {heat && (
        <PlotFigure plot={heat} frame={layout.frames['class-evidence']} {...shared}>
          {pages > 1 && <ClassPages page={page} pages={pages} size={size} onPage={setPage} />}
        </PlotFigure>
      )}
    </div>
  );
}

interface ClassPagesProps {
  page: number;
  pages: number;
  /** Classes of a page. */
  size: number;
  onPage(page: number): void;
}

/** The way to the classes in which tasks differ less. */
function ClassPages({ page, pages, size, onPage }: ClassPagesProps) {
  const { say } = useWords();
  return (
    <p class="class-pages">
      <button type="button" class="tool" disabled={page === 0} onClick={() => onPage(page - 1)}>
        {say('Previous {0} classes', formatCount(size))}
      </button>
      <button type="button" class="tool" disabled={page === pages - 1} onClick={() => onPage(page + 1)}>
        {say('Next {0} classes', formatCount(size))}
      </button>
    </p>
  );
}
