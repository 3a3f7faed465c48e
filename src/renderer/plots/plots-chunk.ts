import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { DrawnPlot } from '../../ranking/export/html.ts';
import { drawPlots } from '../../ranking/plots/draw-plots.ts';
import { filledSpec } from '../../ranking/plots/filled-spec.ts';
import type { PlotFrame } from '../../ranking/plots/plot-frames.ts';
import type { FramedPlot, Plot } from '../../ranking/plots/plots.ts';

// The chunk that holds vega. It is loaded when the first plot comes into sight, and imports nothing that the first chunk also holds:
// a third chunk for what they share would delay the table.

/** What a plot tells of the pointer. */
export interface PlotListener {
  /** The task under the pointer; null: none. */
  onHover(repo: string | null): void;
  onPick(repo: string): void;
  /** Lowest and highest score between the ends of the brush; null: no brush. */
  onBrush(scores: [number, number] | null): void;
}

/** A plot in the page. */
export interface MountedPlot {
  /** Shows other data in the same plot. */
  update(plot: Plot, frame: PlotFrame): Promise<void>;
  /** Highlights these rows of the data set `marked`. */
  mark(rows: readonly object[]): Promise<void>;
  /** Puts the brush around these scores. Does not call `onBrush`. */
  setBrush(scores: readonly [number, number] | null): Promise<void>;
  dispose(): void;
}

/**
 * Draws a plot into `element` as SVG. Expressions of the specification are interpreted, not compiled, so a policy against evaluation
 * does not stop it. The tooltip of vega is a `title` attribute: text.
 */
export async function mountPlot(
  element: HTMLElement,
  plot: Plot,
  frame: PlotFrame,
  listener: PlotListener,
): Promise<MountedPlot> {
  const font = getComputedStyle(element).fontFamily;
  const runtime = parse(filledSpec(plot, font), undefined, { ast: true });
  const view = new View(runtime, { renderer: 'svg', container: element, hover: false, expr: expressionInterpreter });
  let isSettingBrush = false;
  listen(view, listener, () => isSettingBrush);
  const setFrame = ({ signals }: Plot, { width, padding }: PlotFrame) => {
    for (const [name, value] of Object.entries(signals)) view.signal(name, value);
    view.width(width).padding(padding);
  };
  setFrame(plot, frame);
  await view.runAsync();
  return {
    async update(next, nextFrame) {
      for (const [name, rows] of Object.entries(next.data)) {
        if (name !== 'marked') view.data(name, [...rows]);
      }
      setFrame(next, nextFrame);
      await view.resize().runAsync();
    },
    async mark(rows) {
      await view.data('marked', [...rows]).runAsync();
    },
    async setBrush(scores) {
      isSettingBrush = true;
      await view.signal('brush_x', scores === null ? [0, 0] : pixelsOf(view, scores)).runAsync();
      isSettingBrush = false;
    },
    dispose: () => view.finalize(),
  };
}

function listen(view: View, { onHover, onPick, onBrush }: PlotListener, isSettingBrush: () => boolean): void {
  view.addEventListener('mouseover', (_, item) => onHover(repoOf(item)));
  view.addEventListener('mouseout', () => onHover(null));
  view.addEventListener('click', (_, item) => {
    const repo = repoOf(item);
    if (repo !== null) onPick(repo);
  });
  if (!Object.hasOwn(view.getState().signals ?? {}, 'brush_from')) return;
  view.addSignalListener('brush_from', (_, scores: unknown) => {
    if (!isSettingBrush()) onBrush(rangeOf(scores));
  });
}

function pixelsOf(view: View, [low, high]: readonly [number, number]): [number, number] {
  const scale: unknown = view.scale('x');
  if (typeof scale !== 'function') return [0, 0];
  return [Number(scale(low)), Number(scale(high))];
}

function rangeOf(scores: unknown): [number, number] | null {
  if (!Array.isArray(scores) || scores.length !== 2) return null;
  const [a, b] = [Number(scores[0]), Number(scores[1])];
  return Number.isFinite(a) && Number.isFinite(b) && a !== b ? [Math.min(a, b), Math.max(a, b)] : null;
}

/** The map that a mark stands for. */
function repoOf(item: unknown): string | null {
  const datum: unknown = item instanceof Object && 'datum' in item ? item.datum : null;
  return datum instanceof Object && 'repo' in datum && typeof datum.repo === 'string' ? datum.repo : null;
}

/** Draws plots without putting them into the page, for files. */
export function drawPlotsForFile(plots: readonly FramedPlot[]): Promise<DrawnPlot[]> {
  return drawPlots(plots, (spec) => {
    const runtime = parse(spec, undefined, { ast: true });
    return new View(runtime, { renderer: 'none', expr: expressionInterpreter });
  });
}
