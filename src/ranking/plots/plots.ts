import type { RankedTask, RankingDocument } from '../document.ts';
import { scoreFormat } from '../number-format.ts';
import { scoreName } from '../sentences/estimator.ts';
import { isMeasured } from '../sentences/measured.ts';
import { english, type Translate } from '../sentences/translate.ts';
import { type ClassPage, classEvidenceData, classEvidenceMessage, levels } from './class-evidence-data.ts';
import classEvidenceSpec from './compiled/class-evidence.json' with { type: 'json' };
import distributionSpec from './compiled/distribution.json' with { type: 'json' };
import topTasksSpec from './compiled/top-tasks.json' with { type: 'json' };
import { distributionData, distributionMessage, toneLabels } from './distribution-data.ts';
import {
  classesWithin,
  layOutPlots,
  type PlotFrame,
  type PlotId,
  type PlotShapes,
  roomForNames,
} from './plot-frames.ts';
import { namesWidth } from './plot-sizes.ts';
import { baselineMark, measuredMarks, topTasksData, topTasksMessage } from './top-tasks-data.ts';

/** Rows of the datasets of a plot, by name. */
export type PlotData = Record<string, readonly object[]>;

/** A plot that can be drawn: what it is, what it says, and what it is made of. */
export interface Plot {
  id: PlotId;
  title: string;
  /** The plot in words. */
  message: string;
  /** A Vega specification, compiled from the Vega-Lite one (scripts/compile-plots.ts), without data. */
  spec: { data: { name: string }[] };
  data: PlotData;
  /** Values of the plot's own parameters. */
  signals: Record<string, unknown>;
  /** Characters of the longest name of a column, where these are too long or too many to stand straight; else 0. */
  slanted: number;
  /** What the axis of scores must hold; empty: the plot has none. */
  scores: number[];
  /** Rows of the plots of the top, else 0. */
  rows: number;
}

/** The distribution of all scores. */
export function distributionPlot(document: RankingDocument, say: Translate = english): Plot {
  const { bins, marks, legend } = distributionData(document, say);
  return {
    id: 'distribution',
    title: say('Scores of all tasks'),
    message: distributionMessage(document, say),
    spec: distributionSpec,
    data: { bins, marks, legend, marked: [] },
    signals: { scoreTitle: scoreName(document, say), countTitle: say('Tasks') },
    slanted: 0,
    scores: [...bins.flatMap(({ from, to }) => [from, to]), ...marks.map(({ score }) => score)],
    rows: 0,
  };
}

/**
 * The first tasks as dots; `tasks`: those that match a query, default all.
 *
 * @param room for the names, in CSS pixels
 */
export function topTasksPlot(
  document: RankingDocument,
  tasks: readonly RankedTask[] = document.tasks,
  say: Translate = english,
  room = namesWidth,
): Plot {
  const rows = topTasksData(document, tasks, say, room);
  const measured = measuredMarks(document, tasks);
  const baseline = document.baseline?.score ?? [];
  return {
    id: 'top-tasks',
    title: topTasksTitle(document, say),
    message: topTasksMessage(document, tasks, say),
    spec: topTasksSpec,
    data: {
      tasks: rows,
      baseline: baselineMark(document, say),
      measured,
      legend: toneLabels(document, say),
      marked: [],
    },
    signals: { scoreTitle: scoreName(document, say) },
    slanted: 0,
    scores: [
      ...rows.flatMap(({ score, from, to }) => [score, from ?? score, to ?? score]),
      ...measured.map(({ score }) => score),
    ].concat(baseline),
    rows: rows.length,
  };
}

/** Says what the signs mean: a title is there in every presentation. */
function topTasksTitle(document: RankingDocument, say: Translate): string {
  const { baseline, certainty } = document;
  if (baseline === null) return say('First tasks');
  const measured = isMeasured(document) ? say('◇ measured gain in points, on its own scale') : '';
  if (certainty === null) return joined(say('First tasks against the baseline'), measured);
  const title = say('First tasks, with 95 % intervals');
  const stars = certainty.shortlist.length === 0 ? '' : say('★ to try');
  const bar = certainty.tied.length === 0 ? '' : say('bar: not told from the first');
  return joined(title, stars, bar, measured);
}

