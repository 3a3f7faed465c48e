import { displayWidth, fitWidth } from '../display-width.ts';
import type { RankedTask, RankingDocument } from '../document.ts';
import { formatCount, scoreFormat } from '../number-format.ts';
import { plainLine } from '../plain-text.ts';
import { baselineLabel } from '../sentences/baseline.ts';
import { moreTasksSentence } from '../sentences/coverage.ts';
import { othersLabel } from '../sentences/estimator.ts';
import { lookedLabel } from '../sentences/looked.ts';
import { isMeasured, measuredCell } from '../sentences/measured.ts';
import { standingMark } from '../sentences/standing.ts';
import { alikeLabel } from '../sentences/task-list.ts';
import { english, type Translate } from '../sentences/translate.ts';
import { countAlike, markedToTry, withoutAlike } from '../shortlist.ts';
import { standingOf } from '../standing.ts';
import { columnsName, namedSubset } from '../task-name.ts';
import { type ShownRow, shownRows } from './shown-rows.ts';
import { differenceCell } from './standing-cells.ts';

/** How a ranking is set for a terminal. */
export interface TextTableOptions {
  /** The first so many tasks; the baseline is shown in any case. Default: all. */
  top?: number;
  /** Columns of the terminal; names are shortened to fit. Default: as wide as it needs. */
  width?: number;
  say?: Translate;
}

interface Column {
  title: string;
  align: 'left' | 'right';
  /** Where the terminal is narrow: the column of the highest number is left out first; 0 never is. */
  yields: number;
  /** Names the task: the column that is shortened where there is no room. */
  isTask: boolean;
  value(task: RankedTask): string;
}

interface Line {
  /** A cell for each column; of a line that is no task, the last one runs over the columns to its right. */
  cells: string[];
  isTask: boolean;
}

const gapBetweenColumns = '  ';
const narrowestTask = 12;

/**
 * The ranking as lines for a terminal, ended by a newline: numbers first and aligned on the decimal point, names after them, the
 * baseline as a line of its own at its place in the order. Wide characters are counted as two columns; control characters
 * in names are left out. Tasks that are alike take one line, with their count. The tasks to try have a star, and a rule below the last.
 */
export function toTextTable(whole: RankingDocument, options: TextTableOptions = {}): string {
  const { say = english, top, width = Number.POSITIVE_INFINITY } = options;
  const alike = countAlike(whole);
  const document = { ...whole, tasks: withoutAlike(whole) };
  const rows = withShortlistRule(shownRows(document, top), document);
  let columns = filledColumns(document, textColumns(document, alike, say));
  let lines = linesOf(rows, columns, document, say);
  for (let widths = naturalWidths(lines); totalWidth(widths) > width; widths = naturalWidths(lines)) {
    const fewer = withoutLeastNeeded(columns);
    if (fewer === null) break;
    columns = fewer;
    lines = linesOf(rows, columns, document, say);
  }
  const widths = shortenTask(naturalWidths(lines), columns, width);
  return lines.map((line) => `${fitWidth(alignLine(line, columns, widths), width)}\n`).join('');
}

/** A line below the last task to try, where it is shown. */
type TextRow = ShownRow | { kind: 'shortlist-end' };

function withShortlistRule(rows: readonly ShownRow[], document: RankingDocument): TextRow[] {
  const last = markedToTry(document).at(-1);
  const place = rows.findIndex((row) => row.kind === 'task' && row.task === last);
  return place < 0 ? [...rows] : [...rows.slice(0, place + 1), { kind: 'shortlist-end' }, ...rows.slice(place + 1)];
}

function textColumns(document: RankingDocument, alike: ReadonlyMap<string, number>, say: Translate): Column[] {
  const format = scoreFormat(document, '-');
  const toTry = new Set(markedToTry(document));
  const rank = (task: RankedTask) => `${toTry.has(task) ? '* ' : ''}${formatCount(task.rank)}`;
  const name = (task: RankedTask) =>
    [task.taskId, alikeLabel(task, alike, say), lookedLabel(task, say), othersLabel(task, say)]
      .filter((part) => part !== '')
      .join(', ');
  return [
    column(say('Rank'), 'right', 0, rank),
    column(say('Score'), 'right', 0, (task) => format.score(task.score)),
    ...(document.baseline === null ? [] : [differenceColumn(document, say)]),
    ...(hasStandings(document) ? [standingColumn(document, say)] : []),
    ...(isMeasured(document) ? [column(say('Measured'), 'right', 0, (task) => measuredCell(task, '-'))] : []),
    { ...column(say('Task'), 'left', 0, name), isTask: true },
    column(say('Subset'), 'left', 1, (task) => namedSubset(task) ?? ''),
    column(say('Split'), 'left', 4, (task) => task.taskSplit ?? ''),
    column(say('Columns'), 'left', 3, columnsName),
    column(say('Examples'), 'right', 2, (task) => (task.examples === null ? '' : formatCount(task.examples))),
    column(say('Language'), 'left', 6, (task) => task.language ?? ''),
    column(say('Map'), 'left', 5, (task) => task.repo ?? ''),
  ];
}

