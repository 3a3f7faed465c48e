import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import { differenceCell } from '../../ranking/export/standing-cells.ts';
import { scoreFormat } from '../../ranking/number-format.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { estimatorName } from '../../ranking/sentences/estimator.ts';
import { measuredCell } from '../../ranking/sentences/measured.ts';
import { standingMark } from '../../ranking/sentences/standing.ts';
import { standingOf } from '../../ranking/standing.ts';
import { columnsName, namedSubset, taskName } from '../../ranking/task-name.ts';
import type { SortKey } from '../../ranking/task-query.ts';
import type { PageWords } from '../page-words.ts';
import { charactersOf } from './characters-of.ts';

/** One column of the table on the screen. */
export interface TableColumn {
  id: string;
  title: string;
  /** What the numbers or names mean, as a tooltip of the head. */
  hint: string;
  numeric: boolean;
  sortBy: SortKey;
  text(task: RankedTask): string;
  /** Where the table is narrow, columns of the highest number are left out first; 0 never is. */
  yields: number;
  /** Width in characters; of the name of the task, which takes what is left: what nearly all names need. */
  characters: number;
  /** Shown only by choice: few need it, or it says the same of all tasks. */
  onDemand: boolean;
  /** Whether it says anything of any task. */
  isFilled: boolean;
}

/**
 * All columns in their order: the answer first, then what identifies the task, then what describes it. Columns in which no task has
 * anything to say are left out; those that say the same of every task are there on demand.
 */
export function tableColumns(document: RankingDocument, { say, count }: PageWords): TableColumn[] {
  const format = scoreFormat(document, '−');
  const column = (
    id: string,
    title: string,
    hint: string,
    options: Pick<TableColumn, 'numeric' | 'sortBy' | 'yields' | 'text'> & { characters?: number; onDemand?: true },
  ): TableColumn => {
    const text = (task: RankedTask) => plainLine(options.text(task));
    const texts = document.tasks.map(text);
    const characters = options.characters ?? fittingCharacters(title, texts);
    const onDemand = options.onDemand === true || (options.yields > 2 && areAllTheSame(texts));
    const isFilled = (texts.length === 0 && id !== 'measured') || texts.some((each) => each !== '');
    return { id, title, hint, ...options, text, characters, onDemand, isFilled };
  };
  const difference = column(
    'difference',
    say('vs baseline'),
    say('Score minus that of the base model without an intermediate task, ± half of its 95 % interval'),
    {
      numeric: true,
      sortBy: 'score',
      yields: 0,
      text: (task) => differenceCell(task, document, format),
      characters: document.method.certainty === null ? 24 : 30,
    },
  );
  const certain = [
    column('helps', say('Helps?'), say('Whether the sample tells the task from the baseline: its 95 % interval'), {
      numeric: false,
      sortBy: 'score',
      yields: 1,
      text: (task) => standingMark(standingOf(task, document), say),
    }),
    column('first', say('P(first)'), say('Probability that no ranked task is better, as far as the sample tells'), {
      numeric: true,
      sortBy: 'first',
      yields: 7,
      onDemand: true,
      text: ({ first }) => (first === null ? '' : formatShare(first)),
    }),
    column('ranks', say('Rank range'), say('90 % interval of the rank'), {
      numeric: true,
      sortBy: 'ranks',
      yields: 7,
      onDemand: true,
      text: ({ rankInterval }) => (rankInterval === null ? '' : rankInterval.map(count).join('–')),
    }),
  ];
  const columns = [
    column('rank', say('Rank'), say('Place in the ranking of all tasks'), {
      numeric: true,
      sortBy: 'score',
      yields: 0,
      text: ({ rank }) => count(rank),
    }),
    column('task', say('Task'), say('Intermediate dataset, and its subset where that has a name'), {
      numeric: false,
      sortBy: 'task',
      yields: 0,
      text: taskName,
    }),
    column('subset', say('Subset'), say('Subset (configuration) of the dataset'), {
      numeric: false,
      sortBy: 'subset',
      yields: 7,
      onDemand: true,
      text: (task) => namedSubset(task) ?? '',
    }),
    column(
      'score',
      say('Score'),
      document.method.score === 'logme'
        ? say('LogME: log evidence per example, higher is better')
        : say('{0}: higher is better', estimatorName(document.method.score, say)),
      {
        numeric: true,
        sortBy: 'score',
        yields: 2,
        text: ({ score }) => format.score(score),
      },
    ),
    ...(document.baseline === null ? [] : [difference, ...certain]),
    column(
      'measured',
      say('Measured'),
      say('Points that fine-tuning on it first really gave, ± their spread over seeds'),
      {
        numeric: true,
        sortBy: 'measured',
        yields: 1,
        text: (task) => measuredCell(task),
      },
    ),
    column('examples', say('Examples'), say('Rows of the intermediate dataset that the map was trained on'), {
      numeric: true,
      sortBy: 'examples',
      yields: 3,
      text: ({ examples }) => (examples === null ? '' : count(examples)),
    }),
    column('columns', say('Columns'), say('Text columns → label column'), {
      numeric: false,
      sortBy: 'columns',
      yields: 5,
      text: columnsName,
    }),
    column('language', say('Language'), say('Language that the map states'), {
      numeric: false,
      sortBy: 'language',
      yields: 4,
      text: ({ language }) => language ?? '',
    }),
    column('split', say('Split'), say('Split of the dataset'), {
      numeric: false,
      sortBy: 'split',
      yields: 6,
      text: ({ taskSplit }) => taskSplit ?? '',
    }),
    column('map', say('Map'), say('Repository of the Embedding Space Map'), {
      numeric: false,
      sortBy: 'map',
      yields: 7,
      onDemand: true,
      text: ({ repo }) => repo ?? '',
    }),
  ];
  return columns.filter(({ yields, isFilled }) => yields === 0 || isFilled);
}

