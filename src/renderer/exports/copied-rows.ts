import type { RankedTask } from '../../ranking/document.ts';
import { withoutFormula } from '../../ranking/export/csv.ts';
import { escapeMarkdown } from '../../ranking/export/markdown.ts';
import type { TableColumn } from '../table/columns.ts';

/** What of the table is copied: the rows that match, on all pages, with the columns that are shown. */
export interface CopiedTable {
  tasks: readonly RankedTask[];
  columns: readonly TableColumn[];
}

/** Rows for a spreadsheet: cells divided by tabs, numbers as it reads them, no name that it would run as a formula. */
export function rowsAsTabs({ tasks, columns }: CopiedTable, withHeaders: boolean): string {
  const rows = tasks.map((task) => columns.map((column) => tabCell(column, task)));
  const heads = columns.map(({ title }) => title);
  return (withHeaders ? [heads, ...rows] : rows).map((cells) => cells.join('\t')).join('\n');
}

function tabCell({ numeric, text }: TableColumn, task: RankedTask): string {
  const shown = text(task);
  return numeric ? shown.replaceAll('−', '-') : withoutFormula(shown);
}

/** Rows as a table of Markdown. */
export function rowsAsMarkdown({ tasks, columns }: CopiedTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => escapeMarkdown(title))),
    line(columns.map(({ numeric }) => (numeric ? '--:' : '---'))),
    ...tasks.map((task) => line(columns.map(({ text }) => escapeMarkdown(text(task))))),
  ].join('\n');
}
