import { namesWidth } from './plot-sizes.ts';

/** Names of the plots, in the order in which they are shown. */
export const plotIds = ['distribution', 'top-tasks', 'class-evidence'] as const;

/** Name of a plot. */
export type PlotId = (typeof plotIds)[number];

/** Size of a plot in CSS pixels: the width of its inner part, and what is around it. The height follows from the rows. */
export interface PlotFrame {
  width: number;
  padding: { left: number; top: number; right: number; bottom: number };
}

/** How the plots of one ranking are laid out. */
export interface PlotLayout {
  frames: Record<PlotId, PlotFrame>;
  /** Dot plot and heat map stand side by side, row by row; the names of the tasks are drawn once. */
  sideBySide: boolean;
}

const names = namesWidth + 10;
const slantedTop = 92;
const straightTop = 24;
const slantedRight = 50;
const gap = 16;
const narrowestDots = 200;

/** The heat map is at least as wide as its title and its legend. */
const narrowestHeat = 240;

/** Columns narrower than this have no room for slanted names: one line of text at 60 degrees. */
const narrowestColumn = 14;

/**
 * Lays the plots out in `available` pixels.
 *
 * @param classes columns of the heat map; 0: there is none
 * @param slanted whether the names of the classes are slanted
 */
export function layOutPlots(available: number, classes: number, slanted: boolean): PlotLayout {
  const distribution = { width: Math.max(160, available - 100), padding: { left: 46, top: 18, right: 54, bottom: 60 } };
  const right = slanted ? slantedRight : 8;
  const heatTop = slanted && classes > 0 ? slantedTop : straightTop;
  const beside = heatWidth(available / 2 - right, classes);
  const dotsBeside = available - names - gap - (gap + beside + right);
  const sideBySide = classes > 0 && dotsBeside >= narrowestDots;
  const dots = sideBySide ? dotsBeside : Math.min(640, available - names - gap);
  const heat = sideBySide ? beside : heatWidth(available - names - right, classes);
  return {
    sideBySide,
    frames: {
      distribution,
      'top-tasks': {
        width: Math.max(80, dots),
        padding: { left: names, top: sideBySide ? heatTop : straightTop, right: gap, bottom: 40 },
      },
      'class-evidence': {
        width: heat,
        padding: { left: sideBySide ? gap : names, top: heatTop, right, bottom: 40 },
      },
    },
  };
}

/** Wide enough for a name where there are few classes, and no wider. */
function heatWidth(room: number, classes: number): number {
  const columns = Math.max(1, classes);
  const widest = Math.max(72, narrowestHeat / columns);
  return columns * Math.max(narrowestColumn, Math.min(widest, room / columns));
}
