import { useMemo } from 'preact/hooks';
import type { RankingDocument } from '../../ranking/document.ts';
import { layOutPlots } from '../../ranking/plots/plot-frames.ts';
import { barsHeight } from '../../ranking/plots/plot-sizes.ts';
import { distributionPlot, plotShapes } from '../../ranking/plots/plots.ts';
import { taskKey } from '../../ranking/task-key.ts';
import type { Observable } from '../observable.ts';
import { useObservable } from '../use-observable.ts';
import { useWords } from '../use-words.ts';
import type { ViewState } from '../view-state.ts';
import type { PlotsChunk } from './load-plots.ts';
import { PlotFigure } from './plot-figure.tsx';

interface DistributionProps {
  document: RankingDocument;
  view: Observable<ViewState>;
  hovered: Observable<string | null>;
  /** Room in CSS pixels. */
  width: number;
  loadPlots(): Promise<PlotsChunk>;
}

/** All scores; a brush over them filters the table and everything else. */
export function Distribution({ document, view, hovered, width, loadPlots }: DistributionProps) {
  const { say } = useWords();
  const { scores, pinned } = useObservable(view);
  const pointed = useObservable(hovered);
  const plot = useMemo(() => distributionPlot(document, say), [document, say]);
  const frame = useMemo(() => layOutPlots(width, plotShapes(document, null)).frames.distribution, [document, width]);
  const marked = useMemo(
    () =>
      document.tasks
        .filter((task) => [pinned, pointed].includes(taskKey(task)))
        .map((task) => ({ score: task.score, pinned: taskKey(task) === pinned })),
    [document, pinned, pointed],
  );
  const listener = useMemo(
    () => ({
      onHover: () => {},
      onPick: () => {},
      onBrush: (range: [number, number] | null) => view.set({ ...view.get(), scores: range, page: 0 }),
    }),
    [view],
  );
  return (
    <PlotFigure
      plot={plot}
      frame={frame}
      innerHeight={barsHeight}
      marked={marked}
      brush={scores}
      listener={listener}
      loadPlots={loadPlots}
    />
  );
}
