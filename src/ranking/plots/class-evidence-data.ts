import type { RankedTask, RankingDocument } from '../document.ts';
import { formatCount, scoreFormat } from '../number-format.ts';
import { plainLine } from '../plain-text.ts';
import { english, type Translate } from '../sentences/translate.ts';
import { taskKey } from '../task-key.ts';
import { taskName } from '../task-name.ts';
import { mostClasses } from './plot-frames.ts';
import { topTasks } from './top-tasks-data.ts';

/** Steps of the colour scale: 0 is like the baseline. */
export const levels = [-4, -3, -2, -1, 0, 1, 2, 3, 4] as const;

/** One cell of the heat map: how much a task helps with one class. */
export interface ClassCell {
  /** Names the task, see {@link taskKey}. */
  key: string;
  name: string;
  /** Row and column in the plot, from 0. */
  place: number;
  column: number;
  className: string;
  /** Evidence of the class minus that of the baseline. */
  difference: number;
  /** The difference as one of {@link levels}. */
  level: number;
  tooltip: string;
}

/** Data of the heat map. */
export interface ClassEvidence {
  cells: ClassCell[];
  /** The difference that the levels -4 and 4 stand for. */
  limit: number;
  /** Classes shown, of `target.classes`. */
  classes: number;
  /** Place of the first of them, from 0, by how much tasks differ in them; 0 where all are shown. */
  from: number;
}

/** Which classes the heat map shows: so many at once, and those from the first of a page on. */
export interface ClassPage {
  size: number;
  page: number;
}

const firstClasses: ClassPage = { size: mostClasses, page: 0 };

/**
 * Evidence per class of {@link topTasks} of those given, against that of the base model. Of more classes than a page holds, those in
 * which the first tasks of the ranking differ most, in their order; further pages hold the others. The scale of the colours is that of the first
 * tasks of the ranking over all classes, whichever are shown. Null where there is nothing to compare: regression, no baseline, or no evidence for each class.
 */
export function classEvidenceData(
  document: RankingDocument,
  tasks: readonly RankedTask[] = document.tasks,
  page: ClassPage = firstClasses,
): ClassEvidence | null {
  const { baseline, target } = document;
  const { classes } = target;
  const top = topTasks(tasks);
  if (baseline === null) return null;
  const complete = [baseline, ...top].every(({ evidence }) => evidence.length === classes.length);
  if (classes.length < 2 || top.length === 0 || !complete) return null;
  const first = topTasks(document.tasks);
  const { shown, from } = classesOfPage(classes, baseline, first, page);
  const differences = top.map((task) => shown.map((index) => evidenceDifference(task, baseline, index)));
  const limit = largestDifference(first, baseline) || 1;
  const format = scoreFormat(document, '−');
  const cells = top.flatMap((task, place) =>
    shown.map((classIndex, column): ClassCell => {
      const difference = differences[place]?.[column] ?? 0;
      const className = plainLine(classes[classIndex] ?? '');
      const name = plainLine(taskName(task));
      const tooltip = `${className}, ${name}: ${format.difference(difference)}`;
      return {
        key: taskKey(task),
        name,
        place,
        column,
        className,
        difference,
        level: levelOf(difference, limit),
        tooltip,
      };
    }),
  );
  return { cells, limit, classes: shown.length, from };
}

type Evidence = Pick<RankedTask, 'evidence'>;

function evidenceDifference(task: Evidence, baseline: Evidence, classIndex: number): number {
  return (task.evidence[classIndex] ?? 0) - (baseline.evidence[classIndex] ?? 0);
}

function largestDifference(tasks: readonly Evidence[], baseline: Evidence): number {
  let largest = 0;
  for (const task of tasks) {
    for (const index of task.evidence.keys()) {
      largest = Math.max(largest, Math.abs(evidenceDifference(task, baseline, index)));
    }
  }
  return largest;
}

/** Indices of the classes to show, ascending, and the place of the first of their page. */
function classesOfPage(
  classes: readonly string[],
  baseline: Evidence,
  tasks: readonly Evidence[],
  { size, page }: ClassPage,
): { shown: number[]; from: number } {
  const all = classes.map((_, index) => index);
  if (all.length <= size) return { shown: all, from: 0 };
  const spread = all.map((index) => {
    const values = tasks.map((task) => evidenceDifference(task, baseline, index));
    return Math.max(...values) - Math.min(...values);
  });
  const bySpread = all.toSorted((a, b) => (spread[b] ?? 0) - (spread[a] ?? 0));
  const from = size * Math.max(0, Math.min(page, Math.ceil(all.length / size) - 1));
  return { shown: bySpread.slice(from, from + size).sort((a, b) => a - b), from };
}

function levelOf(difference: number, limit: number): number {
  // `+ 0` turns -0 into 0, which would be a colour of its own.
  return Math.max(-4, Math.min(4, Math.round((4 * difference) / limit))) + 0;
}

/** What the heat map says: where a task helps most, and how many cells are below the baseline. */
export function classEvidenceMessage(
  document: RankingDocument,
  { cells, classes }: ClassEvidence,
  say: Translate = english,
): string {
  const strongest = cells.reduce((best, cell) => (cell.difference > best.difference ? cell : best), cells[0] ?? noCell);
  const worse = cells.filter(({ difference }) => difference < 0).length;
  const all = document.target.classes.length;
  const shown = classes === all ? formatCount(all) : say('{0} of {1}', formatCount(classes), formatCount(all));
  return say(
    'Evidence of {0} classes against the baseline. {1} helps most with "{2}", by {3}. {4} of {5} cells are below the baseline.',
    shown,
    strongest.name,
    strongest.className,
    scoreFormat(document, '−').difference(strongest.difference),
    formatCount(worse),
    formatCount(cells.length),
  );
}

const noCell: Pick<ClassCell, 'name' | 'className' | 'difference'> = { name: '', className: '', difference: 0 };