/** A probability in per cent: `52 %`, `< 1 %`. */
function formatShare(share: number): string {
  return share > 0 && share < 0.005 ? '< 1 %' : `${Math.round(100 * share)} %`;
}

/** Whether the texts tell no task from another. */
function areAllTheSame([first, ...others]: readonly string[]): boolean {
  return others.length > 0 && others.every((each) => each === first);
}

/** Room for nearly all texts of a column; a few very long ones are cut. Two places for the mark of the sorting. */
function fittingCharacters(title: string, texts: readonly string[]): number {
  const lengths = texts.map(charactersOf).sort((a, b) => a - b);
  const most = lengths[Math.ceil((lengths.length - 1) * 0.98)] ?? 0;
  return Math.min(40, Math.max(most, charactersOf(title)));
}

/** Characters of a difference in one line without a bar, and of one over two lines. */
const oneLine = 17;
const twoLines = 8;

/** Fewer characters than this are enough of a name where it goes on in the next line. */
const wrappedName = 24;

/** Width of one character and the padding of a cell, in ems of the table's font: measured on the usual interface fonts. */
const characterEms = 0.56;
const paddingEms = 1.6;
/** Of a digit, in the widest of these fonts: a number is never cut. Differences have room beside their bars, or go on in the next line. */
const digitEms = 0.64;
/**
 * Of a head: a bold character in the widest of these fonts, how much wider than that a short title may be, and the mark of the order with its gap, for
 * which only the column that is sorted by at first keeps room.
 */
const headCharacterEms = 0.64;
const headSlackEms = 0.6;
const sortMarkEms = 1;

/** Width that a column needs, in ems: that of its cells or of its head. */
export function columnEms({ id, characters, numeric, title }: TableColumn): number {
  const mark = id === 'score' ? sortMarkEms : 0;
  const cells = characters * (numeric && id !== 'difference' ? digitEms : characterEms);
  return Math.max(cells, charactersOf(title) * headCharacterEms + headSlackEms + mark) + paddingEms;
}

/** Whether there is room for bars beside the differences to the baseline. */
export function hasBar({ id, characters }: TableColumn): boolean {
  return id === 'difference' && characters > oneLine;
}

/**
 * The columns to show: those that the user chose, else as many as fit. Where the table is narrow, what describes the tasks goes first, then the bars,
 * the score, the line for the ±, the verdict; the name never does.
 */
export function visibleColumns(
  all: readonly TableColumn[],
  chosen: readonly string[] | null,
  widthEms: number,
): TableColumn[] {
  if (chosen !== null) return all.filter(({ id, yields }) => yields === 0 || chosen.includes(id));
  let columns = all.filter(({ onDemand }) => !onDemand);
  for (const narrow of narrowing) {
    if (columns.reduce((sum, column) => sum + columnEms(column), 0) <= widthEms) break;
    columns = narrow(columns);
  }
  return columns;
}

const narrowing: readonly ((columns: TableColumn[]) => TableColumn[])[] = [
  ...[7, 6, 5, 4, 3].map(without),
  atMost('task', wrappedName),
  atMost('difference', oneLine),
  without(2),
  atMost('difference', twoLines),
  without(1),
];

function without(level: number) {
  return (columns: TableColumn[]) => columns.filter(({ yields }) => yields !== level);
}

function atMost(id: string, characters: number) {
  return (columns: TableColumn[]) =>
    columns.map((column) =>
      column.id === id ? { ...column, characters: Math.min(characters, column.characters) } : column,
    );
}
