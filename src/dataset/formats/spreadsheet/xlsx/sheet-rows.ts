import { ROW_LIMIT_BYTES } from '../../reading-limits.ts';
import { COLUMN_LIMIT, columnOfName, nameOfCell, rowOfName } from '../cell-name.ts';
import { dateCell, dateOfSerial } from '../date-cell.ts';
import type { Attributes } from '../read-xml.ts';
import { type Cell, noteMerged, noteUncomputed, numberText, type SheetNotes, type SheetRow } from '../spreadsheet.ts';
import type { StringStore } from '../string-store.ts';
import { localName } from './relationships.ts';
import { textOfXmlString } from './xml-string.ts';

/** What the cells of a sheet refer to. */
export interface CellContext {
  texts: StringStore | null;
  dateStyles: ReadonlySet<number>;
  calendar: 1900 | 1904;
}

/** Hears the rows of a worksheet (ECMA-376 part 1, 18.3); takes of formulas the value that the program stored which computed them. */
export class SheetListener {
  /** Rows that are complete; who reads takes them away. */
  rows: SheetRow[] = [];
  readonly #context: CellContext;
  readonly #notes: SheetNotes;
  readonly #columns: ReadonlySet<number> | undefined;
  #position = 0;
  #cells: Cell[] = [];
  #hasValue = false;
  /** Column, type and style of the cell that is open. */
  #column = -1;
  #type = 'n';
  #style = 0;
  #text = '';
  #hasFormula = false;
  #isText = false;
  #isPhonetic = false;

  constructor(context: CellContext, notes: SheetNotes, columns: ReadonlySet<number> | undefined) {
    this.#context = context;
    this.#notes = notes;
    this.#columns = columns;
  }

  open(tag: string, attributes: Attributes): void {
    switch (localName(tag)) {
      case 'row':
        this.#openRow(attributes.r);
        break;
      case 'c':
        this.#openCell(attributes);
        break;
      case 'v':
        this.#isText = true;
        break;
      case 't':
        this.#isText = !this.#isPhonetic;
        break;
      case 'f':
        this.#hasFormula = true;
        break;
      case 'rPh':
        this.#isPhonetic = true;
        break;
      case 'mergeCell':
        this.#noteMerged(attributes.ref ?? '');
    }
  }

  close(tag: string): void {
    switch (localName(tag)) {
      case 'row':
        if (this.#hasValue) this.rows.push({ position: this.#position, cells: this.#cells });
        break;
      case 'c':
        this.#closeCell();
        break;
      case 'v':
      case 't':
        this.#isText = false;
        break;
      case 'rPh':
        this.#isPhonetic = false;
    }
  }

  text(text: string): void {
    if (!this.#isText) return;
    this.#text += text;
    if (this.#text.length > ROW_LIMIT_BYTES) {
      throw new Error(`the text of its cell ${nameOfCell(this.#column, this.#position)} has more than 32 MB`);
    }
  }

  #openRow(position: string | undefined): void {
    this.#position = position === undefined ? this.#position + 1 : Number(position);
    this.#cells = [];
    this.#hasValue = false;
    this.#column = -1;
  }

  #openCell({ r: name, t: type = 'n', s: style = '0' }: Attributes): void {
    const column = name === undefined ? this.#column + 1 : columnOfName(name);
    if (column === null || column >= COLUMN_LIMIT) throw new Error(`it has no place for the cell "${name ?? ''}"`);
    this.#column = column;
    this.#type = type;
    this.#style = Number(style);
    this.#text = '';
    this.#hasFormula = false;
  }

  #closeCell(): void {
    if (this.#hasFormula && this.#text === '' && this.#type !== 'str') {
      noteUncomputed(this.#notes, nameOfCell(this.#column, this.#position));
    }
    if (this.#text === '') return;
    this.#hasValue = true;
    if (this.#columns && !this.#columns.has(this.#column)) return;
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column] = this.#value();
  }

  /** ECMA-376 part 1, 18.18.11. An error (`#N/A`) is a missing value, as it is for pandas. */
  #value(): Cell {
    const { texts, dateStyles, calendar } = this.#context;
    switch (this.#type) {
      case 's': {
        const text = texts?.get(Number(this.#text));
        if (text === undefined) throw new Error(`it has no shared text ${this.#text.slice(0, 20)}`);
        return text === '' ? null : text;
      }
      case 'inlineStr':
      case 'str':
        return textOfXmlString(this.#text);
      case 'b':
        return /^(?:1|true)$/i.test(this.#text) ? 'True' : 'False';
      case 'e':
        return null;
      case 'd':
        return dateCell(this.#text);
      default:
        return dateStyles.has(this.#style) ? dateOfSerial(Number(this.#text), calendar) : numberText(this.#text);
    }
  }

  #noteMerged(range: string): void {
    const [first = '', last = ''] = range.split(':');
    const row = rowOfName(first);
    if (row !== null && rowOfName(last) !== row) noteMerged(this.#notes, range, row);
  }
}
