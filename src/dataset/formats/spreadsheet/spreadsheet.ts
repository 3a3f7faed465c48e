import type { Opaque } from '../../table/values.ts';

/** A cell as a file of comma-separated values would have it, or a date; null where it is empty. */
export type Cell = string | Opaque | null;

/** A row with at least one value; cells by their column from 0, those at the end may be absent. */
export interface SheetRow {
  /** As the sheet counts it, from 1. */
  position: number;
  cells: Cell[];
}

/** What reading the rows of a sheet shows beside the values. */
export interface SheetNotes {
  /** Cells whose formula has no value in the file, and the first of them (`C2`). */
  uncomputed: number;
  firstUncomputed: string | null;
  /** Cells merged over several rows: as Excel writes the first range (`B2:B11`), and the row that it begins in. */
  merged: { range: string; row: number }[];
}

/** How the rows of a sheet are read. */
export interface SheetRowsOptions {
  /** Columns that are needed, from 0; the others are null. By default all. */
  columns?: ReadonlySet<number> | undefined;
  /** Where to note what is seen. */
  notes: SheetNotes;
  signal?: AbortSignal | undefined;
}

/** A sheet of cells by its name. */
export interface SheetName {
  name: string;
  isHidden: boolean;
}

/** An opened file of sheets, whatever its format. */
export interface Spreadsheet {
  readonly format: 'xlsx' | 'ods';
  /** In their order; those that hold only a diagram are not among them. */
  readonly sheets: readonly SheetName[];
  /** The rows of a sheet in order, some at a time; rows without a value are left out. */
  rows(sheet: string, options: SheetRowsOptions): AsyncIterable<SheetRow[]>;
}

/** Notes of which nothing is noted yet. */
export function noNotes(): SheetNotes {
  return { uncomputed: 0, firstUncomputed: null, merged: [] };
}

/** More merged ranges are not kept. */
const MERGED_KEPT = 10_000;

/** Notes cells that are merged over several rows. */
export function noteMerged(notes: SheetNotes, range: string, row: number): void {
  if (notes.merged.length < MERGED_KEPT) notes.merged.push({ range, row });
}

/** Notes a formula without a value. */
export function noteUncomputed(notes: SheetNotes, cell: string): void {
  notes.uncomputed += 1;
  notes.firstUncomputed ??= cell;
}

/** A number as it is written in a file of comma-separated values: whole ones without a fraction, as pandas reads them. */
export function numberText(written: string): string {
  const number = Number(written);
  if (written.trim() === '' || !Number.isFinite(number)) throw new Error(`"${written.slice(0, 50)}" is no number`);
  return String(number === 0 ? 0 : number);
}
