import { useMemo } from 'preact/hooks';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import { layOutPlots } from '../../ranking/plots/plot-frames.ts';
import { topRowHeight } from '../../ranking/plots/plot-sizes.ts';
import { classEvidencePlot, topTasksPlot, withoutNames } from '../../ranking/plots/plots.ts';
import { topTasks } from '../../ranking/plots/top-tasks-data.ts';
import { taskKey } from '../../ranking/task-key.ts';
import type { Observable } from '../observable.ts';
import { useObservable } from '../use-observable.ts';
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
  const { pinned } = useObservable(view);
  const pointed = useObservable(hovered);
  const dots = useMemo(() => topTasksPlot(document, tasks), [document, tasks]);
  const heatMap = useMemo(() => classEvidencePlot(document, tasks), [document, tasks]);
  const layout = useMemo(
    () => layOutPlots(width, heatMap?.data.classes?.length ?? 0, heatMap?.signals.slanted === true),
    [width, heatMap],
  );
  const heat = useMemo(
    () => (heatMap !== null && layout.sideBySide ? withoutNames(heatMap) : heatMap),
    [heatMap, layout.sideBySide],
  );
  const marked = useMemo(
    () => topTasks(tasks).flatMap((task, place) => ([pinned, pointed].includes(taskKey(task)) ? [{ place }] : [])),
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
      {heat && <PlotFigure plot={heat} frame={layout.frames['class-evidence']} {...shared} />}
    </div>
  );
}
