import { ROW_LIMIT_BYTES } from '../../reading-limits.ts';
import { COLUMN_LIMIT, nameOfCell } from '../cell-name.ts';
import type { Attributes } from '../read-xml.ts';
import { type Cell, noteMerged, type SheetNotes, type SheetRow } from '../spreadsheet.ts';
import { CellText } from './cell-text.ts';
import { valueOfCell } from './cell-value.ts';

/** Rows that a sheet can have: Excel's and LibreOffice's own limit. */
const ROW_LIMIT = 1_048_576;

/** A row, and how many times it is there. */
export interface RepeatedRow {
  row: SheetRow;
  times: number;
}

/** Elements in a cell whose text is none of its value: comments, drawings, how a word is pronounced. */
const aside = /^(?:office:annotation|draw:.*|dr3d:.*|table:shapes|table:table|text:ruby-text|text:note)$/;

/** Hears the rows of one sheet in `content.xml` (OpenDocument 1.3 part 3, 9.1). */
export class OdsListener {
  /** Rows that are complete; who reads takes them away. */
  rows: RepeatedRow[] = [];
  /** True once all rows of the sheet were heard. */
  isOver = false;
  readonly #sheet: string;
  readonly #notes: SheetNotes;
  readonly #columns: ReadonlySet<number> | undefined;
  #isInSheet = false;
  /** How deep in elements that are not read. */
  #aside = 0;
  #position = 1;
  #times = 1;
  #cells: Cell[] = [];
  #column = 0;
  #hasValue = false;
  #cell: { attributes: Attributes; text: CellText } | null = null;

  constructor(sheet: string, notes: SheetNotes, columns: ReadonlySet<number> | undefined) {
    this.#sheet = sheet;
    this.#notes = notes;
    this.#columns = columns;
  }

  open(tag: string, attributes: Attributes): void {
    if (!this.#isInSheet) {
      this.#isInSheet = !this.isOver && tag === 'table:table' && attributes['table:name'] === this.#sheet;
      return;
    }
    if (this.#aside > 0 || aside.test(tag)) this.#aside += 1;
    else if (tag === 'table:table-row') this.#openRow(attributes);
    else if (isCell(tag)) this.#cell = { attributes, text: new CellText() };
    else this.#cell?.text.open(tag, attributes);
  }

  close(tag: string): void {
    if (!this.#isInSheet) return;
    if (this.#aside > 0) this.#aside -= 1;
    else if (tag === 'table:table-row') this.#closeRow();
    else if (isCell(tag)) this.#closeCell();
    else if (tag === 'table:table') {
      this.#isInSheet = false;
      this.isOver = true;
    }
  }

  text(text: string): void {
    if (this.#cell === null || this.#aside > 0) return;
    this.#cell.text.add(text);
    if (this.#cell.text.length > ROW_LIMIT_BYTES) {
      throw new Error(`the text of its cell ${nameOfCell(this.#column, this.#position)} has more than 32 MB`);
    }
  }

  #openRow(attributes: Attributes): void {
    this.#times = timesOf(attributes['table:number-rows-repeated']);
    this.#cells = [];
    this.#column = 0;
    this.#hasValue = false;
  }

  #closeRow(): void {
    if (this.#hasValue) {
      if (this.#position + this.#times - 1 > ROW_LIMIT) throw new Error(`it has more than ${ROW_LIMIT} rows`);
      this.rows.push({ row: { position: this.#position, cells: this.#cells }, times: this.#times });
    }
    this.#position += this.#times;
  }

  #closeCell(): void {
    if (this.#cell === null) return;
    const { attributes, text } = this.#cell;
    this.#cell = null;
    const times = timesOf(attributes['table:number-columns-repeated']);
    const { value, isFilled } = valueOfCell(attributes, text);
    if (isFilled) {
      if (this.#column + times > COLUMN_LIMIT) throw new Error(`it has more than ${COLUMN_LIMIT} columns`);
      this.#hasValue = true;
      this.#fill(value, times);
    }
    this.#noteMerged(attributes);
    this.#column += times;
  }

  #fill(value: Cell, times: number): void {
    for (let column = this.#column; column < this.#column + times; column++) {
      if (this.#columns && !this.#columns.has(column)) continue;
      while (this.#cells.length < column) this.#cells.push(null);
      this.#cells[column] = value;
    }
  }

  #noteMerged(attributes: Attributes): void {
    const rows = timesOf(attributes['table:number-rows-spanned']);
    if (rows < 2) return;
    const last = this.#column + timesOf(attributes['table:number-columns-spanned']) - 1;
    const range = `${nameOfCell(this.#column, this.#position)}:${nameOfCell(last, this.#position + rows - 1)}`;
    noteMerged(this.#notes, range, this.#position);
  }
}

function isCell(tag: string): boolean {
  return tag === 'table:table-cell' || tag === 'table:covered-table-cell';
}

function timesOf(written: string | undefined): number {
  const times = Number(written ?? '1');
  return Number.isSafeInteger(times) && times > 0 ? times : 1;
}