function joined(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

/** Few classes with short names have room for them as they are; slanted ones are cut. */
const mostStraightNames = 5;
const longestStraightName = 11;
const longestSlantedName = 16;

/**
 * Evidence per class of the same tasks; null where there are no classes to compare.
 *
 * @param page which classes, where there are many; default: the first
 * @param room for the names of the tasks, in CSS pixels
 */
export function classEvidencePlot(
  document: RankingDocument,
  tasks: readonly RankedTask[] = document.tasks,
  say: Translate = english,
  { page, room = namesWidth }: { page?: ClassPage; room?: number } = {},
): Plot | null {
  const evidence = classEvidenceData(document, tasks, page);
  if (evidence === null) return null;
  const { cells, classes, limit, from } = evidence;
  const format = scoreFormat(document, '−');
  const columns = cells.slice(0, classes).map(({ column, className }) => ({
    column,
    className: className.length > longestSlantedName ? `${className.slice(0, longestSlantedName - 1)}…` : className,
  }));
  const slanted =
    classes > mostStraightNames || columns.some(({ className }) => className.length > longestStraightName);
  const names = topTasksData(document, tasks, say, room).map(({ place, name }) => ({ place, name }));
  const legend = levels.map((level) => ({ level, label: format.difference((limit * level) / 4) }));
  return {
    id: 'class-evidence',
    title: classEvidenceTitle(from, classes, document.target.classes.length, say),
    message: classEvidenceMessage(document, evidence, say),
    spec: classEvidenceSpec,
    data: { cells, classes: columns, names, legend, scale: [{ label: evidenceScaleName(say) }], marked: [] },
    signals: {},
    slanted: slanted ? Math.max(...columns.map(({ className }) => className.length)) : 0,
    scores: [],
    rows: names.length,
  };
}

/** What the colours of the heat map mean. */
export function evidenceScaleName(say: Translate = english): string {
  return say('log evidence per example, minus the baseline’s');
}

/** Says what is not shown: a title is there in every presentation. */
function classEvidenceTitle(from: number, shown: number, all: number, say: Translate): string {
  if (shown === all) return say('Evidence per class against the baseline');
  if (from === 0) {
    return say(
      'Evidence per class against the baseline: the {0} of {1} classes in which tasks differ most',
      shown,
      all,
    );
  }
  return say(
    'Evidence per class against the baseline: classes {0} to {1} of {2}, by how much tasks differ in them',
    from + 1,
    from + shown,
    all,
  );
}

/** A plot with its size. */
export interface FramedPlot extends Plot {
  frame: PlotFrame;
}

/** Width of the plots in exported files, in CSS pixels: they can be read on a telephone, and stand beside each other where there is room. */
const exportWidth = 490;

/** All plots that this ranking has, each in the size of an exported page and with all that it needs to stand alone. */
export function exportPlots(document: RankingDocument, say: Translate = english): FramedPlot[] {
  if (document.tasks.length === 0) return [];
  const room = roomForNames(exportWidth);
  const page = { size: classesWithin(exportWidth), page: 0 };
  const heatMap = classEvidencePlot(document, document.tasks, say, { page, room });
  const { frames } = layOutPlots(exportWidth, { ...plotShapes(document, heatMap), apart: true });
  const plots = [distributionPlot(document, say), topTasksPlot(document, document.tasks, say, room)];
  if (heatMap !== null) plots.push(heatMap);
  return plots.map((plot) => ({ ...plot, frame: frames[plot.id] }));
}

/** What the plots of a ranking need room for; `heatMap`: null where there is none. */
export function plotShapes(document: RankingDocument, heatMap: Plot | null): PlotShapes {
  return {
    classes: heatMap?.data.classes?.length ?? 0,
    slanted: heatMap?.slanted ?? 0,
    hasLegend: toneLabels(document).length > 0,
  };
}

/** The heat map for beside the dot plot, which names the rows already. */
export function withoutNames(heatMap: Plot): Plot {
  return { ...heatMap, data: { ...heatMap.data, names: [] } };
}
