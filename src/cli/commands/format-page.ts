import type { RankingDocument } from '../../ranking/document.ts';
import { toHtml } from '../../ranking/export/html.ts';
import { drawPlots } from '../../ranking/plots/draw-plots.ts';
import { exportPlots } from '../../ranking/plots/plots.ts';
import { describeFact } from './describe-fact.ts';

/**
 * The ranking as a page with its plots, the same that the notebook exports. Vega is loaded only here: other formats do not wait for
 * it. Its expressions are interpreted, never compiled.
 */
export async function formatPage(document: RankingDocument): Promise<string> {
  const [{ parse, View }, { expressionInterpreter }] = await Promise.all([import('vega'), import('vega-interpreter')]);
  const createView = (spec: object) =>
    new View(parse(spec, undefined, { ast: true }), { renderer: 'none', expr: expressionInterpreter });
  return toHtml(document, { describe: describeFact, plots: await drawPlots(exportPlots(document), createView) });
}
