import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PlotFrame } from '../../ranking/plots/plot-frames.ts';
import type { Plot } from '../../ranking/plots/plots.ts';
import { useWords } from '../use-words.ts';
import type { PlotsChunk } from './load-plots.ts';
import type { MountedPlot, PlotListener, PlotTip } from './plots-chunk.ts';
import { useNear } from './use-near.ts';

interface PlotFigureProps {
  plot: Plot;
  frame: PlotFrame;
  /** Height of the inner part, in pixels: room is kept for it until it is drawn. */
  innerHeight: number;
  /** Rows of the plot's dataset `marked`. */
  marked: readonly object[];
  /** Ends of the brush; left out: the plot has none. */
  brush?: readonly [number, number] | null;
  listener: Omit<PlotListener, 'onTip'>;
  loadPlots(): Promise<PlotsChunk>;
  children?: ComponentChildren;
}

/**
 * A plot with its title, for screen readers the plot in words. It is drawn once it comes near the visible part of the page. What a mark says
 * stands beside the pointer at once.
 */
export function PlotFigure({
  plot,
  frame,
  innerHeight,
  marked,
  brush,
  listener,
  loadPlots,
  children,
}: PlotFigureProps) {
  const { say } = useWords();
  const element = useRef<HTMLDivElement>(null);
  const isNear = useNear(element);
  const [mounted, setMounted] = useState<MountedPlot | null>(null);
  const [failure, setFailure] = useState('');
  const [tip, setTip] = useState<PlotTip | null>(null);
  const input = { plot, frame, listener: { ...listener, onTip: setTip } };
  const current = useRef(input);
  current.current = input;

  useEffect(() => {
    if (!isNear) return;
    const life = { isOver: false, view: null as MountedPlot | null };
    mount(element.current, loadPlots, current.current)
      .then((view) => {
        if (life.isOver) return view?.dispose();
        life.view = view;
        setMounted(view);
      })
      .catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
    return () => {
      life.isOver = true;
      life.view?.dispose();
      setMounted(null);
    };
  }, [isNear, loadPlots]);
  useEffect(() => void mounted?.update(plot, frame), [mounted, plot, frame]);
  useEffect(() => void mounted?.mark(marked), [mounted, marked]);
  useEffect(() => {
    if (brush !== undefined) void mounted?.setBrush(brush);
  }, [mounted, brush, frame]);

  const width = frame.width + frame.padding.left + frame.padding.right;
  const height = innerHeight + frame.padding.top + frame.padding.bottom;
  return (
    <figure class={`plot ${plot.id}`}>
      <figcaption style={{ maxWidth: `${width}px` }}>{plot.title}</figcaption>
      <div class="canvas" role="img" aria-label={plot.message}>
        {/* The library names this element and its parts, which have nothing to add to the words around them. */}
        <div aria-hidden="true" ref={element} style={{ width: `${width}px`, minHeight: `${height}px` }} />
      </div>
      {tip && <Tip tip={tip} figure={element.current} />}
      {failure !== '' && <p class="warning">{say('This plot could not be drawn: {0}', failure)}</p>}
      {children}
    </figure>
  );
}

/** Beside the pointer, on the side that has more room. */
function Tip({ tip: { text, x, y }, figure }: { tip: PlotTip; figure: HTMLElement | null }) {
  const box = figure?.closest('figure')?.getBoundingClientRect();
  if (box === undefined) return null;
  const side = x - box.left < box.width / 2 ? { left: `${x - box.left + 14}px` } : { right: `${box.right - x + 14}px` };
  return (
    <div class="plot-tip" aria-hidden="true" style={{ ...side, top: `${y - box.top + 14}px` }}>
      {text}
    </div>
  );
}

interface MountInput {
  plot: Plot;
  frame: PlotFrame;
  listener: PlotListener;
}

async function mount(
  element: HTMLElement | null,
  loadPlots: () => Promise<PlotsChunk>,
  input: MountInput,
): Promise<MountedPlot | null> {
  const { mountPlot } = await loadPlots();
  return element === null ? null : mountPlot(element, input.plot, input.frame, input.listener);
}
