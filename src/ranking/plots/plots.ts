import type { RankedTask, RankingDocument } from '../document.ts';
import { scoreFormat } from '../number-format.ts';
import { isMeasured } from '../sentences/measured.ts';
import { english, type Translate } from '../sentences/translate.ts';
import { classEvidenceData, classEvidenceMessage, levels } from './class-evidence-data.ts';
import classEvidenceSpec from './compiled/class-evidence.json' with { type: 'json' };
import distributionSpec from './compiled/distribution.json' with { type: 'json' };
import topTasksSpec from './compiled/top-tasks.json' with { type: 'json' };
import { distributionData, distributionMessage } from './distribution-data.ts';
import { layOutPlots, type PlotFrame, type PlotId } from './plot-frames.ts';
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
    signals: {},
    rows: 0,
  };
}

/** The first tasks as dots; `tasks`: those that match a query, default all. */
export function topTasksPlot(
  document: RankingDocument,
  tasks: readonly RankedTask[] = document.tasks,
  say: Translate = english,
): Plot {
  const rows = topTasksData(document, tasks, say);
  return {
    id: 'top-tasks',
    title: topTasksTitle(document, say),
    message: topTasksMessage(document, tasks, say),
    spec: topTasksSpec,
    data: {
      tasks: rows,
      baseline: baselineMark(document, say),
      measured: measuredMarks(document, tasks),
      marked: [],
    },
    signals: {},
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

/** Evidence per class of the same tasks; null where there are no classes to compare. */
export function classEvidencePlot(
  document: RankingDocument,
  tasks: readonly RankedTask[] = document.tasks,
  say: Translate = english,
): Plot | null {
  const evidence = classEvidenceData(document, tasks);
  if (evidence === null) return null;
  const { cells, classes, limit } = evidence;
  const format = scoreFormat(document, '−');
  const columns = cells.slice(0, classes).map(({ column, className }) => ({
    column,
    className: className.length > longestSlantedName ? `${className.slice(0, longestSlantedName - 1)}…` : className,
  }));
  const slanted =
    classes > mostStraightNames || columns.some(({ className }) => className.length > longestStraightName);
  const names = topTasksData(document, tasks).map(({ place, name }) => ({ place, name }));
  const legend = levels.map((level) => ({ level, label: format.difference((limit * level) / 4) }));
  return {
    id: 'class-evidence',
    title: classEvidenceTitle(classes, document.target.classes.length, say),
    message: classEvidenceMessage(document, evidence, say),
    spec: classEvidenceSpec,
    data: { cells, classes: columns, names, legend, marked: [] },
    signals: { slanted },
    rows: names.length,
  };
}

/** Says what is not shown: a title is there in every presentation. */
function classEvidenceTitle(shown: number, all: number, say: Translate): string {
  if (shown === all) return say('Evidence per class against the baseline');
  return say('Evidence per class against the baseline: the {0} of {1} classes in which tasks differ most', shown, all);
}

/** A plot with its size. */
export interface FramedPlot extends Plot {
  frame: PlotFrame;
}

/** Width of the plots in an exported page, in CSS pixels. */
const exportWidth = 960;

/** All plots that this ranking has, in the size of an exported page. */
export function exportPlots(document: RankingDocument, say: Translate = english): FramedPlot[] {
  if (document.tasks.length === 0) return [];
  const heatMap = classEvidencePlot(document, document.tasks, say);
  const { frames, sideBySide } = layOutPlots(
    exportWidth,
    heatMap?.data.classes?.length ?? 0,
    heatMap?.signals.slanted === true,
  );
  const plots = [distributionPlot(document, say), topTasksPlot(document, document.tasks, say)];
  if (heatMap !== null) plots.push(sideBySide ? withoutNames(heatMap) : heatMap);
  return plots.map((plot) => ({ ...plot, frame: frames[plot.id] }));
}

/** The heat map for beside the dot plot, which names the rows already. */
export function withoutNames(heatMap: Plot): Plot {
  return { ...heatMap, data: { ...heatMap.data, names: [] } };
}