function differenceColumn(document: RankingDocument, say: Translate): Column {
  const format = scoreFormat(document, '-');
  return column(say('vs baseline'), 'right', 0, (task) => differenceCell(task, document, format));
}

function standingColumn(document: RankingDocument, say: Translate): Column {
  return column(say('Helps?'), 'left', 0, (task) => standingMark(standingOf(task, document), say));
}

function hasStandings(document: RankingDocument): boolean {
  return document.tasks.some((task) => standingOf(task, document) !== 'unknown');
}

function column(title: string, align: Column['align'], yields: number, value: Column['value']): Column {
  return { title, align, yields, isTask: false, value: (task) => plainLine(value(task)) };
}

/** The columns in which at least one task has something to say. */
function filledColumns({ tasks }: RankingDocument, columns: readonly Column[]): Column[] {
  return columns.filter(({ yields, value }) => yields === 0 || tasks.some((task) => value(task) !== ''));
}

function withoutLeastNeeded(columns: readonly Column[]): Column[] | null {
  const highest = Math.max(...columns.map(({ yields }) => yields));
  return highest === 0 ? null : columns.filter(({ yields }) => yields !== highest);
}

function linesOf(
  rows: readonly TextRow[],
  columns: readonly Column[],
  document: RankingDocument,
  say: Translate,
): Line[] {
  const titles: Line = { cells: columns.map(({ title }) => title), isTask: true };
  return [titles, ...rows.map((row) => lineOf(row, columns, document, say))];
}

/** Lines that are no task fill the numbers they have and put their words under the task's name. */
function lineOf(row: TextRow, columns: readonly Column[], document: RankingDocument, say: Translate): Line {
  switch (row.kind) {
    case 'task':
      return { cells: columns.map(({ value }) => value(row.task)), isTask: true };
    case 'gap':
      return { cells: ['…', ...emptyNumbers(document), moreTasksSentence(row.hidden, say)], isTask: false };
    case 'baseline': {
      const score = scoreFormat(document, '-').score(row.score);
      const between = emptyNumbers(document).slice(1);
      return { cells: ['', score, ...between, `── ${baselineLabel(say)} ──`], isTask: false };
    }
    case 'shortlist-end':
      return { cells: ['', ...emptyNumbers(document), `── ${say('to try: those with a star')} ──`], isTask: false };
  }
}

/** What stands between rank and task: score, and where they are known difference to the baseline, standing and measured gain. */
function emptyNumbers(document: RankingDocument): string[] {
  const others = [document.baseline !== null, hasStandings(document), isMeasured(document)];
  return ['', ...others.filter(Boolean).map(() => '')];
}

/** Width of each column. The words of lines that are no task may run over, so they do not widen the task's column. */
function naturalWidths(lines: readonly Line[]): number[] {
  const widths = (lines[0]?.cells ?? []).map(() => 0);
  for (const { cells, isTask } of lines) {
    cells.forEach((cell, index) => {
      if (isTask || index < cells.length - 1) widths[index] = Math.max(widths[index] ?? 0, displayWidth(cell));
    });
  }
  return widths;
}

function totalWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, gapBetweenColumns.length * (widths.length - 1));
}

function shortenTask(widths: readonly number[], columns: readonly Column[], limit: number): number[] {
  const missing = Math.max(0, totalWidth(widths) - limit);
  const task = columns.findIndex(({ isTask }) => isTask);
  return widths.map((width, index) => (index === task ? Math.max(narrowestTask, width - missing) : width));
}

function alignLine({ cells, isTask }: Line, columns: readonly Column[], widths: readonly number[]): string {
  const padded = cells.map((cell, index) => {
    const runsOver = !isTask && index === cells.length - 1;
    return runsOver ? cell : pad(cell, columns[index]?.align ?? 'left', widths[index] ?? 0);
  });
  return padded.join(gapBetweenColumns).trimEnd();
}

function pad(cell: string, align: Column['align'], width: number): string {
  const fitted = fitWidth(cell, width);
  const space = ' '.repeat(Math.max(0, width - displayWidth(fitted)));
  return align === 'left' ? fitted + space : space + fitted;
}
