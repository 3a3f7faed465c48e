import type { DrawnPlot } from '../export/html.ts';
import { filledSpec } from './filled-spec.ts';
import type { PlotFrame } from './plot-frames.ts';
import { plotSignals } from './plot-signals.ts';
import type { FramedPlot } from './plots.ts';

/** What is needed of a Vega view. */
export interface DrawableView {
  signal(name: string, value: unknown): unknown;
  width(pixels: number): unknown;
  padding(pixels: PlotFrame['padding']): unknown;
  toSVG(): Promise<string>;
  finalize(): unknown;
}

/**
 * Makes a view without a screen. Passed in, so that this folder depends on no plotting library. Expressions must be interpreted, not
 * compiled: `new View(parse(spec, undefined, { ast: true }), { renderer: 'none', expr: expressionInterpreter })`.
 */
export type CreateView = (spec: object) => DrawableView;

/**
 * Draws plots as SVG, without a screen: `toHtml(document, { plots: await drawPlots(exportPlots(document), createView) })`. Colours are custom properties
 * (plot-theme.ts), which the page defines. Expressions are interpreted, never compiled, and no text of the document is one.
 */
export async function drawPlots(plots: readonly FramedPlot[], createView: CreateView): Promise<DrawnPlot[]> {
  const drawn: DrawnPlot[] = [];
  for (const plot of plots) {
    const view = createView(filledSpec(plot, 'sans-serif'));
    for (const [name, value] of Object.entries(plotSignals(plot, plot.frame))) view.signal(name, value);
    view.width(plot.frame.width);
    view.padding(plot.frame.padding);
    drawn.push({
      id: plot.id,
      title: plot.title,
      description: plot.message,
      svg: partOfPage(await view.toSVG(), plot.id),
    });
    view.finalize();
  }
  return drawn;
}

/**
 * The picture as a part of a page. The figure around it says what it shows, so a screen reader must not read its parts. The library
 * counts the ids of clipping paths through all pictures that it ever drew; here they are counted in each picture, and named after it.
 */
function partOfPage(svg: string, id: string): string {
  const known: string[] = [];
  const renamed = svg.replace(/\bclip\d+\b/g, (clip) => {
    if (!known.includes(clip)) known.push(clip);
    return `${id}-clip-${known.indexOf(clip) + 1}`;
  });
  return renamed.replace('<svg ', '<svg aria-hidden="true" ');
}
