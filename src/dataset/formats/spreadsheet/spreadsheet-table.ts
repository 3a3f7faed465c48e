import type { DatasetWarning } from '../../../protocol/dataset-warnings.ts';
import { ProblemError } from '../../../protocol/problem.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { Row, RowRange, RowsOptions, Table } from '../../table/table.ts';
import { chooseSheet } from './choose-sheet.ts';
import { openOds } from './ods/open-ods.ts';
import { findSheetStart, type SheetStart } from './sheet-start.ts';
import { noNotes, type SheetNotes, type SheetRow, type Spreadsheet } from './spreadsheet.ts';
import { openXlsx } from './xlsx/open-xlsx.ts';

/** Rows that the header and the columns are found from. */
const SAMPLE_ROWS = 300;

/** Merged ranges that a warning names. */
const RANGES_NAMED = 3;

/** How a spreadsheet is opened. */
export interface OpenSpreadsheetOptions {
  /** Columns that the user named. */
  wanted?: readonly string[];
  signal?: AbortSignal | undefined;
}

/**
 * A sheet of a spreadsheet as a table of text, as the file of comma-separated values would be that is saved from it, but for dates,
 * which stay dates. Rows without a value are none, and do not count.
 * @param source Its length is known. It names the sheet; by default the first one that is shown is read.
 * @throws ProblemError `dataset-no-such-sheet`, `dataset-empty-sheet`, and what opening and reading the format throws.
 */
export async function openSpreadsheet(
  source: ByteSource,
  format: Spreadsheet['format'],
  { wanted = [], signal }: OpenSpreadsheetOptions = {},
): Promise<Table> {
  const spreadsheet = await (format === 'xlsx' ? openXlsx : openOds)(source, signal);
  const sheets = spreadsheet.sheets.map(({ name }) => name);
  const sheet = chooseSheet(source.name, spreadsheet.sheets, source.sheet);
  const start = findSheetStart(await firstRows(spreadsheet, sheet, signal), wanted);
  if (start.places.length === 0) {
    const others = sheets.filter((name) => name !== sheet).slice(0, 100);
    throw new ProblemError({ area: 'dataset', code: 'dataset-empty-sheet', file: source.name, sheet, others });
  }
  const isChosen = source.sheet !== undefined;
  const opening = openingWarnings(start, isChosen || sheets.length < 2 ? null : { sheet, sheets });
  const placeOf = new Map(start.names.map((name, i) => [name, start.places[i] ?? -1]));
  let seen = noNotes();
  return {
    format,
    sheet,
    sheets,
    columns: start.names.map((name) => ({ name, kind: null, classNames: null })),
    columnsComplete: true,
    rowCount: null,
    untyped: true,
    get warnings() {
      return [...opening, ...notesAsWarnings(seen, start)];
    },
    async *rows(columns, options = {}) {
      const notes = noNotes();
      const places = columns.map((name) => placeOf.get(name) ?? -1);
      const read = spreadsheet.rows(sheet, { columns: new Set(places), notes, signal: options.signal });
      try {
        yield* tableRows(read, places, start.before, options);
      } finally {
        // A pass that ends before the last row saw less than one before it.
        if (notes.uncomputed + notes.merged.length > seen.uncomputed + seen.merged.length) seen = notes;
      }
    },
  };
}

async function firstRows(spreadsheet: Spreadsheet, sheet: string, signal?: AbortSignal): Promise<SheetRow[]> {
  const first: SheetRow[] = [];
  for await (const rows of spreadsheet.rows(sheet, { notes: noNotes(), signal })) {
    first.push(...rows.slice(0, SAMPLE_ROWS - first.length));
    if (first.length === SAMPLE_ROWS) break;
  }
  return first;
}

async function* tableRows(
  read: AsyncIterable<SheetRow[]>,
  places: readonly number[],
  before: number,
  { needed }: RowsOptions,
): AsyncGenerator<Row[]> {
  const last = needed?.at(-1)?.last ?? (needed ? 0 : Number.POSITIVE_INFINITY);
  let number = -before;
  for await (const rows of read) {
    const batch: Row[] = [];
    for (const { cells } of rows) {
      number += 1;
      if (number < 1 || !isNeeded(number, needed)) continue;
      batch.push({ number, values: places.map((place) => cells[place] ?? null), fault: null });
    }
    if (batch.length > 0) yield batch;
    if (number >= last) return;
  }
}

function isNeeded(number: number, needed: readonly RowRange[] | undefined): boolean {
  return needed === undefined || needed.some(({ first, last }) => number >= first && number <= last);
}

function openingWarnings(
  { above, isHeaderAbsent, names }: SheetStart,
  several: { sheet: string; sheets: string[] } | null,
): DatasetWarning[] {
  const warnings: DatasetWarning[] = [];
  if (several) warnings.push({ code: 'dataset-several-sheets', detail: several });
  if (above) warnings.push({ code: 'dataset-rows-above-table', detail: above });
  if (isHeaderAbsent) warnings.push({ code: 'dataset-no-header', detail: { columns: names } });
  return warnings;
}

function notesAsWarnings({ uncomputed, firstUncomputed, merged }: SheetNotes, start: SheetStart): DatasetWarning[] {
  const warnings: DatasetWarning[] = [];
  const ranges = merged.filter(({ row }) => row > start.headerPosition).map(({ range }) => range);
  if (ranges.length > 0) {
    const detail = { count: ranges.length, ranges: ranges.slice(0, RANGES_NAMED) };
    warnings.push({ code: 'dataset-merged-cells', detail });
  }
  if (firstUncomputed !== null) {
    warnings.push({ code: 'dataset-formulas-without-value', detail: { count: uncomputed, first: firstUncomputed } });
  }
  return warnings;
}
