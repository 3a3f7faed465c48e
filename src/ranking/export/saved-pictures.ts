import type { RankingDocument } from '../document.ts';
import { exportPlots, type FramedPlot } from '../plots/plots.ts';
import { rankingLabel } from '../sentences/provenance.ts';
import { english, type Translate } from '../sentences/translate.ts';
import type { DrawnPlot, SavedPicture } from './html.ts';
import { standalonePicture } from './picture.ts';

/** Colours on white, as the light theme of the renderer has them (theme.css): a picture in a saved notebook knows no theme. */
const onWhite: Readonly<Record<string, string>> = {
  '--surface': '#ffffff',
  '--text': '#202020',
  '--muted': '#5f5f5f',
  '--grid': '#e3e3e3',
  '--edge': '#c4c4c4',
  '--marked': '#f2f2f2',
  '--neutral': '#8a8a8a',
  '--better': '#2f7bd6',
  '--worse': '#cc6f12',
  '--heat-n4': '#b35806',
  '--heat-n3': '#d98634',
  '--heat-n2': '#f1b873',
  '--heat-n1': '#fae0c2',
  '--heat-0': '#f2f2f2',
  '--heat-p1': '#cfe2f6',
  '--heat-p2': '#8dbfea',
  '--heat-p3': '#4a90d6',
  '--heat-p4': '#0b5cb0',
};

/** Draws plots without a screen. */
export type DrawPlots = (plots: readonly FramedPlot[]) => Promise<DrawnPlot[]>;

/** The plots of a ranking as pictures on white, some 15 kB each. */
export async function savedPictures(
  document: RankingDocument,
  draw: DrawPlots,
  say: Translate = english,
): Promise<SavedPicture[]> {
  const drawn = await draw(exportPlots(document, say));
  return drawn.map((plot) => ({
    description: `${plot.title}. ${plot.description}`,
    svg: standalonePicture(plot, (property) => onWhite[property] ?? '#808080', rankingLabel(document, say)),
  }));
}
