import { differenceToBaseline } from '../baseline.ts';
import type { RankedTask, RankingDocument } from '../document.ts';
import { lookedAtRows } from '../looked.ts';
import { plainLine } from '../plain-text.ts';
import { standingOf } from '../standing.ts';

type Cell = string | number | null;
type Column = readonly [string, (task: RankedTask, document: RankingDocument) => Cell];

/**
 * Columns of the CSV, a contract: those of the reference's table in its order under snake_case names, then ours. Text columns
 * of a pair task are joined by `;`. Numbers have full precision; what is unknown is an empty cell.
 */
const columns: readonly Column[] = [
  ['rank', (task) => task.rank],
  ['task_id', (task) => task.taskId],
  ['task_subset', (task) => task.taskSubset],
  ['text_column', (task) => task.textColumns.join(';')],
  ['label_column', (task) => task.labelColumn],
  ['task_split', (task) => task.taskSplit],
  ['num_examples', (task) => task.examples],
  ['esm_architecture', (task) => task.architecture],
  ['score', (task) => task.score],
  ['difference_to_baseline', (task, document) => differenceToBaseline(task, document)],
  ['baseline_score', (_, document) => document.baseline?.score ?? null],
  ['language', (task) => task.language],
  ['repo', (task) => task.repo],
  ['revision', (task) => task.revision],
  ['standard_error', (task) => task.standardError],
  ['interval_low', (task) => task.interval?.[0] ?? null],
  ['interval_high', (task) => task.interval?.[1] ?? null],
  ['helps_probability', (task) => task.helps],
  ['first_probability', (task) => task.first],
  ['rank_low', (task) => task.rankInterval?.[0] ?? null],
  ['rank_high', (task) => task.rankInterval?.[1] ?? null],
  ['standing', knownStanding],
  ['shortlisted', (task, { certainty }) => shortlisted(task, certainty)],
  ['alike', (task) => task.alike],
  ['measured_gain', (task) => task.measured?.gain ?? null],
  ['measured_spread', (task) => task.measured?.spread ?? null],
  ['measured_seeds', (task) => task.measured?.seeds ?? null],
  ['looked_at_rows', (task) => lookedAtRows(task)?.rows ?? null],
];

/** Score and rank by each other estimator; only where they were asked for. */
function otherColumns({ method }: RankingDocument): Column[] {
  return (method.others ?? []).flatMap((name): Column[] => [
    [`${name}_score`, (task) => task.others?.[name]?.score ?? null],
    [`${name}_rank`, (task) => task.others?.[name]?.rank ?? null],
  ]);
}

/** Where a formula would begin; blanks before it do not keep a spreadsheet from running it. Tabs and carriage returns are blanks by now. */
const formulaStart = /(^|;)(?= *[=+\-@＝＋－＠])/gu;
function knownStanding(task: RankedTask, document: RankingDocument): Cell {
  const standing = standingOf(task, document);
  return standing === 'unknown' ? null : standing;
}

/** 1 for a task to try, 0 for another; empty where the ranking does not say. */
function shortlisted({ repo }: RankedTask, certainty: RankingDocument['certainty']): Cell {
  if (certainty === null || repo === null) return null;
  return certainty.shortlist.includes(repo) ? 1 : 0;
}

/**
 * The ranking as CSV (RFC 4180, UTF-8 without a mark, lines ended by `\n`): a header and one line for each task, in order.
 * The baseline is a column, so that every line is a task. A text that a spreadsheet would run as a formula gets an apostrophe
 * before it (OWASP, CSV Injection), also behind a semicolon, where many languages of spreadsheets divide a line into cells.
 */
export function toCsv(document: RankingDocument): string {
  const all = [...columns, ...otherColumns(document)];
  const header = all.map(([name]) => name).join(',');
  const lines = document.tasks.map((task) => all.map(([, value]) => csvCell(value(task, document))).join(','));
  return `${[header, ...lines].join('\n')}\n`;
}

/** One line of text with an apostrophe before what a spreadsheet would run as a formula. */
export function withoutFormula(line: string): string {
  return line.replace(formulaStart, "$1'");
}

function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = withoutFormula(plainLine(value));
  return /[",;\n]|^'/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
