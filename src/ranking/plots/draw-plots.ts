import type { RankingDocument } from '../document.ts';
import type { DrawnPlot } from '../export/html.ts';
import { english, type Translate } from '../sentences.ts';
import { filledSpec } from './filled-spec.ts';
import type { PlotFrame } from './plot-frames.ts';
import { allPlots } from './plots.ts';

/** What is needed of a Vega view. */
export interface DrawableView {
  signal(name: string, value: unknown): unknown;
  width(pixels: number): unknown;
  padding(pixels: PlotFrame['padding']): unknown;
  toSVG(): Promise<string>;
  finalize(): unknown;
}

/** What is needed of `vega` and `vega-interpreter`; passed in, so that this folder depends on no plotting library. */
export interface PlotLibrary {
  parse(spec: object, config: object | undefined, options: { ast: boolean }): object;
  View: new (runtime: object, options: { renderer: 'none'; expr: unknown }) => DrawableView;
  expressionInterpreter: unknown;
}

/** Width of the plots in an exported page, in CSS pixels. */
const exportWidth = 960;

/**
 * All plots of a ranking as SVG, without a screen: for the HTML page of the command line. Colours are custom properties
 * (plot-theme.ts), which the page defines. Expressions are interpreted, never compiled, and no text of the document is one.
 */
export async function drawPlots(
  document: RankingDocument,
  { parse, View, expressionInterpreter }: PlotLibrary,
  say: Translate = english,
): Promise<DrawnPlot[]> {
  const drawn: DrawnPlot[] = [];
  for (const plot of allPlots(document, exportWidth, say)) {
    const runtime = parse(filledSpec(plot, 'sans-serif'), undefined, { ast: true });
    const view = new View(runtime, { renderer: 'none', expr: expressionInterpreter });
    for (const [name, value] of Object.entries(plot.signals)) view.signal(name, value);
    view.width(plot.frame.width);
    view.padding(plot.frame.padding);
    drawn.push({ id: plot.id, title: plot.title, description: plot.message, svg: await view.toSVG() });
    view.finalize();
  }
  return drawn;
}
