import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { DrawnPlot } from '../../ranking/export/html.ts';
import { drawPlots } from '../../ranking/plots/draw-plots.ts';
import { filledSpec } from '../../ranking/plots/filled-spec.ts';
import type { PlotFrame } from '../../ranking/plots/plot-frames.ts';
import { plotSignals } from '../../ranking/plots/plot-signals.ts';
import type { FramedPlot, Plot } from '../../ranking/plots/plots.ts';

// The chunk that holds vega. It is loaded when the first plot comes into sight, and imports nothing that the first chunk also holds:
// a third chunk for what they share would delay the table.

/** What a plot tells of the pointer. */
export interface PlotListener {
  /** The task under the pointer; null: none. */
  onHover(key: string | null): void;
  onPick(key: string): void;
  /** Lowest and highest score between the ends of the brush; null: no brush. */
  onBrush(scores: [number, number] | null): void;
  /** What the mark under the pointer says; null: nothing. */
  onTip(tip: PlotTip | null): void;
}

/** Text beside the pointer, at these CSS pixels of the window. */
export interface PlotTip {
  text: string;
  x: number;
  y: number;
}

/** A plot in the page. */
export interface MountedPlot {
  /** Shows other data in the same plot. */
  update(plot: Plot, frame: PlotFrame): Promise<void>;
  /** Highlights these rows of the dataset `marked`. */
  mark(rows: readonly object[]): Promise<void>;
  /** Puts the brush around these scores; null takes it away. Does not call `onBrush`. */
  setBrush(scores: readonly [number, number] | null): Promise<void>;
  dispose(): void;
}

/**
 * Draws a plot into `element` as SVG. Expressions of the specification are interpreted, not compiled, so a policy against evaluation
 * does not stop it.
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
  // The library's own tooltip is a `title` attribute, which comes late and not at all by touch.
  view.tooltip((_, event, __, value: unknown) => listener.onTip(tipOf(event, value)));
  const stopListening = new AbortController();
  listenToRows(view, listener);
  const brush = listenToBrush(view, element, listener, stopListening.signal);
  const inTurn = queue();
  const setFrame = (shown: Plot, shownFrame: PlotFrame) => {
    for (const [name, value] of Object.entries(plotSignals(shown, shownFrame))) view.signal(name, value);
    view.width(shownFrame.width).padding(shownFrame.padding);
  };
  setFrame(plot, frame);
  await view.runAsync();
  return {
    update: (next, nextFrame) =>
      inTurn(async () => {
        for (const [name, rows] of Object.entries(next.data)) {
          if (name !== 'marked') view.data(name, [...rows]);
        }
        setFrame(next, nextFrame);
        await view.resize().runAsync();
      }),
    mark: (rows) =>
      inTurn(async () => {
        await view.data('marked', [...rows]).runAsync();
      }),
    setBrush: (scores) =>
      inTurn(async () => {
        if (!hasSignal(view, 'brush_x') || brush.isShown(scores)) return;
        brush.forget();
        await view.signal('brush_x', scores === null ? [0, 0] : pixelsOf(view, scores)).runAsync();
      }),
    dispose() {
      stopListening.abort();
      view.finalize();
    },
  };
}

function tipOf(event: MouseEvent, value: unknown): PlotTip | null {
  return typeof value === 'string' && value !== '' ? { text: value, x: event.clientX, y: event.clientY } : null;
}

/** Runs one change after the other: a change during another would be computed with scales of which half is old. */
function queue(): (work: () => Promise<void>) => Promise<void> {
  let last = Promise.resolve();
  return (work) => {
    last = last.then(work, work);
    return last;
  };
}

function listenToRows(view: View, { onHover, onPick }: PlotListener): void {
  view.addEventListener('mouseover', (_, item) => onHover(keyOf(item)));
  view.addEventListener('mouseout', () => onHover(null));
  view.addEventListener('click', (_, item) => {
    const key = keyOf(item);
    if (key !== null) onPick(key);
  });
}

interface Brush {
  /** Whether the user has just drawn the brush around these scores: setting it again would disturb the drawing. */
  isShown(scores: readonly [number, number] | null): boolean;
  /** The brush is no longer where the user drew it. */
  forget(): void;
}

/** The brush also moves when the axis changes or when it is set from outside. Only what the pointer does is the user's wish. */
function listenToBrush(view: View, element: HTMLElement, { onBrush }: PlotListener, signal: AbortSignal): Brush {
  let isDown = false;
  let isDrawing = false;
  let drawn: [number, number] | null = null;
  const isShown: Brush['isShown'] = (scores) =>
    isDown || (drawn !== null && scores !== null && drawn[0] === scores[0] && drawn[1] === scores[1]);
  const forget = () => {
    drawn = null;
  };
  if (!hasSignal(view, 'brush_from')) return { isShown, forget };
  const press = () => {
    isDown = true;
    isDrawing = true;
  };
  const release = () => {
    isDown = false;
    // The last step of the brush is computed after the pointer is up.
    setTimeout(() => (isDrawing = isDown), 50);
  };
  element.addEventListener('pointerdown', press, { signal });
  element.ownerDocument.addEventListener('pointerup', release, { signal });
  element.addEventListener('dblclick', () => onBrush(null), { signal });
  view.addSignalListener('brush_from', (_, scores: unknown) => {
    if (!isDrawing) return;
    drawn = rangeOf(scores);
    onBrush(drawn);
  });
  return { isShown, forget };
}

function hasSignal(view: View, name: string): boolean {
  return Object.hasOwn(view.getState().signals ?? {}, name);
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

/** The task that a mark stands for. */
function keyOf(item: unknown): string | null {
  const datum: unknown = item instanceof Object && 'datum' in item ? item.datum : null;
  return datum instanceof Object && 'key' in datum && typeof datum.key === 'string' ? datum.key : null;
}

/** Draws plots without putting them into the page, for files. */
export function drawPlotsForFile(plots: readonly FramedPlot[]): Promise<DrawnPlot[]> {
  return drawPlots(plots, (spec) => {
    const runtime = parse(spec, undefined, { ast: true });
    return new View(runtime, { renderer: 'none', expr: expressionInterpreter });
  });
}
