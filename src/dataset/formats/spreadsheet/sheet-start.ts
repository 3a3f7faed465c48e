import { findHeader } from '../csv/header.ts';
import type { SheetRow } from './spreadsheet.ts';

/** Where the table of a sheet begins, and its columns. */
export interface SheetStart {
  /** Of the columns that have a name or a value, in their order. */
  names: string[];
  /** Where each stands in the sheet, from 0. */
  places: number[];
  /** How many rows of the sheet with a value stand before the first of the table. */
  before: number;
  /** The row of the header as the sheet counts it, from 1; 0 where no row names the columns. */
  headerPosition: number;
  /** True where no row names the columns. */
  isHeaderAbsent: boolean;
  /** Rows above the table, and the first text of them. */
  above: { rows: number; first: string } | null;
}

/** A table begins within so many rows. */
const ROWS_ABOVE = 20;

/**
 * Finds the table of a sheet: below a title and notes, which fill few cells of the rows of a table, with a header as CSV files have it.
 * @param rows The first rows.
 * @param wanted Columns that the user named: the first row that holds them is the header.
 */
export function findSheetStart(rows: readonly SheetRow[], wanted: readonly string[]): SheetStart {
  const above = rowsAbove(rows, wanted);
  const below = rows.slice(above);
  const width = below.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  const records = below.map((row) => textsOf(row, width));
  const { names, lines, guessedAbsent } = findHeader(records, wanted, {});
  const places = names.map((_, i) => i).filter((i) => records.some((record) => record[i] !== ''));
  const [first] = rows;
  return {
    names: places.map((i) => names[i] ?? ''),
    places,
    before: above + lines,
    headerPosition: lines === 0 ? 0 : (below[0]?.position ?? 0),
    isHeaderAbsent: guessedAbsent,
    above:
      above === 0 || !first
        ? null
        : { rows: above, first: textsOf(first, first.cells.length).find((text) => text !== '') ?? '' },
  };
}

function rowsAbove(rows: readonly SheetRow[], wanted: readonly string[]): number {
  const start = rows.slice(0, ROWS_ABOVE + 1);
  if (wanted.length > 0) {
    const named = start.findIndex((row) => {
      const cells = new Set(textsOf(row, row.cells.length));
      return wanted.every((name) => cells.has(name));
    });
    if (named >= 0) return named;
  }
  const filled = rows.map(({ cells }) => cells.filter((cell) => cell !== null).length);
  const usual = filled.toSorted((a, b) => a - b)[Math.floor(filled.length / 2)] ?? 0;
  const first = start.findIndex((_, i) => usual < 2 || ((filled[i] ?? 0) > 1 && (filled[i] ?? 0) * 2 >= usual));
  return Math.max(0, first);
}

function textsOf({ cells }: SheetRow, width: number): string[] {
  return Array.from({ length: width }, (_, i) => {
    const cell = cells[i] ?? null;
    return cell === null ? '' : typeof cell === 'string' ? cell : cell.preview;
  });
}
