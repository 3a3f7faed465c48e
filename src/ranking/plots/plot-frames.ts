import { namesWidth } from './plot-sizes.ts';

/** Names of the plots, in the order in which they are shown. */
export const plotIds = ['distribution', 'top-tasks', 'class-evidence'] as const;

/** Name of a plot. */
export type PlotId = (typeof plotIds)[number];

/**
 * Size of a plot in CSS pixels: the width of its inner part, what is around it, and parameters of its specification that depend on the room. The height
 * follows from the rows.
 */
export interface PlotFrame {
  width: number;
  padding: { left: number; top: number; right: number; bottom: number };
  signals: Record<string, number>;
}

/** How the plots of one ranking are laid out. */
export interface PlotLayout {
  frames: Record<PlotId, PlotFrame>;
  /** Dot plot and heat map stand side by side, row by row; the names of the tasks are drawn once. */
  sideBySide: boolean;
}

/** Rows below the title of the plots of the top: the name of the baseline beside them, or the legend of the heat map. */
const dotsTop = 24;
const heatTop = 46;
const axisHeight = 40;
const legendHeight = 22;
const straightBottom = 26;
const slantedRight = 50;
/** CSS pixels of a character in the name of a class. */
const classCharacter = 5.9;
const gap = 16;
const narrowestDots = 200;

/** The heat map is at least as wide as its title and its legend. */
const narrowestHeat = 240;

/** Columns narrower than this have no room for slanted names: one line of text at 60 degrees. */
const narrowestSlanted = 14;

/** Nor has a column narrower than this for one that stands upright. */
const narrowestColumn = 11.5;

/** Classes in the heat map at once: more would be looked at by nobody. */
export const mostClasses = 20;
const fewestClasses = 5;

/** Room for the names of tasks: less than half of what there is, so that the data has more. */
export function roomForNames(available: number): number {
  return Math.round(Math.min(namesWidth, 0.4 * available));
}

/** How many classes the heat map can show at once. */
export function classesWithin(available: number): number {
  const room = available - roomForNames(available) - 10 - slantedRight;
  return Math.max(fewestClasses, Math.min(mostClasses, Math.floor(room / narrowestColumn)));
}

/** What plots are laid out. */
export interface PlotShapes {
  /** Columns of the heat map; 0: there is none. */
  classes: number;
  /** Characters of the longest name of a class where they are slanted; 0: they stand straight. */
  slanted: number;
  /** Whether there is a legend of tones. */
  hasLegend: boolean;
  /** Whether each plot must stand alone, also where two have room side by side. Default: false. */
  apart?: boolean;
}

/** Lays the plots out in `available` pixels. */
export function layOutPlots(available: number, { classes, slanted, hasLegend, apart = false }: PlotShapes): PlotLayout {
  const bottom = axisHeight + (hasLegend ? legendHeight : 0);
  const distribution = {
    width: Math.max(160, available - 100),
    padding: { left: 46, top: 18, right: 54, bottom },
    signals: {},
  };
  const namesRoom = roomForNames(available);
  const left = namesRoom + 10;
  const right = slanted > 0 ? slantedRight : 8;
  const beside = heatWidth(available / 2 - right, classes);
  const dotsBeside = available - left - gap - (gap + beside + right);
  const sideBySide = !apart && classes > 0 && dotsBeside >= narrowestDots;
  const dots = sideBySide ? dotsBeside : Math.min(640, available - left - gap);
  const heat = sideBySide ? beside : heatWidth(available - left - right, classes);
  const angle = slanted === 0 ? 0 : heat / Math.max(1, classes) < narrowestSlanted ? 90 : 60;
  return {
    sideBySide,
    frames: {
      distribution,
      'top-tasks': {
        width: Math.max(80, dots),
        padding: { left, top: sideBySide ? heatTop : dotsTop, right: gap, bottom },
        signals: { names: namesRoom },
      },
      'class-evidence': {
        width: heat,
        padding: { left: sideBySide ? gap : left, top: heatTop, right, bottom: classNamesHeight(slanted, angle) },
        signals: { angle, names: sideBySide ? 0 : namesRoom },
      },
    },
  };
}

function classNamesHeight(slanted: number, angle: number): number {
  return angle === 0 ? straightBottom : 12 + Math.ceil(slanted * classCharacter * Math.sin((angle * Math.PI) / 180));
}

/** Wide enough for a name where there are few classes, and no wider. */
function heatWidth(room: number, classes: number): number {
  const columns = Math.max(1, classes);
  const widest = Math.max(72, narrowestHeat / columns);
  return columns * Math.max(narrowestColumn, Math.min(widest, room / columns));
}
