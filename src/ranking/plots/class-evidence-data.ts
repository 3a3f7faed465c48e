import type { RankedTask, RankingDocument } from '../document.ts';
import { formatCount, scoreFormat } from '../number-format.ts';
import { plainLine } from '../plain-text.ts';
import { english, type Translate } from '../sentences/translate.ts';
import { taskKey } from '../task-key.ts';
import { taskName } from '../task-name.ts';
import { topTasks } from './top-tasks-data.ts';

/** More columns than this would be thinner than a name. */
export const mostClasses = 60;

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
}

/**
 * Evidence per class of {@link topTasks} of those given, against that of the base model. Of more than {@link mostClasses}
 * classes, those in which the tasks differ most, in their order. Null where there is nothing to compare: regression, no
 * baseline, or no evidence for each class.
 */
export function classEvidenceData(
  document: RankingDocument,
  tasks: readonly RankedTask[] = document.tasks,
): ClassEvidence | null {
  const { baseline, target } = document;
  const { classes } = target;
  const top = topTasks(tasks);
  if (baseline === null) return null;
  const complete = [baseline, ...top].every(({ evidence }) => evidence.length === classes.length);
  if (classes.length < 2 || top.length === 0 || !complete) return null;
  const shown = tellingClasses(classes, baseline, top);
  const differences = top.map((task) => shown.map((index) => evidenceDifference(task, baseline, index)));
  const limit = Math.max(...differences.flat().map(Math.abs)) || 1;
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
  return { cells, limit, classes: shown.length };
}

type Evidence = Pick<RankedTask, 'evidence'>;

function evidenceDifference(task: Evidence, baseline: Evidence, classIndex: number): number {
  return (task.evidence[classIndex] ?? 0) - (baseline.evidence[classIndex] ?? 0);
}

/** Indices of the classes to show, ascending. */
function tellingClasses(classes: readonly string[], baseline: Evidence, tasks: readonly Evidence[]): number[] {
  const all = classes.map((_, index) => index);
  if (all.length <= mostClasses) return all;
  const spread = all.map((index) => {
    const values = tasks.map((task) => evidenceDifference(task, baseline, index));
    return Math.max(...values) - Math.min(...values);
  });
  const byspread = all.toSorted((a, b) => (spread[b] ?? 0) - (spread[a] ?? 0));
  return byspread.slice(0, mostClasses).sort((a, b) => a - b);
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
